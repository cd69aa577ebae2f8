package squareoff.harness.compare;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;

/** Says why two sides share nothing that was asked about. */
record Mismatch(Side base, Side candidate, Question question) {

  IncomparableResultsException exception() {
    return new IncomparableResultsException(
        withoutMetric().orElseGet(() -> filteredOut().orElseGet(this::noCommonCell)));
  }

  private Optional<String> withoutMetric() {
    if (question.metric().isEmpty()) {
      return Optional.empty();
    }
    SortedSet<String> metrics = new TreeSet<>();
    base.pools().values().forEach(pool -> metrics.addAll(pool.metrics()));
    SortedSet<String> shared = new TreeSet<>();
    candidate.pools().values().forEach(pool -> shared.addAll(pool.metrics()));
    shared.retainAll(metrics);
    return shared.contains(question.subject())
        ? Optional.empty()
        : Optional.of(
            "--metric %s: no cell of both has it. Both have %s"
                .formatted(
                    question.subject(),
                    shared.isEmpty() ? "no secondary metric." : String.join(", ", shared) + "."));
  }

  private Optional<String> filteredOut() {
    List<Cell> cells =
        Stream.of(base, candidate).flatMap(side -> side.pools().keySet().stream()).toList();
    return cells.stream().anyMatch(question.filter())
        ? Optional.empty()
        : cells.stream()
            .findFirst()
            .map(cell -> "--filter: no cell matches it. A cell is written %s".formatted(cell));
  }

  private String noCommonCell() {
    return "no cell is in both. %s. %s. Compare results of the same benchmarks, modes, threads and parameters."
        .formatted(found(base), found(candidate));
  }

  private String found(Side side) {
    List<Cell> cells = side.pools().keySet().stream().filter(question.filter()).toList();
    return cells.isEmpty()
        ? side.name() + " has none: every benchmark failed, or none was asked for"
        : "%s has %d, such as %s".formatted(side.name(), cells.size(), cells.getFirst());
  }
}
