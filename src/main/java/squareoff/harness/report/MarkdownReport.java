package squareoff.harness.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.machine.Environment;
import squareoff.harness.result.JmhEntry;

/** A report as Markdown that GitHub shows as tables, and that reads as tables in a terminal too. */
public final class MarkdownReport {

  private MarkdownReport() {}

  /**
   * Renders everything that a source holds.
   *
   * @param source what was measured
   * @param options what the reader chose
   * @return Markdown, with a line feed at the end of every line
   */
  public static String render(Source source, Options options) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(MarkdownText.escape(source.name())).append("\n");
    List<String> facts = facts(source);
    out.append(facts.isEmpty() ? "" : "\n");
    facts.forEach(line -> out.append("- ").append(line).append('\n'));
    Map<String, List<Row>> classes = source.rowsByClass();
    if (classes.isEmpty()) {
      out.append("\nNo results: every benchmark failed, or none was run.\n");
    }
    unmatched(classes, options).ifPresent(note -> out.append('\n').append(note).append('\n'));
    Map<String, String> headings = headings(classes);
    classes.forEach((name, rows) -> {
      out.append('\n');
      String heading = headings.get(name);
      new ClassSection(rows, options).render(heading, source.machineLines(), out);
    });
    return out.toString();
  }

  /** Says so where no row is the one that the reader wants to compare with. */
  static Optional<String> unmatched(Map<String, List<Row>> classes, Options options) {
    return options
        .reference()
        .filter(r ->
            classes.values().stream().flatMap(List::stream).noneMatch(row -> r.matches(row.cell())))
        .map(r -> "No row here has the reference " + MarkdownText.escape(r.toString()) + ".");
  }

  /** When, on what machine, with what software: inert Markdown, a fact a line. */
  static List<String> facts(Source source) {
    List<String> lines = new ArrayList<>();
    source.when().map(MarkdownText::escape).ifPresent(lines::add);
    lines.addAll(machine(source));
    return lines;
  }

  private static List<String> machine(Source source) {
    if (!source.machineLines().isEmpty()) {
      return source.machineLines().stream().map(MarkdownText::escape).toList();
    }
    List<String> lines = new ArrayList<>();
    Set<String> software = new LinkedHashSet<>();
    JmhEntry before = null;
    for (JmhEntry entry : source.entries()) {
      // Most were measured like the one before.
      if (before == null || !entry.isMeasuredLike(before)) {
        software.add(software(entry));
      }
      before = entry;
    }
    software.stream().map(MarkdownText::escape).forEach(lines::add);
    if (!lines.isEmpty()) {
      lines.add("machine: the file does not say");
    }
    return lines;
  }

  private static String software(JmhEntry entry) {
    String text =
        Stream.of(
                entry.jdkVersion().map("JDK "::concat),
                entry.vmName(),
                entry.vmVersion(),
                entry.jmhVersion().map("JMH "::concat),
                Optional.of(entry.jvmArgs())
                    .filter(args -> !args.isEmpty())
                    .map(args -> "options " + String.join(" ", Environment.withoutSecrets(args))))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "JDK: the file does not say" : text;
  }

  /** For each class its name without the package where that is enough, and its only method. */
  static Map<String, String> headings(Map<String, List<Row>> classes) {
    Map<String, Long> namesakes =
        classes.values().stream()
            .collect(
                Collectors.groupingBy(
                    rows -> rows.getFirst().cell().simpleName(), Collectors.counting()));
    Map<String, String> headings = new HashMap<>();
    classes.forEach((name, rows) -> {
      String simple = rows.getFirst().cell().simpleName();
      headings.put(name, heading(namesakes.get(simple) > 1 ? name : simple, rows));
    });
    return headings;
  }

  private static String heading(String shown, List<Row> rows) {
    List<String> methods = rows.stream().map(row -> row.cell().methodName()).distinct().toList();
    if (methods.size() > 1) {
      return shown.isEmpty() ? "Benchmarks without a class" : shown;
    }
    return shown.isEmpty() ? methods.getFirst() : shown + "." + methods.getFirst();
  }
}
