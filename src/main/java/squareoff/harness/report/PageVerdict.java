package squareoff.harness.report;

import java.util.List;

/**
 * What the measurements say of one claim, for the top of the page.
 *
 * @param input the name of the input that was asked
 * @param verdict in a word: {@code holds}, {@code refuted}, {@code undecided} or {@code not
 *     measured}
 * @param claim the sentence that was put to the test
 * @param measured the ratio or value with its interval, beside the bound; may be empty
 * @param reason the numbers that decide it, or what is missing
 * @param background what the claim says of elsewhere and what the verdict means here, each a
 *     sentence or more; may be none
 */
public record PageVerdict(
    String input,
    String verdict,
    String claim,
    String measured,
    String reason,
    List<String> background) {

  /** Copies the list. */
  public PageVerdict {
    background = List.copyOf(background);
  }

  /**
   * A verdict without numbers of its own.
   *
   * @param verdict in a word
   * @param claim the sentence
   * @param reason the numbers that decide it, or what is missing
   */
  public PageVerdict(String verdict, String claim, String reason) {
    this("", verdict, claim, "", reason, List.of());
  }

  /** The verdict as a shape, for the eye that runs down the list. */
  String sign() {
    return switch (verdict) {
      case "holds" -> "✓";
      case "refuted" -> "✗";
      case "undecided" -> "?";
      default -> "–";
    };
  }

  /** The verdict as the name of a style. */
  String style() {
    return switch (verdict) {
      case "holds", "refuted", "undecided" -> verdict;
      default -> "none";
    };
  }
}
