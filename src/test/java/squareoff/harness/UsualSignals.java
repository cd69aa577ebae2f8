package squareoff.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The signals of a process as a terminal gives them to a program, whatever the tests were started
 * with: {@code nohup}, and a script's background jobs, have some ignored, which every child
 * inherits and neither a JVM nor a shell can undo.
 */
public final class UsualSignals {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("env", "--default-signal=HUP,INT,QUIT,TERM"),
          List.of("perl", "-e", "$SIG{$_} = 'DEFAULT' for qw(HUP INT QUIT TERM); exec @ARGV"),
          List.of(
              "python3",
              "-c",
              "import os, signal, sys\n"
                  + "for s in (1, 2, 3, 15): signal.signal(s, signal.SIG_DFL)\n"
                  + "os.execvp(sys.argv[1], sys.argv[1:])"));

  /** HUP, INT, QUIT and TERM in the mask of /proc, where signal n is bit n - 1. */
  private static final long MASK = 1 | 1 << 1 | 1 << 2 | 1 << 14;

  private static final Optional<List<String>> PREFIX = find();

  private UsualSignals() {}

  /**
   * Words to put before a command.
   *
   * @return none where nothing is ignored
   * @throws TestAbortedException if signals are ignored and no command of this machine undoes that
   */
  public static List<String> prefix() {
    return PREFIX.orElseThrow(() ->
        new TestAbortedException(
            "skipped: signals are ignored here, and there is no env --default-signal, perl or"
                + " python3 to undo that"));
  }

  private static Optional<List<String>> find() {
    if (!ignored()) {
      return Optional.of(List.of());
    }
    return COMMANDS.stream().filter(UsualSignals::works).findFirst();
  }

  private static boolean ignored() {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & MASK) != 0);
    } catch (IOException e) {
      // No /proc: unknown, so undone in any case.
      return true;
    }
  }

  private static boolean works(List<String> command) {
    try {
      return new ProcessBuilder(Stream.concat(command.stream(), Stream.of("true")).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
