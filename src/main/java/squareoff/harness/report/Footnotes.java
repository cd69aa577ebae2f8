package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.result.Cost;
import squareoff.harness.result.Doubts;
import squareoff.harness.stats.TwoGroups;

/** The footnotes of one table: the same text has the same mark. */
public final class Footnotes {
  private static final String DISTURBED = "†";
  private static final List<String> MARKS = List.of("‡", "§", "¶");

  private final Map<String, Integer> places = new LinkedHashMap<>();
  private Optional<Disturbance> worst = Optional.empty();

  /** The marks of everything that is to be noted of a row, in the order of their first use. */
  String marks(Row row) {
    String others = of(row).stream().map(this::mark).collect(Collectors.joining(" "));
    List<Disturbance> disturbances = row.notes().disturbances();
    if (disturbances.isEmpty()) {
      return others;
    }
    worst =
        Stream.concat(worst.stream(), disturbances.stream())
            .max(Comparator.comparingDouble(Disturbance::share));
    return ("(%d %s) %s".formatted(disturbances.size(), DISTURBED, others)).strip();
  }

  /**
   * The marks of plain texts.
   *
   * @param plain what is to be noted
   * @return with spaces between them
   */
  public String marks(List<String> plain) {
    return plain.stream().map(text -> mark(inert(text))).collect(Collectors.joining(" "));
  }

  private static List<String> of(Row row) {
    List<String> notes = new ArrayList<>();
    int failed = row.notes().failed();
    if (failed > 0) {
      String reasons =
          row.notes().failures().stream().map(Footnotes::inert).collect(Collectors.joining("; "));
      notes.add(
          "%d of %d trials failed%s"
              .formatted(failed, failed + row.trials(), reasons.isEmpty() ? "" : ": " + reasons));
    }
    int silent = row.entry().map(e -> e.forks() - row.trials()).orElse(0);
    if (silent > 0 && failed == 0) {
      notes.add("%d of %d forks gave no data".formatted(silent, silent + row.trials()));
    }
    row.entry()
        .flatMap(entry -> TwoGroups.of(Cost.of(entry).trials()))
        .ifPresent(groups -> notes.add(groups.words()));
    row.entry().map(Doubts::of).ifPresent(doubts -> doubts.forEach(d -> notes.add(inert(d))));
    boolean drawn = row.score().map(s -> ChartAxis.isDrawable(s.centre())).orElse(true);
    if (!drawn) {
      notes.add("no chart shows it: its score is no number that an axis can have");
    }
    if (row.occurrence() > 1) {
      notes.add("measured more than once in this input: each row is one result");
    }
    return notes;
  }

  /** Line by line: one line of a log that holds markup is a code span, and not the whole log. */
  private static String inert(String text) {
    return Arrays.stream(text.split("\\R"))
        .filter(line -> !line.isBlank())
        .map(line -> MarkdownText.escape(line.strip()))
        .collect(Collectors.joining(" / "));
  }

  private String mark(String text) {
    places.putIfAbsent(text, places.size());
    int place = places.get(text);
    return place < MARKS.size() ? MARKS.get(place) : MARKS.getLast() + (place + 1);
  }

  /** Appends the notes, one a line. */
  void render(StringBuilder out) {
    if (!places.isEmpty() || worst.isPresent()) {
      out.append('\n');
      worst.ifPresent(disturbance ->
          out.append("- ")
              .append(DISTURBED)
              .append(" so many of the trials were disturbed by others on the machine; the worst: ")
              .append(inert(disturbance.what()))
              .append('\n'));
      List.copyOf(places.keySet())
          .forEach(
              text -> out.append("- ").append(mark(text)).append(' ').append(text).append('\n'));
    }
  }
}
