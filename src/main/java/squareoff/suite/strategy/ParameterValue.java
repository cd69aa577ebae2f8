package squareoff.suite.strategy;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what the value of a benchmark parameter stands for. */
final class ParameterValue {
  private ParameterValue() {}

  /**
   * Finds one of several by the parameter value that stands for it.
   *
   * @param parameter the name of the benchmark parameter
   * @param all what there is to choose from
   * @param value the parameter value of each
   * @param wanted the value that was given
   * @param <T> what is chosen
   * @return the one of that value
   * @throws UnmeasurableCellException if there is none; says which there are
   */
  static <T> T find(String parameter, T[] all, Function<T, String> value, String wanted) {
    return Arrays.stream(all)
        .filter(one -> value.apply(one).equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new UnmeasurableCellException(
                "%s=%s: no such %1$s. Choose one of: %s"
                    .formatted(
                        parameter,
                        wanted,
                        Arrays.stream(all).map(value).collect(Collectors.joining(", ")))));
  }
}
