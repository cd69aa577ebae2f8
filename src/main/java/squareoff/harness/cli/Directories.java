package squareoff.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import squareoff.harness.run.Plan;

/** Where runs are recorded that were not told where. */
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
}
