package squareoff.suite;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.process.ProgramEnd;
import squareoff.suite.strategy.DaemonWorkers;
import squareoff.suite.strategy.JoinableQueue;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * The tutorial's programs with a queue, and what comes out of them.
 *
 * <p><b>The question.</b> Does each program do here what the tutorial says; and the one whose
 * {@code q.join()} never returned, what is wrong with it?
 *
 * <p><b>How it is measured.</b> One operation is one program, with a {@link JoinableQueue} in place
 * of Python's {@code queue.Queue}; its outcome is checked, and is a secondary metric besides.
 *
 * <ul>
 *   <li>{@code firstOut}: 1, 2 and 3 are put; they come out in that order. {@code first} is the
 *       first one.
 *   <li>{@code daemonWorkers}: {@value #WORKERS} daemon workers start, 1 to {@value #ITEMS} are
 *       put, and the join returns when each was done once. {@code itemsDone} counts them, {@code
 *       workersWaiting} the daemon threads that still wait for more. Their start and end are part
 *       of the operation.
 *   <li>{@code joinWithoutTaskDone}: 1, 2 and 3 are put, the first is taken, and then the one
 *       thread that there is waits until all are done, which only it could say. The tutorial has
 *       its {@code q.task_done()} behind its {@code q.join()}. Here the join is given up after
 *       {@value #PATIENCE_MILLIS} ms: {@code joinReturned} is 0 and {@code unfinished} is 3. Then
 *       the missing calls are made, and the join must return: nothing else was missing.
 *   <li>{@code endOfMain}: a program, as a JVM of its own, whose {@value #WORKERS} workers wait for
 *       more items than ever come, and whose main thread ends. {@code endedWithDaemons} is 1: with
 *       daemon workers the program ends with it. {@code endedWithOthers} is 0: with others it goes
 *       on, and is given up after twice the time that the first took from start to end.
 * </ul>
 *
 * <p><b>What would fool you.</b> A join that has not returned in time may only be slow. Here it
 * cannot be: the only thread that could end it is the one that waits in it, and the number of
 * unfinished items stays what it was. A program that has not ended in time may only be slow to end,
 * but of two that do the same, the one with daemon workers ends. The score of {@code
 * joinWithoutTaskDone} is the patience, no more; that of {@code endOfMain} the patience and the
 * start of two JVMs; that of {@code daemonWorkers} is mostly the starting of threads; see {@code
 * WorkerPool} for what a queue costs.
 *
 * <p><b>The limit.</b> None: these are outcomes, right or wrong.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TutorialQueue {
  static final int WORKERS = 10;
  static final int ITEMS = 20;
  static final int PATIENCE_MILLIS = 100;

  private static final List<Integer> PUT = IntStream.rangeClosed(1, ITEMS).boxed().toList();

  /** Nothing here takes as long: whoever waits for longer waits for ever. */
  private static final Duration TOO_LONG = Duration.ofSeconds(30);

  /** The outcome of {@code firstOut}. JMH makes a metric of its public field. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class FirstOut {
    /** The number that came out first. */
    public int first;
  }

  /** The outcome of {@code daemonWorkers}. JMH makes metrics of its public fields. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Joined {
    /** How many items were done when the join returned. */
    public int itemsDone;

    /** How many daemon threads waited for more by then. */
    public int workersWaiting;
  }

  /** The outcome of {@code joinWithoutTaskDone}. JMH makes metrics of its public fields. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Deadlock {
    /** 1 where the join returned by itself, 0 where it had to be given up. */
    public int joinReturned;

    /** How many items were not said to be done when it was given up. */
    public long unfinished;

    /** 1 where the join returned as soon as the missing calls were made. */
    public int joinReturnedOnceDone;
  }

  /** The outcome of {@code endOfMain}. JMH makes metrics of its public fields. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class End {
    /** 1 where the program with daemon workers ended when its main thread did. */
    public int endedWithDaemons;

    /** 1 where the program with other workers ended when its main thread did. */
    public int endedWithOthers;
  }

  /**
   * Refuses threads of JMH's: each program is one.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "no more");
  }

  /**
   * Puts 1, 2 and 3 and takes them.
   *
   * @param outcome is told what came first
   * @return the first
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if they come in another order
   */
  @Benchmark
  public int firstOut(FirstOut outcome) throws InterruptedException {
    JoinableQueue<Integer> queue = oneTwoThree();
    int first = queue.get();
    require(first == 1, "of 1, 2, 3 the first out is " + first);
    int second = queue.get();
    int third = queue.get();
    require(second == 2 && third == 3, "after 1 come " + second + " and " + third);
    outcome.first = first;
    return first;
  }

  /**
   * Has ten daemon workers do twenty items.
   *
   * @param outcome is told how many were done
   * @return the sum of the items
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the join does not return, or not each item was done once
   */
  @Benchmark
  public int daemonWorkers(Joined outcome) throws InterruptedException {
    JoinableQueue<Integer> queue = new JoinableQueue<>();
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    try (DaemonWorkers<Integer> workers = new DaemonWorkers<>(WORKERS, queue, done::add)) {
      PUT.forEach(queue::put);
      require(queue.join(TOO_LONG), "the join has not returned for " + TOO_LONG);
      // Which worker gets which item is left to the scheduler, and so is the order of the ends.
      List<Integer> sorted = done.stream().sorted().toList();
      require(sorted.equals(PUT), "not each item was done once: " + sorted);
      outcome.itemsDone = sorted.size();
      outcome.workersWaiting = workers.waiting();
      require(outcome.workersWaiting == WORKERS, outcome.workersWaiting + " daemon workers wait");
    }
    return done.stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Joins a queue of which nobody says that its items are done.
   *
   * @param outcome is told that the join had to be given up
   * @return how many items were not done by then
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the join returns, or does not return once the items are done
   */
  @Benchmark
  public long joinWithoutTaskDone(Deadlock outcome) throws InterruptedException {
    JoinableQueue<Integer> queue = oneTwoThree();
    int first = queue.get();
    require(first == 1, "of 1, 2, 3 the first out is " + first);
    boolean returned = queue.join(Duration.ofMillis(PATIENCE_MILLIS));
    outcome.joinReturned = returned ? 1 : 0;
    outcome.unfinished = queue.unfinished();
    require(!returned, "a join returned with " + outcome.unfinished + " items not done");
    require(outcome.unfinished == 3, outcome.unfinished + " items are not done, and not 3");
    for (int item = 0; item < 3; item++) {
      queue.taskDone();
    }
    boolean returnedThen = queue.join(TOO_LONG);
    outcome.joinReturnedOnceDone = returnedThen ? 1 : 0;
    require(returnedThen, "the join has not returned for " + TOO_LONG + " with every item done");
    return outcome.unfinished;
  }

  /**
   * Ends the main thread of a program with daemon workers, and of one with others.
   *
   * @param outcome is told which of them ended
   * @return how many of the two ended
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the first does not end, or the second does
   */
  @Benchmark
  public int endOfMain(End outcome) throws InterruptedException {
    long begin = System.nanoTime();
    boolean daemons = ProgramEnd.followsMain(true, TOO_LONG);
    // On a busy machine a program that ends takes longer to do so: the other gets as much time.
    Duration patience = Duration.ofNanos(2 * (System.nanoTime() - begin));
    outcome.endedWithDaemons = daemons ? 1 : 0;
    require(daemons, "a program with daemon workers has not ended for " + TOO_LONG);
    boolean others = ProgramEnd.followsMain(false, patience);
    outcome.endedWithOthers = others ? 1 : 0;
    require(!others, "a program ended although workers that are no daemons were waiting");
    return outcome.endedWithDaemons + outcome.endedWithOthers;
  }

  private static JoinableQueue<Integer> oneTwoThree() {
    JoinableQueue<Integer> queue = new JoinableQueue<>();
    for (int item = 1; item <= 3; item++) {
      queue.put(item);
    }
    return queue;
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }
}
