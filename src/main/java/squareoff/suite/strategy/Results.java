package squareoff.suite.strategy;

import java.util.List;
import squareoff.suite.process.LinkKind;
import squareoff.suite.process.LinkedProcess;
import squareoff.suite.workload.SquareSeries;

/** Somebody who computes many longs and hands them back. One thread at a time may use it. */
public sealed interface Results extends AutoCloseable
    permits Results.OwnResults, ThreadResults, Results.ProcessResults {

  /** The most longs that can be handed back at once: 16 MiB of them. */
  int MAX_LONGS = RoundTrips.MAX_BYTES / Long.BYTES;

  /**
   * Has the squares of consecutive numbers computed and waits for them.
   *
   * @param from the first number squared
   * @return the squares, valid until the next call
   * @throws StrategyException if a thread failed, or was silent for too long
   * @throws squareoff.suite.process.WorkerException the same of a process
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  long[] squares(long from) throws InterruptedException;

  /** Ends whoever computes. Closing twice does nothing. */
  @Override
  default void close() {}

  /**
   * Starts whoever computes, and waits until it is there.
   *
   * @param strategy {@code sequential}: the caller itself; {@code shared-memory}: a thread; {@code
   *     pipe} or {@code mapped-file}: another process
   * @param longs how many squares a call hands back
   * @return the computing side; to be closed
   * @throws UnmeasurableCellException if there is no such strategy, or too many longs
   * @throws squareoff.suite.process.WorkerException if the process does not come up
   */
  static Results of(String strategy, int longs) {
    if (longs < 1 || longs > MAX_LONGS) {
      throw new UnmeasurableCellException("longs=%d: give 1 to %d".formatted(longs, MAX_LONGS));
    }
    return switch (strategy) {
      case "sequential" -> new OwnResults(new long[longs]);
      case "shared-memory" -> new ThreadResults(longs);
      case "pipe" -> ProcessResults.over(LinkKind.PIPE, longs);
      case "mapped-file" -> ProcessResults.over(LinkKind.MAPPED_FILE, longs);
      default ->
          throw new UnmeasurableCellException(
              ("strategy=%s: no such strategy. Choose one of: sequential, shared-memory, pipe,"
                      + " mapped-file")
                  .formatted(strategy));
    };
  }

  /**
   * Nobody else: the computing alone.
   *
   * @param array filled again at every call
   */
  record OwnResults(long[] array) implements Results {
    @Override
    public long[] squares(long from) {
      SquareSeries.fill(from, array);
      return array;
    }
  }

  /**
   * Another process, whose results are copied.
   *
   * @param worker the other process
   * @param array filled again at every call
   */
  record ProcessResults(LinkedProcess worker, long[] array) implements Results {

    static ProcessResults over(LinkKind kind, int longs) {
      LinkedProcess worker =
          LinkedProcess.start(
              kind,
              longs,
              List.of(SquareSeriesWorker.class, SquareSeries.class),
              Integer.toString(longs));
      return new ProcessResults(worker, new long[longs]);
    }

    @Override
    public long[] squares(long from) {
      worker.exchange(new long[] {from}, array);
      return array;
    }

    @Override
    public void close() {
      worker.close();
    }
  }
}
