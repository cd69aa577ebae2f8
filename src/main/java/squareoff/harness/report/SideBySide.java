package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A report on several sources as Markdown: one table a class, in which a row is a cell and every
 * source has its own columns, compared with the first source.
 */
public final class SideBySide {

  private SideBySide() {}

  /**
   * Renders what the sources hold. What needs the rows of one source alone (scaling, break-even,
   * other metrics) is in the report of that source.
   *
   * @param sources two or more; the first is the one that the others are compared with
   * @param options what the reader chose; reference rows stand first
   * @return Markdown, with a line feed at the end of every line
   */
  public static String render(List<Source> sources, Options options) {
    List<String> names = names(sources);
    StringBuilder out = new StringBuilder("# ").append(String.join(", ", names)).append("\n\n");
    machines(sources, names, out);
    Map<String, List<SideLine>> classes = linesByClass(sources);
    Map<String, List<Row>> shown = new LinkedHashMap<>();
    classes.forEach((name, lines) -> shown.put(name, lines.stream().map(SideLine::shown).toList()));
    if (classes.isEmpty()) {
      out.append("\nNo results: every benchmark failed, or none was run.\n");
    } else {
      out.append(
          "\nScaling, break-even and the values of other metrics are in the report of each input"
              + " alone.\n");
    }
    MarkdownReport.unmatched(shown, options)
        .ifPresent(note -> out.append('\n').append(note).append('\n'));
    Map<String, String> headings = MarkdownReport.headings(shown);
    classes.forEach((name, lines) -> {
      String heading = headings.get(name);
      out.append("\n## ").append(MarkdownText.escape(heading)).append("\n\n");
      new SideTable(names, lines, options).render(out);
    });
    return out.toString();
  }

  /** The sources' names, inert; those that several share with their places. */
  static List<String> names(List<Source> sources) {
    List<String> plain = sources.stream().map(Source::name).toList();
    return IntStream.range(0, plain.size())
        .mapToObj(i -> {
          String name = plain.get(i);
          boolean shared = plain.indexOf(name) != plain.lastIndexOf(name);
          return MarkdownText.escape(name) + (shared ? " (" + (i + 1) + ")" : "");
        })
        .toList();
  }

  /** What machines these were: one list where they agree, one for each source otherwise. */
  static void machines(List<Source> sources, List<String> names, StringBuilder out) {
    List<List<String>> machines = sources.stream().map(MarkdownReport::facts).toList();
    if (machines.stream().distinct().count() == 1) {
      machines.getFirst().forEach(line -> out.append("- ").append(line).append('\n'));
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      out.append("- ").append(names.get(i)).append('\n');
      machines.get(i).forEach(line -> out.append("  - ").append(line).append('\n'));
    }
  }

  /**
   * The rows of all sources, those of the same cell beside each other; where a source holds a cell
   * more than once, its first result beside the first of the others, its second beside their
   * second.
   */
  private static Map<String, List<SideLine>> linesByClass(List<Source> sources) {
    Map<String, Map<SideLine.Key, List<Optional<Row>>>> classes = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      int place = i;
      sources
          .get(i)
          .rowsByClass()
          .forEach((name, rows) -> {
            Map<SideLine.Key, List<Optional<Row>>> own =
                classes.computeIfAbsent(name, k -> new LinkedHashMap<>());
            rows.forEach(row ->
                own.computeIfAbsent(SideLine.key(row), k -> empty(sources.size()))
                    .set(place, Optional.of(row)));
          });
    }
    Map<String, List<SideLine>> lines = new LinkedHashMap<>();
    classes.forEach(
        (name, own) -> lines.put(name, own.values().stream().map(SideLine::new).toList()));
    return lines;
  }

  private static List<Optional<Row>> empty(int size) {
    return new ArrayList<>(IntStream.range(0, size).mapToObj(i -> Optional.<Row>empty()).toList());
  }
}
