package squareoff.harness.report;

import java.util.List;

/**
 * What a run knows of a cell beyond JMH's numbers.
 *
 * @param failed how many of its trials gave no result
 * @param failures why, one text for each kind of failure
 * @param disturbances what disturbed trials that gave a result, one for each such trial
 */
public record CellNotes(int failed, List<String> failures, List<Disturbance> disturbances) {
  /** Nothing to note. */
  public static final CellNotes NONE = new CellNotes(0, List.of(), List.of());

  /** Copies the lists. */
  public CellNotes {
    failures = List.copyOf(failures);
    disturbances = List.copyOf(disturbances);
  }
}
