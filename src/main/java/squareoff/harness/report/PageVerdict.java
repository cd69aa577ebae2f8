package squareoff.harness.report;

/**
 * What the measurements say of one claim, for the top of the page.
 *
 * @param verdict in a word: {@code holds}, {@code refuted}, {@code undecided} or {@code not
 *     measured}
 * @param claim the sentence that was put to the test
 * @param reason the numbers that decide it, or what is missing
 */
public record PageVerdict(String verdict, String claim, String reason) {}
