package squareoff.suite.strategy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import squareoff.suite.workload.Stamps;

/**
 * Two threads of the same kind that live as long as the pair: one sends and checks the replies, the
 * other answers. The thread that calls {@link #run} only gives the order and waits, since it is a
 * platform thread whatever the two are.
 *
 * <p>The two wait for each other without a time limit, as one would write it: a timed wait of a
 * virtual thread sets a timer at every step. The caller's wait is what is limited, and its end
 * interrupts both.
 */
final class ThreadPair implements RoundTrips {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HandOver there;
  private final HandOver back;
  private final Duration patience;
  private final BlockingQueue<Integer> orders = new SynchronousQueue<>();
  private final BlockingQueue<Optional<Throwable>> done = new LinkedBlockingQueue<>();
  private final AtomicReference<Throwable> partnerFailure = new AtomicReference<>();
  private final Thread caller;
  private final Thread partner;
  private final long[] message;
  private volatile long number;
  private volatile boolean closed;
  private boolean broken;

  ThreadPair(Supplier<HandOver> kind, boolean virtual, int longs) {
    this(kind.get(), kind.get(), virtual, longs, PATIENCE);
  }

  /**
   * Starts the two.
   *
   * @param there what the requests pass through
   * @param back what the replies pass through
   * @param virtual whether the threads are virtual
   * @param longs the size of a message
   * @param patience how long all messages of one run may take together
   */
  ThreadPair(HandOver there, HandOver back, boolean virtual, int longs, Duration patience) {
    this.there = there;
    this.back = back;
    this.patience = patience;
    message = new long[longs];
    Thread.Builder threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    caller = threads.name("round-trip-caller").unstarted(this::call);
    partner = threads.name("round-trip-partner").unstarted(this::answer);
    partner.start();
    caller.start();
  }

  @Override
  public long run(int trips) throws InterruptedException {
    if (broken) {
      throw new IllegalStateException("the pair has failed before; it can only be closed");
    }
    // Whatever happens from here on, only a batch that ended well makes the pair whole again.
    broken = true;
    long before = number;
    if (!orders.offer(trips, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw late("the sending thread took no order", before);
    }
    Optional<Throwable> failure = done.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (failure == null) {
      throw late("%d messages are not back".formatted(trips), before);
    }
    if (failure.isPresent()) {
      Throwable first = Optional.ofNullable(partnerFailure.get()).orElse(failure.get());
      throw new StrategyException("a round trip failed: " + first, first);
    }
    broken = false;
    return number;
  }

  private StrategyException late(String what, long before) {
    return new StrategyException(
        "%s after %s: %d were sent, the sender is %s, the other thread %s"
            .formatted(what, patience, number - before, caller.getState(), partner.getState()));
  }

  @Override
  public void close() {
    closed = true;
    caller.interrupt();
    partner.interrupt();
    BoundedJoin.ofAll(List.of(caller, partner), BoundedJoin.STOPPING);
  }

  private void call() {
    try {
      while (!closed) {
        int trips = orders.take();
        done.put(attempt(trips));
      }
    } catch (InterruptedException closed) {
      // How close() ends this thread, which does nothing else.
    }
  }

  private Optional<Throwable> attempt(int trips) {
    try {
      for (int i = 0; i < trips; i++) {
        trip();
      }
      return Optional.empty();
    } catch (Throwable failed) {
      return Optional.of(failed);
    }
  }

  private void trip() throws InterruptedException {
    // Not atomic, and need not be: only this thread writes it.
    long current = number + 1;
    number = current;
    Stamps.write(message, current);
    there.put(message);
    long[] reply = back.take();
    if (reply != message) {
      throw new IllegalStateException("message " + current + " came back as another array");
    }
    Stamps.check(reply, ~current);
  }

  private void answer() {
    try {
      for (long expected = 1; ; expected++) {
        long[] request = there.take();
        Stamps.answer(request, expected);
        back.put(request);
      }
    } catch (InterruptedException closed) {
      // How close() ends this thread, which does nothing else.
    } catch (Throwable failed) {
      partnerFailure.set(failed);
      // It waits for a reply that nobody will send.
      caller.interrupt();
    }
  }
}
