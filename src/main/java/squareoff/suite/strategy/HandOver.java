package squareoff.suite.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One direction between two threads: one gives a reference, the other gets it. */
interface HandOver {

  /** Gives a message to the other thread; may wait until it is taken. */
  void put(long[] message) throws InterruptedException;

  /** Waits for the next message, as long as it takes or until an interrupt. */
  long[] take() throws InterruptedException;

  /** The kinds by name. The names are keys of results. */
  Map<String, Supplier<HandOver>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "synchronous-queue", () -> new Queue(new SynchronousQueue<>()),
              "linked-transfer-queue", () -> new Queue(new LinkedTransferQueue<>()),
              "exchanger", () -> new Swap(new Exchanger<>()),
              "park-unpark", Parked::new));

  /** The names of all kinds, sorted. */
  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** Through a queue of the JDK. */
  record Queue(BlockingQueue<long[]> queue) implements HandOver {
    @Override
    public void put(long[] message) throws InterruptedException {
      queue.put(message);
    }

    @Override
    public long[] take() throws InterruptedException {
      return queue.take();
    }
  }

  /** An exchange in which one side has nothing to give. */
  record Swap(Exchanger<long[]> exchanger) implements HandOver {
    @Override
    public void put(long[] message) throws InterruptedException {
      exchanger.exchange(message);
    }

    @Override
    public long[] take() throws InterruptedException {
      return exchanger.exchange(null);
    }
  }

  /** A field, and a taker that sleeps until it is not null. */
  final class Parked implements HandOver {
    private volatile long[] message;
    private volatile Thread taker;

    @Override
    public void put(long[] given) {
      // The taker names itself before it looks, this side looks for the taker after it has given:
      // one of the two sees the other.
      message = given;
      LockSupport.unpark(taker);
    }

    @Override
    public long[] take() throws InterruptedException {
      if (taker != Thread.currentThread()) {
        taker = Thread.currentThread();
      }
      long[] given;
      while ((given = message) == null) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      message = null;
      return given;
    }
  }
}
