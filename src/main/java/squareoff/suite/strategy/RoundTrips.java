package squareoff.suite.strategy;

import java.util.Optional;
import java.util.function.Supplier;
import squareoff.suite.process.LinkKind;

/**
 * Two sides and a way between them: one sends a message, the other checks it and sends one of the
 * same size back, which the first checks. One thread at a time may use it.
 */
public sealed interface RoundTrips extends AutoCloseable
    permits SameThread, ThreadPair, CopiedInPlace, ProcessPair {

  /** The name of the floor under threads: nobody else is there. */
  String SAME_THREAD = "same-thread";

  /** The name of the floor under processes: the copies, and nobody else. */
  String COPY = "copy";

  /** The largest message in bytes, 16 MiB: both sides keep one or two of them. */
  int MAX_BYTES = 1 << 24;

  /**
   * Sends messages, one after the other, each after the reply to the one before.
   *
   * @param trips how many messages, at least 1
   * @return the number of the last message, counted from 1 since the start
   * @throws IllegalStateException if a message or a reply is not what was sent
   * @throws StrategyException if the other thread failed, or nothing came for too long; the pair
   *     can only be closed then
   * @throws squareoff.suite.process.WorkerException the same of a process
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  long run(int trips) throws InterruptedException;

  /** Ends the other side. Closing twice does nothing. */
  @Override
  void close();

  /**
   * Two threads, or none.
   *
   * @param handover {@value #SAME_THREAD}, or how the threads hand messages over
   * @param worker {@code platform} or {@code virtual}: what both threads are
   * @param bytes the size of a message
   * @return the started pair; to be closed
   * @throws UnmeasurableCellException if there is no such thing
   */
  static RoundTrips ofThreads(String handover, String worker, int bytes) {
    int longs = longs(bytes);
    boolean virtual =
        switch (worker) {
          case "platform" -> false;
          case "virtual" -> true;
          default ->
              throw new UnmeasurableCellException(
                  "worker=%s: no such worker. Choose one of: platform, virtual".formatted(worker));
        };
    if (handover.equals(SAME_THREAD)) {
      if (virtual) {
        throw new UnmeasurableCellException(
            "handover=same-thread has no other thread: use -p worker=platform");
      }
      return new SameThread(longs);
    }
    Supplier<HandOver> kind = HandOver.BY_NAME.get(handover);
    if (kind == null) {
      throw new UnmeasurableCellException(
          "handover=%s: no such hand-over. Choose one of: same-thread, %s"
              .formatted(handover, String.join(", ", HandOver.names())));
    }
    return new ThreadPair(kind, virtual, longs);
  }

  /**
   * This process and another, or this alone.
   *
   * @param channel {@value #COPY}, or what is between the processes
   * @param bytes the size of a message
   * @return the pair, the other process being up; to be closed
   * @throws UnmeasurableCellException if there is no such thing
   * @throws squareoff.suite.process.WorkerException if the other process does not come up
   */
  static RoundTrips ofProcesses(String channel, int bytes) {
    int longs = longs(bytes);
    if (channel.equals(COPY)) {
      return new CopiedInPlace(longs);
    }
    Optional<LinkKind> kind = LinkKind.named(channel);
    return new ProcessPair(
        kind.orElseThrow(() ->
            new UnmeasurableCellException(
                "channel=%s: no such channel. Choose one of: copy, %s"
                    .formatted(channel, String.join(", ", LinkKind.names())))),
        longs);
  }

  private static int longs(int bytes) {
    if (bytes < Long.BYTES || bytes > MAX_BYTES || bytes % Long.BYTES != 0) {
      throw new UnmeasurableCellException(
          "bytes=%d: give a multiple of 8, from 8 to %d".formatted(bytes, MAX_BYTES));
    }
    return bytes / Long.BYTES;
  }
}
