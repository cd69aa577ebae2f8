package squareoff.suite;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.GlobalLockKind;
import squareoff.suite.strategy.InterpretedTask;
import squareoff.suite.strategy.Strategy;
import squareoff.suite.strategy.Task;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.InterpreterLock;

/**
 * CPython's global interpreter lock, on the JVM.
 *
 * <p><b>The question.</b> What do several workers gain where a worker must hold one global lock to
 * compute; and what does each way around that lock bring back: to release it in native code, to
 * release it while waiting, to have a process, and with it a lock, for every worker?
 *
 * <p><b>How it is measured.</b> One operation squares and adds up the numbers below {@code
 * squares}, divided evenly over {@code workers}, which are started for it (those of {@code
 * process-pool} run before). The numbers come in {@value #SECTIONS} sections; half of a section
 * stands for native code, and at its end a worker pauses for {@code pauseMillis}. All locks do the
 * same work and differ in when the lock is held: {@code none} never, {@code held} from a worker's
 * first square to its last; {@code handed-over} as well, but the lock changes hands as CPython's
 * does ({@link squareoff.suite.workload.SwitchingLock}: who has waited for 5 ms asks for it, the
 * holder drops it at its next check and waits until it is taken; Antoine Pitrou's new GIL of 2009);
 * {@code released-native} moreover is without it in the native half, {@code released-io} in the
 * pause, as CPython is in both. In {@code process-pool} each process has a {@code handed-over} lock
 * of its own. Every sum is checked against the closed form, and every lock checks that its holder
 * is alone. The secondary metric {@code switches} is how often the lock came to another thread, per
 * operation (within worker processes it is not counted: nobody there can take it).
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>A global lock costs one thread nothing: with {@code workers=1} all rows must be the same.
 *       The damage is what several workers do not gain.
 *   <li>{@code pauseMillis} above 0 lets workers gain from overlapping their pauses, with no more
 *       than one computing. Compare {@code released-io} with {@code none} of the same pause.
 *   <li>The holder looks every 1000 squares, about a microsecond, whether the lock is wanted; also
 *       where there is none, so that the loops are the same.
 *   <li>An interpreter takes tens of times as long for a square. What is modelled is who may run
 *       when, not how fast.
 *   <li>With more than {@value #SECTIONS} workers some have nothing to do.
 *   <li>What native code returns to has to wait for the lock: at the worst 5 ms, each time, behind
 *       a thread that computes (the convoy effect, David Beazley, 2010). Here the others come back
 *       from native code as well, and waits are short.
 * </ul>
 *
 * <p><b>The limit.</b> With {@code none} and {@code process-pool}, the time of one worker divided
 * by the lesser of {@code workers} and the processors. With {@code held} and {@code handed-over},
 * the time of one worker. Otherwise workers can at best keep the lock in use all the time: no less
 * than half of the computing with {@code released-native}, and all of the computing without the
 * pauses with {@code released-io}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class GlobalLock {
  static final int SECTIONS = 64;

  /** Who must hold which lock to compute, and when it is released. */
  @Param({"none", "held", "handed-over", "released-native", "released-io", "process-pool"})
  public String lock;

  /** How many workers share the work, at least 1. */
  @Param({"1", "2"})
  public int workers;

  /** How many numbers are squared in one operation, by all workers together. */
  @Param("80000000")
  public long squares;

  /** How long a worker pauses after each section, in milliseconds; {@code released-io} needs 1. */
  @Param("1")
  public int pauseMillis;

  private GlobalLockKind kind;
  private Strategy handOut;

  /** How often the lock changed hands. JMH makes a metric of its public method. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Switches {
    private long switches;
    private long operations;

    /** Forgets the operations of the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      switches = 0;
      operations = 0;
    }

    /**
     * How often the lock came from one worker to another, in an operation of this iteration.
     *
     * @return the mean, at least 0
     */
    public double switches() {
      return operations == 0 ? 0 : (double) switches / operations;
    }

    void add(long ofOneOperation) {
      switches += ofOneOperation;
      operations++;
    }
  }

  /**
   * Refuses threads of JMH's: the benchmark has its own.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads());
  }

  /**
   * Starts the workers that are kept.
   *
   * @throws UnmeasurableCellException if the parameters do not go together
   */
  @Setup
  public void start() {
    kind = GlobalLockKind.named(lock);
    divide(kind.create());
    handOut = kind.workers(workers);
  }

  /**
   * Does all squares.
   *
   * @param switches is told how often the lock changed hands
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the sum is wrong, or two workers held the lock
   */
  @Benchmark
  public long run(Switches switches) throws InterruptedException {
    InterpreterLock global = kind.create();
    long sum = 0;
    for (long part : handOut.run(divide(global))) {
      sum += part;
    }
    switches.add(global.switches());
    return ClosedForm.check(squares, sum);
  }

  /** Ends the workers that were kept. */
  @TearDown
  public void stop() {
    handOut.close();
  }

  private List<Task> divide(InterpreterLock global) {
    return InterpretedTask.divide(squares, SECTIONS, pauseMillis, workers, kind, global);
  }
}
