package squareoff.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.options.TimeValue;
import squareoff.harness.result.Cell;

/**
 * A cell with what a trial of it takes.
 *
 * @param cell the identity of its results
 * @param args the JMH arguments that select it and set its times, without those that all trials
 *     share
 * @param seconds what its iterations were asked to take together, in seconds; 0 where the mode has
 *     no times to ask for
 * @param timeout after how many seconds a trial of it is taken for hung, above 0
 */
public record PlannedCell(Cell cell, List<String> args, double seconds, double timeout) {

  /** Keeps a copy that cannot be changed. */
  public PlannedCell {
    args = List.copyOf(args);
  }

  /**
   * What an option is set to.
   *
   * @param name with its dash, such as {@code -i}
   * @return its value, or empty where it is left to the benchmark
   */
  public Optional<String> option(String name) {
    int at = args.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(args.get(at + 1));
  }

  /**
   * How long a measurement iteration is asked to be.
   *
   * @return seconds; empty where that is left to the benchmark
   */
  public OptionalDouble iterationSeconds() {
    return option("-r").stream()
        .mapToDouble(time -> TimeValue.fromString(time).convertTo(TimeUnit.NANOSECONDS) / 1e9)
        .findFirst();
  }

  /**
   * The same cell with trials of another length.
   *
   * @param iterations measurement iterations of a trial, at least 1
   * @return what a trial takes then
   * @throws IllegalStateException if the number of iterations is left to the benchmark
   */
  public PlannedCell withIterations(int iterations) {
    List<String> changed = new ArrayList<>(args);
    int at = changed.indexOf("-i") + 1;
    if (at == 0) {
      throw new IllegalStateException("no -i to change: " + args);
    }
    double before = Integer.parseInt(changed.get(at));
    changed.set(at, String.valueOf(iterations));
    double more = (iterations - before) * iterationSeconds().orElse(0);
    return new PlannedCell(
        cell, changed, Math.max(0, seconds + more), timeout + Math.max(0, 5 * more));
  }
}
