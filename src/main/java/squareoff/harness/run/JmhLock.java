package squareoff.harness.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JMH's lock: one JMH for each temporary folder; a second one fails at once. We wait instead. Where
 * a trial could not have the lock at all, or no file beside it, we say so before the first one.
 */
final class JmhLock {

  /** What JMH says when it cannot have the lock, before it says anything else. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?m)^.*ERROR:.*(?:Unable to (?:acquire|create)|Unexpected exception while trying to"
              + " acquire) the JMH lock \\(([^)]+)\\)");

  private static final String AT_WORK = "# JMH version";

  private static final String REMEDY =
      "no trial could start; give another temporary folder: java -Djava.io.tmpdir=FOLDER -jar ...";

  private static final long POLL_MILLIS = 200;

  /** As much as the temporary files of a trial hold before its benchmark writes any. */
  private static final int PROBE_BYTES = 1 << 13;

  private final Path file;
  private final boolean ignored;

  private JmhLock(Path file, boolean ignored) {
    this.file = file;
    this.ignored = ignored;
  }

  /** The lock of a plan's trials: in the temporary folder of the JVM that runs JMH. */
  static JmhLock of(Plan plan) {
    return of(plan.hostArgs(), plan.folder().orElse(Path.of("")), System.getenv());
  }

  /** The lock of a JVM with these arguments and this environment that is started in a folder. */
  static JmhLock of(List<String> args, Path startedIn, Map<String, String> environment) {
    String temporary =
        property("java.io.tmpdir", args, environment)
            .orElseGet(() -> System.getProperty("java.io.tmpdir"));
    boolean ignored =
        property("jmh.ignoreLock", args, environment).filter("true"::equalsIgnoreCase).isPresent();
    return new JmhLock(startedIn.resolve(temporary).resolve("jmh.lock"), ignored);
  }

  /**
   * The system property that a JVM is given, by the variables that it obeys and its arguments.
   *
   * @param name of the property
   * @param args its arguments
   * @param environment its environment
   */
  static Optional<String> property(
      String name, List<String> args, Map<String, String> environment) {
    // In the order in which the JVM reads them; what comes later wins.
    List<String> all = new ArrayList<>();
    all.addAll(words(environment.get("JAVA_TOOL_OPTIONS")));
    all.addAll(words(environment.get("JDK_JAVA_OPTIONS")));
    all.addAll(args);
    all.addAll(words(environment.get("_JAVA_OPTIONS")));
    String given = "-D" + name + "=";
    return all.reversed().stream()
        .filter(arg -> arg.startsWith(given))
        .findFirst()
        .map(arg -> arg.substring(given.length()));
  }

  private static List<String> words(String options) {
    return options == null ? List.of() : List.of(options.replaceAll("[\"']", "").split("\\s+"));
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
        ? Optional.of(new JmhLock(Path.of(refusal.group(1)), false))
        : Optional.empty();
  }

  /**
   * Looks whether JMH will be able to take the lock, be it after a wait, and to write its temporary
   * files.
   *
   * @throws UnusableInputException if it will not; the message names the file, its owner, the
   *     remedy
   */
  void look() {
    Path folder = file.getParent();
    try {
      Path probe = Files.createTempFile(folder, "squareoff", ".tmp");
      try {
        Files.write(probe, new byte[PROBE_BYTES]);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      String why =
          Files.isDirectory(folder) ? "cannot be written (" + reason(e) + ")" : "does not exist";
      throw new UnusableInputException(
          "the trials' temporary folder %s%s %s: %s".formatted(folder, owner(folder), why, REMEDY),
          e);
    }
    if (ignored) {
      return;
    }
    try (RandomAccessFile open = open();
        FileLock lock = open.getChannel().tryLock()) {
      // Had, or held by another JMH: then trials wait for it.
      return;
    } catch (OverlappingFileLockException e) {
      return;
    } catch (IOException e) {
      throw new UnusableInputException(
          "JMH's lock %s%s cannot be taken (%s): %s; or -Djmh.ignoreLock=true, if no other JMH runs"
                  .formatted(file, owner(file), reason(e), REMEDY)
              + " meanwhile",
          e);
    }
  }

  /** Opens it as JMH does: that may fail where {@link Files#isWritable} sees nothing amiss. */
  private RandomAccessFile open() throws IOException {
    return new RandomAccessFile(file.toFile(), "rw");
  }

  private static String owner(Path path) {
    try {
      return ", which belongs to " + Files.getOwner(path).getName() + ",";
    } catch (IOException | UnsupportedOperationException e) {
      // Not there, or a file system without owners.
      return "";
    }
  }

  /** The operating system's words, without the name of the file before them. */
  private String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "Permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage()).replaceFirst("^.*\\((.*)\\)$", "$1");
    };
  }

  Path file() {
    return file;
  }

  /**
   * Waits until no other JMH holds the lock.
   *
   * @param onWait called once, before the first wait
   * @param stopped ends the wait early
   * @return whether there was a wait
   */
  boolean await(Runnable onWait, BooleanSupplier stopped) throws InterruptedException {
    boolean said = false;
    while (isHeld() && !stopped.getAsBoolean()) {
      if (!said) {
        onWait.run();
        said = true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return said;
  }

  boolean isHeld() {
    if (ignored || !Files.exists(file)) {
      return false;
    }
    try (RandomAccessFile open = open();
        FileLock lock = open.getChannel().tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      // It was looked at before the first trial. If it changed since, JMH refuses in its own words.
      return false;
    }
  }
}
