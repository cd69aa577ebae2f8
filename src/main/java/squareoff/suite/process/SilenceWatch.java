package squareoff.suite.process;

import java.time.Duration;

/**
 * Kills a process that leaves its parent waiting for too long. The wait itself is then ended by
 * what the death of the process does to it: a pipe or a connection ends, a look finds it dead.
 *
 * <p>The waiting thread pays two writes for it, and no timer. The watch looks four times in the
 * time allowed and kills when it has seen one and the same wait at five looks, so that a wait ends
 * after 1 to 1.25 times what is allowed.
 */
final class SilenceWatch implements Runnable, AutoCloseable {

  private static final int LOOKS = 4;

  private final Process process;
  private final Duration allowed;
  private final Thread thread;

  /** Counts the beginnings and the ends of waits: odd while there is one. */
  private volatile long turns;

  private volatile boolean killed;

  /** Starts to watch; to be closed. */
  SilenceWatch(Process process, Duration allowed) {
    this.process = process;
    this.allowed = allowed;
    thread = Thread.ofPlatform().daemon().name("watch of worker " + process.pid()).start(this);
  }

  /** To be called by the only thread that waits, before it does. */
  void begin() {
    turns = turns + 1;
  }

  /** To be called by the same thread once it has what it waited for. */
  void end() {
    turns = turns + 1;
  }

  /** Whether the process was killed since it was silent. */
  boolean hasKilled() {
    return killed;
  }

  /** How long a process may be silent. */
  Duration allowed() {
    return allowed;
  }

  @Override
  public void run() {
    long seen = 0;
    int looks = 0;
    try {
      while (looks < LOOKS) {
        Thread.sleep(allowed.dividedBy(LOOKS));
        long now = turns;
        looks = now == seen && now % 2 == 1 ? looks + 1 : 0;
        seen = now;
      }
      killed = true;
      process.destroyForcibly();
    } catch (InterruptedException closed) {
      // How close() ends this thread, which does nothing else.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
