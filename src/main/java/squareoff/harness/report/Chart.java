package squareoff.harness.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A chart of the page.
 *
 * @param id unique on the page
 * @param kind what tells it from the other charts of its section; may be empty
 * @param title what it shows, for those who do not see it too
 * @param description the numbers that it shows, as far as one wants to hear them
 * @param legend how to read it
 * @param variants the same on different axes
 */
record Chart(
    String id,
    String kind,
    String title,
    String description,
    String legend,
    List<Variant> variants) {
  /** More rows than these are nothing that one sees at a glance; the table has them all. */
  static final int MOST_ROWS = 40;

  private static final int MOST_SPOKEN = 12;

  /**
   * One of the drawings.
   *
   * @param name {@code linear} or {@code logarithmic}
   * @param shown whether it is the one that the page opens with
   * @param drawing the drawing
   */
  record Variant(String name, boolean shown, SvgDrawing drawing) {}

  /** A linear drawing and, where there is one, a logarithmic one, of which one is shown first. */
  static List<Variant> variants(
      SvgDrawing linear, Optional<SvgDrawing> logarithmic, boolean logarithmicFirst) {
    Variant first = new Variant("linear", !logarithmicFirst || logarithmic.isEmpty(), linear);
    return logarithmic
        .map(d -> List.of(first, new Variant("logarithmic", logarithmicFirst, d)))
        .orElse(List.of(first));
  }

  /** What to say where a chart has not all rows. */
  static String others(int shown, int all) {
    return shown < all
        ? " The chart has the first %d of %d rows; the table has all.".formatted(shown, all)
        : "";
  }

  /** Some rows in words, as far as one wants to hear them. */
  static String spoken(List<String> rows) {
    String text = rows.stream().limit(MOST_SPOKEN).collect(Collectors.joining("; "));
    return rows.size() > MOST_SPOKEN ? text + "; and more, see the table." : text + ".";
  }
}
