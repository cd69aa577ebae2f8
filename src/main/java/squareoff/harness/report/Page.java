package squareoff.harness.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the page shows. Texts are as they came; the template escapes.
 *
 * @param title of the page
 * @param verdicts what the measurements say of claims; none where nothing was claimed
 * @param inputs what was measured, input by input
 * @param style the style sheet
 * @param script the script, without which everything can be read
 * @param policy the Content-Security-Policy: this style sheet, this script, nothing else
 */
record Page(
    String title,
    List<PageVerdict> verdicts,
    List<Input> inputs,
    String style,
    String script,
    String policy) {

  /** How many claims got which verdict. */
  String verdictCounts() {
    Map<String, Long> counts =
        verdicts.stream()
            .collect(Collectors.groupingBy(PageVerdict::verdict, Collectors.counting()));
    return Stream.of("holds", "refuted", "undecided", "not measured")
        .filter(counts::containsKey)
        .map(verdict -> verdict + ": " + counts.get(verdict))
        .collect(Collectors.joining(", "));
  }

  /**
   * One input.
   *
   * @param id unique on the page
   * @param name the file's or the run's
   * @param facts what machine and software this was
   * @param contents in a sentence, what is in it
   * @param notes what else is to be said of the whole
   * @param sections one for each benchmark class
   */
  record Input(
      String id,
      PageText name,
      List<PageText> facts,
      String contents,
      List<PageText> notes,
      List<Section> sections) {}

  /**
   * One benchmark class.
   *
   * @param id unique on the page, and the same in every page of this benchmark
   * @param heading its name
   * @param size how many rows it has, in words
   * @param caption how to read the table
   * @param charts of its scores and ratios
   * @param table of its rows
   * @param footnotes of the table
   * @param more tables that follow from it
   * @param behind every trial, every metric
   * @param markdown the same section as Markdown
   */
  record Section(
      String id,
      PageText heading,
      String size,
      List<PageText> caption,
      List<Chart> charts,
      PageTable table,
      List<PageText> footnotes,
      List<More> more,
      PageMetrics behind,
      String markdown) {}

  /**
   * A table that follows from a section's rows.
   *
   * @param title in two or three words
   * @param introduction how to read it
   * @param table its columns and rows
   * @param remarks what is to be said behind it
   */
  record More(String title, PageText introduction, PageTable table, List<PageText> remarks) {}
}
