package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
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
 * @param hasLimit whether the table has a column of ratios to a limit
 * @param secondaries the columns of secondary metrics
 */
record Caption(
    List<Row> rows,
    List<String> parameters,
    Optional<Baseline> baseline,
    boolean hasLimit,
    List<SecondaryColumn> secondaries) {

  void render(StringBuilder out) {
    out.append(modes()).append(". ").append(constants()).append('\n');
    List<String> notes = new ArrayList<>();
    interval().ifPresent(notes::add);
    baseline.ifPresent(b -> notes.add(ratios(b)));
    if (hasLimit) {
      notes.add("× limit: the time taken as a multiple of the least that is possible.");
    }
    String events =
        secondaries.stream()
            .filter(SecondaryColumn::isEvents)
            .map(SecondaryColumn::header)
            .collect(Collectors.joining(", "));
    if (!events.isEmpty()) {
      notes.add(events + ": mean per iteration.");
    }
    List<String> others = SecondaryColumn.withoutColumn(rows, secondaries);
    if (!others.isEmpty()) {
      notes.add("Also measured: " + names(others) + ".");
    }
    notes.forEach(note -> out.append(note).append('\n'));
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

  private String modes() {
    return rows.stream()
        .map(row -> row.cell().mode())
        .distinct()
        .map(Caption::mode)
        .collect(Collectors.joining("; "));
  }

  private static String mode(String label) {
    return switch (label) {
      case "avgt" -> "Average time per operation, less is better";
      case "thrpt" -> "Throughput, more is better";
      case "sample" -> "Time of sampled operations, less is better";
      case "ss" -> "Time of a single cold shot, less is better";
      default -> "Mode " + MarkdownText.escape(label);
    };
  }

  private String constants() {
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
    SortedSet<Integer> trials = new TreeSet<>();
    boolean overTrials = false;
    boolean overIterations = false;
    boolean none = false;
    for (Row row : rows) {
      if (row.score().isPresent()) {
        Estimate.Kind kind = row.score().get().kind();
        overTrials |= kind == Estimate.Kind.TRIALS;
        overIterations |= kind == Estimate.Kind.ITERATIONS;
        none |= kind == Estimate.Kind.NONE;
        if (kind == Estimate.Kind.TRIALS) {
          trials.add(row.trials());
        }
      }
    }
    List<String> parts = new ArrayList<>();
    if (overTrials) {
      parts.add(
          "95 % t-interval over the means of " + span(trials) + " trials, each a JVM of its own");
    }
    if (overIterations) {
      parts.add(
          (overTrials ? "below 3 trials, " : "")
              + "JMH's own 99.9 % error over iterations, which does not know how JVMs differ");
    }
    if (none && !overTrials && !overIterations) {
      parts.add("none, for want of trials and iterations");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of("±: " + String.join("; ", parts) + ".");
  }

  private static String span(SortedSet<Integer> trials) {
    return trials.size() == 1 ? "" + trials.first() : trials.first() + " to " + trials.last();
  }

  private String ratios(Baseline b) {
    String workers =
        b.onlyWorkers(rows)
            .map(w -> ", always with workers = " + MarkdownText.escape(w))
            .orElse("");
    return "× %s: ratio of the score to that of the row with %s and otherwise the same parameters%s, with its 95 %% interval."
        .formatted(b.reference().label(), MarkdownText.escape(b.reference().toString()), workers);
  }
}
