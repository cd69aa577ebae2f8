package squareoff.harness.result;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** How values of parameters, which are text, are put in order. */
public final class ParameterOrder {
  /** Numbers by their value and before other text; the same number written twice, as text. */
  public static final Comparator<String> VALUES =
      Comparator.comparing((String value) -> number(value).isEmpty())
          .thenComparing(value -> number(value).orElse(BigDecimal.ZERO))
          .thenComparing(Comparator.naturalOrder());

  // Bounded, so that a hostile 1e999999999 costs nothing to compare.
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

  private ParameterOrder() {}

  /**
   * The number that a value is.
   *
   * @param value the value of a parameter
   * @return empty where it is no decimal number of reasonable length
   */
  public static Optional<BigDecimal> number(String value) {
    return NUMBER.matcher(value).matches() ? Optional.of(new BigDecimal(value)) : Optional.empty();
  }
}
