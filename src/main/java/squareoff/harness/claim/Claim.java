package squareoff.harness.claim;

import java.util.Map;
import java.util.Optional;
import squareoff.harness.result.Cell;

/**
 * A sentence, and the measurement that confirms or refutes it.
 *
 * @param id its short name, unique in its file
 * @param says the sentence
 * @param python what holds in Python, or wherever the sentence comes from; may be empty
 * @param measure the cells that it is about
 * @param against the cells that those are compared with; empty where a value is judged by itself
 * @param metric the secondary metric that is judged; empty for the time per operation
 * @param bound where the ratio, or the value, lies if the sentence holds
 * @param jvm what each verdict means, for some verdicts
 */
public record Claim(
    String id,
    String says,
    String python,
    CellPattern measure,
    Optional<CellPattern> against,
    Optional<String> metric,
    Bound bound,
    Map<Verdict, String> jvm) {

  /** Copies the map. */
  public Claim {
    jvm = Map.copyOf(jvm);
  }

  /**
   * Whether a cell is of a benchmark that this is about, whatever its parameters.
   *
   * @param cell any cell
   * @return true where its name is one of this claim's
   */
  public boolean isAbout(Cell cell) {
    return measure.matchesName(cell) || against.map(a -> a.matchesName(cell)).orElse(false);
  }
}
