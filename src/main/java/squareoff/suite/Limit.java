package squareoff.suite;

import java.time.Duration;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What the operations of an iteration would take at the least, as a secondary result of benchmarks
 * that have such a limit: JMH divides the time that they did take by it.
 *
 * <p>That holds for one JMH thread: with several, operations also run before all are ready and
 * after the first is done, whose time JMH does not count. It holds for average time. In throughput
 * mode the ratio is inverted, and other modes have no counters.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Limit {

  /**
   * The sum of the limits of the operations so far, in the time unit of the benchmark's output: JMH
   * reports elapsed time / this, in that unit, which makes it a plain ratio, at least 1.
   */
  public double ratioToLimit;

  private double nanosPerUnit;

  /** For JMH, which then has the unit noted. */
  public Limit() {}

  Limit(double nanosPerUnit) {
    this.nanosPerUnit = nanosPerUnit;
  }

  /**
   * Notes the unit of the output, which is JMH's option {@code -tu} or the annotation's.
   *
   * @param params of the benchmark as it is run
   */
  @Setup
  public void noteUnit(BenchmarkParams params) {
    nanosPerUnit = params.getTimeUnit().toNanos(1);
  }

  /** Adds the limit of an operation. */
  void add(Duration limit) {
    ratioToLimit += limit.toNanos() / nanosPerUnit;
  }
}
