package squareoff.harness.report;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run knows of a cell beyond JMH's numbers.
 *
 * @param failed how many of its trials gave no result
 * @param failures why, one text for each kind of failure
 * @param disturbances what disturbed trials that gave a result, one for each such trial
 * @param facts how its trials were measured, where JMH's numbers do not say, each kind once, by the
 *     names of {@link squareoff.harness.result.Conditions}
 */
public record CellNotes(
    int failed,
    List<String> failures,
    List<Disturbance> disturbances,
    Set<Map<String, String>> facts) {
  /** Nothing to note. */
  public static final CellNotes NONE = new CellNotes(0, List.of(), List.of());

  /** Notes of a cell of whose measurement nothing is known but what JMH says. */
  public CellNotes(int failed, List<String> failures, List<Disturbance> disturbances) {
    this(failed, failures, disturbances, Set.of());
  }

  /** Copies the collections. */
  public CellNotes {
    failures = List.copyOf(failures);
    disturbances = List.copyOf(disturbances);
    facts = Set.copyOf(facts);
  }
}
