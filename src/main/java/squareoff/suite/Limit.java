package squareoff.suite;

import java.time.Duration;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Control;

/**
 * What the operations of an iteration would take at the least, as a secondary result of benchmarks
 * that have such a limit: JMH divides the time that they did take by it.
 *
 * <p>That holds for average time. In throughput mode the ratio is inverted, and other modes have no
 * counters.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Limit {

  /**
   * The sum of the limits of the operations measured so far, in the time unit of the benchmark's
   * output: JMH reports elapsed time / this, in that unit, which makes it a plain ratio, at least
   * 1.
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

  /**
   * Whether an operation that begins now will be measured. With several JMH threads, operations
   * also run before all are ready and after the first is done, and JMH does not count the time of
   * those, so neither may their limit count. Each thread measures one operation at the least, even
   * if the time was up before it began.
   *
   * @param control JMH's, of this thread
   */
  boolean counts(Control control) {
    return control.startMeasurement && (!control.stopMeasurement || ratioToLimit == 0);
  }

  /** Adds the limit of an operation that was measured. */
  void add(Duration limit) {
    ratioToLimit += limit.toNanos() / nanosPerUnit;
  }
}
