package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The lines above a table: what is the same for all its rows, and how to read its columns.
 *
 * @param rows the table's rows, in order
 * @param parameters the names of all parameters
 * @param baseline what rows are compared with
 * @param ideal the metric that has a column of ratios to what is possible at best
 * @param secondaries the columns of secondary metrics
 */
record Caption(
    List<Row> rows,
    List<String> parameters,
    Optional<Baseline> baseline,
    Optional<String> ideal,
    List<SecondaryColumn> secondaries) {

  void render(StringBuilder out) {
    out.append(modes()).append(". ").append(constants()).append('\n');
    List<String> notes = new ArrayList<>();
    interval().ifPresent(notes::add);
    baseline.ifPresent(b -> notes.add(ratios(b)));
    if (ideal.isPresent()) {
      notes.add("× limit: the time taken as a multiple of the least that is possible.");
    }
    String events =
        secondaries.stream()
            .filter(SecondaryColumn::events)
            .map(SecondaryColumn::header)
            .collect(Collectors.joining(", "));
    if (!events.isEmpty()) {
      notes.add(events + ": mean per iteration.");
    }
    List<String> notPooled = SecondaryColumn.notPooled(rows);
    if (!notPooled.isEmpty()) {
      notes.add(
          names(notPooled)
              + ": not known of all trials together, since the results hold no histogram to pool.");
    }
    List<String> others = SecondaryColumn.withoutColumn(rows, secondaries, ideal);
    if (!others.isEmpty()) {
      notes.add("Also measured: " + names(others) + ".");
    }
    out.append(notes.isEmpty() ? "" : "\n");
    notes.forEach(note -> out.append("- ").append(note).append('\n'));
    out.append('\n');
  }

  private static String names(List<String> names) {
    int shown = Math.min(names.size(), 8);
    String text =
        names.subList(0, shown).stream()
            .map(MarkdownText::escape)
            .collect(Collectors.joining(", "));
    return shown < names.size() ? text + " and " + (names.size() - shown) + " more" : text;
  }

  /** The mode or modes, and which way they get better. */
  String modes() {
    List<String> modes = rows.stream().map(row -> row.cell().mode()).distinct().toList();
    if (modes.size() == 1) {
      String text = mode(modes.getFirst());
      return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
    return modes.stream()
        .map(mode -> MarkdownText.escape(mode) + ": " + mode(mode))
        .collect(Collectors.joining("; "));
  }

  private static String mode(String label) {
    return switch (label) {
      case "avgt" -> "average time per operation, less is better";
      case "thrpt" -> "throughput, more is better";
      case "sample" -> "time of sampled operations, less is better";
      case "ss" -> "time of a single shot, less is better";
      default -> "mode " + MarkdownText.escape(label);
    };
  }

  /** What all rows have in common: threads and parameters. */
  String constants() {
    List<String> parts = new ArrayList<>();
    int threads = rows.getFirst().cell().threads();
    if (!ClassSection.varies(rows.stream().map(row -> row.cell().threads()))) {
      parts.add(threads == 1 ? "1 thread" : threads + " threads");
    }
    for (String name : parameters) {
      Optional<String> value = Optional.ofNullable(rows.getFirst().cell().params().get(name));
      boolean same =
          rows.stream()
              .allMatch(r -> Optional.ofNullable(r.cell().params().get(name)).equals(value));
      if (same && value.isPresent()) {
        parts.add(MarkdownText.escape(name) + " = " + MarkdownText.escape(value.get()));
      }
    }
    return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
  }

  private Optional<String> interval() {
    SortedSet<Integer> overTrials = trials(Estimate.Kind.TRIALS);
    SortedSet<Integer> overIterations = trials(Estimate.Kind.ITERATIONS);
    List<String> parts = new ArrayList<>();
    if (!overTrials.isEmpty()) {
      String least =
          overTrials.first() + (overTrials.size() == 1 ? "" : " to " + overTrials.last());
      parts.add("95 % t-interval over the means of " + least + " trials, each a JVM of its own");
    }
    if (!overIterations.isEmpty()) {
      String over =
          overIterations.last() == 1
              ? "over iterations within one JVM"
              : "over the iterations of all trials as if they were independent";
      String where = overTrials.isEmpty() ? "" : "in rows without that many, ";
      parts.add(where + "JMH's own 99.9 % error, " + over);
    }
    if (parts.isEmpty() && !trials(Estimate.Kind.NONE).isEmpty()) {
      parts.add("none, for want of trials and iterations");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of("±: " + String.join("; ", parts) + ".");
  }

  /** The numbers of trials of the rows whose interval is of a kind. */
  private SortedSet<Integer> trials(Estimate.Kind kind) {
    return rows.stream()
        .filter(row -> row.score().map(Estimate::kind).filter(kind::equals).isPresent())
        .map(Row::trials)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String ratios(Baseline b) {
    String workers =
        b.onlyWorkers(rows)
            .map(w ->
                ", always with %s = %s"
                    .formatted(
                        MarkdownText.escape(b.sharedWork().orElseThrow()), MarkdownText.escape(w)))
            .orElse("");
    return "× %s: the score divided by that of %s with otherwise the same parameters%s (95 %% interval), both as geometric means of the trials."
        .formatted(b.reference().label(), MarkdownText.escape(b.reference().toString()), workers);
  }
}
