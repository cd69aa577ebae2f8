package squareoff.harness.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JMH's lock: one JMH for each temporary directory; a second one fails at once. We wait instead.
 */
final class JmhLock {

  /** What JMH says when it cannot have the lock, before it says anything else. */
  private static final Pattern REFUSAL =
      Pattern.compile("(?m)^.*ERROR:.*Unable to acquire the JMH lock \\(([^)]+)\\)");

  private static final String AT_WORK = "# JMH version";

  private static final long POLL_MILLIS = 200;

  private final Path file;

  JmhLock(Path file) {
    this.file = file;
  }

  /** The lock of a JMH that nobody has told of another temporary directory. */
  static JmhLock usual() {
    return new JmhLock(Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"));
  }

  /**
   * The lock for which JMH refused to run.
   *
   * @param log the last lines of what it said
   * @return empty where it ran; what a benchmark prints does not count
   */
  static Optional<JmhLock> thatRefused(String log) {
    Matcher refusal = REFUSAL.matcher(log);
    return refusal.find() && !log.contains(AT_WORK)
        ? Optional.of(new JmhLock(Path.of(refusal.group(1))))
        : Optional.empty();
  }

  Path file() {
    return file;
  }

  /**
   * Waits until no other JMH holds the lock.
   *
   * @param onWait called once, before the first wait
   * @param stopped ends the wait early
   */
  void await(Runnable onWait, BooleanSupplier stopped) throws InterruptedException {
    boolean said = false;
    while (isHeld() && !stopped.getAsBoolean()) {
      if (!said) {
        onWait.run();
        said = true;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  boolean isHeld() {
    if (!Files.isWritable(file)) {
      // Not there, so held by nobody; or not ours to open, and then JMH itself says so.
      return false;
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        FileLock lock = open.getChannel().tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      // As above: the trial will fail, with JMH's own words in its log.
      return false;
    }
  }
}
