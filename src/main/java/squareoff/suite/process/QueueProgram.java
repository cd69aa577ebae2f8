package squareoff.suite.process;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The tutorial's program after its join, as a JVM of its own: workers wait for items that never
 * come, and the main thread says {@value #END_OF_MAIN} and ends.
 */
public final class QueueProgram {

  /** The last that the main thread prints. */
  static final String END_OF_MAIN = "end main";

  /** The argument that makes the workers daemon threads; without it they are not. */
  static final String DAEMON = "daemon";

  private static final int WORKERS = 10;

  private QueueProgram() {}

  /**
   * Starts the workers and ends.
   *
   * @param args {@value #DAEMON}, or none
   */
  public static void main(String[] args) {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    boolean daemon = args.length > 0 && args[0].equals(DAEMON);
    for (int worker = 0; worker < WORKERS; worker++) {
      Thread.ofPlatform().daemon(daemon).start(() -> takeForEver(queue));
    }
    // A daemon in either case: it must not be what keeps this program alive.
    Thread.ofPlatform().daemon().start(QueueProgram::endWithTheParent);
    System.out.println(END_OF_MAIN);
  }

  private static void takeForEver(BlockingQueue<Integer> queue) {
    try {
      while (true) {
        queue.take();
      }
    } catch (InterruptedException e) {
      // Nobody does that; it would be a way to end.
    }
  }

  /** However the parent dies, standard input ends, and this program does not outlive it. */
  private static void endWithTheParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(1);
  }
}
