package squareoff.harness.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the parts of a page from what was measured. */
final class PageBuilder {
  private static final int LONGEST_ID = 60;

  private final Options options;
  private final Set<String> ids = new HashSet<>();

  PageBuilder(Options options) {
    this.options = options;
  }

  /** One input, with all its sections. */
  Page.Input input(Source source) {
    Map<String, List<Row>> classes = source.rowsByClass();
    List<Page.Section> sections = new ArrayList<>();
    String id = unique("input-" + slug(source.name()));
    Map<String, String> headings = MarkdownReport.headings(classes);
    classes.forEach(
        (name, rows) -> sections.add(section(headings.get(name), rows, source.machineLines())));
    return new Page.Input(
        id,
        PageText.parse(MarkdownText.escape(source.name())),
        MarkdownReport.facts(source).stream().map(PageText::parse).toList(),
        contents(classes),
        MarkdownReport.unmatched(classes, options).stream().map(PageText::parse).toList(),
        sections);
  }

  private static String contents(Map<String, List<Row>> classes) {
    if (classes.isEmpty()) {
      return "No results: every benchmark failed, or none was run.";
    }
    List<Row> rows = classes.values().stream().flatMap(List::stream).toList();
    long failed = rows.stream().filter(row -> row.entry().isEmpty()).count();
    int trials = rows.stream().mapToInt(Row::trials).sum();
    String text =
        counted(classes.size(), "benchmark class", "benchmark classes")
            + ", "
            + counted(rows.size(), "row", "rows")
            + ", "
            + counted(trials, "trial", "trials");
    return failed == 0 ? text : text + "; " + counted(failed, "row", "rows") + " failed";
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private Page.Section section(String heading, List<Row> unsorted, List<String> machineLines) {
    String inert = MarkdownText.escape(heading);
    String id = unique(slug(heading));
    ClassSection section = new ClassSection(unsorted, options);
    StringBuilder caption = new StringBuilder();
    section.caption(caption);
    PageTable table = PageTable.of(section, id);
    StringBuilder footnotes = new StringBuilder();
    section.footnotes(footnotes);
    StringBuilder markdown = new StringBuilder();
    new ClassSection(unsorted, options).render(heading, machineLines, markdown);
    List<List<ChartPoint>> groups = ChartPoint.groups(section, id);
    return new Page.Section(
        id,
        PageText.parse(inert),
        counted(unsorted.size(), "row", "rows"),
        PageText.lines(caption),
        charts(section, id, PageText.parse(inert).plain(), groups),
        table,
        PageText.lines(footnotes),
        section.appendices(machineLines).stream().<Page.More>map(Appendix::page).toList(),
        PageMetrics.of(groups.stream().flatMap(List::stream).toList()),
        markdown.toString());
  }

  private static List<Chart> charts(
      ClassSection section, String id, String heading, List<List<ChartPoint>> groups) {
    List<Chart> charts = new ArrayList<>();
    List<List<ChartPoint>> drawn =
        groups.stream()
            .map(group -> group.stream().filter(ChartPoint::isDrawn).toList())
            .filter(group -> !group.isEmpty())
            .toList();
    for (List<ChartPoint> group : drawn) {
      String chart = id + "-chart-" + (charts.size() + 1);
      String kind = groups.size() == 1 ? "" : group.getFirst().mode();
      String title = kind.isEmpty() ? heading : heading + ", " + kind;
      charts.add(
          ChartLines.of(chart, kind, title, group)
              .orElseGet(() -> ChartDots.of(chart, kind, title, group)));
    }
    List<ChartPoint> all = drawn.stream().flatMap(List::stream).toList();
    section
        .baseline()
        .flatMap(baseline -> ChartRatios.of(id + "-ratios", heading, baseline, all))
        .ifPresent(charts::add);
    section
        .ideal()
        .flatMap(ideal -> ChartLimits.of(id + "-limits", heading, ideal, all))
        .ifPresent(charts::add);
    return charts;
  }

  /** What a link may end with: letters, digits and dots of the name, as far as they go. */
  private static String slug(String name) {
    String slug = name.replaceAll("[^\\p{Alnum}.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    String cut = slug.substring(0, Math.min(slug.length(), LONGEST_ID));
    return cut.isEmpty() ? "benchmark" : cut;
  }

  private String unique(String id) {
    String free = id;
    for (int i = 2; !ids.add(free); i++) {
      free = id + "-" + i;
    }
    return free;
  }
}
