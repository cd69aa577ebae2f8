package squareoff.suite.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The replies that are not due yet, and the thread that sends them.
 *
 * <p>Every reply has the same delay, so replies fall due in the order in which their requests came:
 * a first-in, first-out queue is the exact priority queue, at a constant cost per reply.
 *
 * <p>The thread parks until the head is due. It is a thread of its own because {@link
 * java.nio.channels.Selector#select(long)} waits in whole milliseconds: a loop that selects and
 * sends would have to round the delay, or spin away the last millisecond of it on a core that the
 * benchmark needs. {@code parkNanos} waits on a timer of the kernel with nanoseconds, which Linux
 * lets slip by 50 microseconds (the default timer slack).
 */
final class EchoReplies {

  private record Reply(SocketChannel channel, long value, long dueNanos) {}

  private final BlockingQueue<Reply> queue = new LinkedBlockingQueue<>();
  private final ByteBuffer message = ByteBuffer.allocateDirect(Long.BYTES);
  private final long delayNanos;
  private EchoLateness lateness = EchoLateness.NONE;

  EchoReplies(long delayNanos) {
    this.delayNanos = delayNanos;
  }

  /** Queues the reply to a request that had arrived at {@code arrivedNanos}. */
  void add(SocketChannel channel, long value, long arrivedNanos) {
    queue.add(new Reply(channel, value, arrivedNanos + delayNanos));
  }

  /** Sends every reply when it is due, for ever. */
  void send() throws InterruptedException {
    while (true) {
      Reply reply = queue.take();
      long early;
      while ((early = reply.dueNanos - System.nanoTime()) > 0) {
        LockSupport.parkNanos(early);
      }
      // Noted before it is sent: whoever has the reply and asks finds it counted.
      replied(-early);
      write(reply);
    }
  }

  private void write(Reply reply) {
    message.clear().putLong(0, reply.value);
    try {
      // The channel does not block. A client that waits for its reply has room for eight bytes.
      if (reply.channel.write(message) < Long.BYTES) {
        System.err.println("a client leaves its replies unread: " + reply.channel);
        reply.channel.close();
      }
    } catch (IOException clientGone) {
      // A client may leave before its reply is due, as at the end of a benchmark: the thread that
      // reads sees the same end and closes the channel.
    }
  }

  private synchronized void replied(long lateNanos) {
    lateness = lateness.plus(new EchoLateness(1, lateNanos, lateNanos, 0));
  }

  /** Notes that reading one batch of requests took this long. */
  synchronized void readFor(long nanos) {
    lateness = lateness.plus(new EchoLateness(0, 0, 0, nanos));
  }

  /** The lateness since the last call. */
  synchronized EchoLateness takeLateness() {
    EchoLateness taken = lateness;
    lateness = EchoLateness.NONE;
    return taken;
  }
}
