package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import squareoff.harness.run.Plan;

/** Where runs are recorded that were not told where, and why something cannot be written. */
final class Directories {

  private Directories() {}

  /** The directory of a plan's name, or the next one: two runs may begin in the same second. */
  static Path unused(Plan plan) {
    Path path = Path.of("results", plan.run());
    Path unused = path;
    for (int i = 2; Files.exists(unused); i++) {
      unused = path.resolveSibling(path.getFileName() + "-" + i);
    }
    return unused;
  }

  /** Why a file cannot be written: what the system says, or the kind of exception. */
  static String why(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
