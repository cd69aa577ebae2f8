package squareoff.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import squareoff.harness.machine.Sha256;

/**
 * Sees that the jars under test stay what they were: a build that replaces one while a run goes on
 * would have the numbers of two programs in one result.
 */
final class JarWatch {

  /** What changes when a file is written or replaced, and costs nothing to look at. */
  private record Stamp(long size, long modified, Object key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
    }
  }

  private final Map<String, Plan.Build> builds;
  private final Map<String, Stamp> known = new HashMap<>();

  JarWatch(Map<String, Plan.Build> builds) {
    this.builds = builds;
  }

  /**
   * Looks at a build's jar, and hashes it where it was touched since the last look.
   *
   * @throws UnusableInputException if it is another jar now, or gone
   */
  void check(String build) {
    Plan.Build expected = builds.get(build);
    Path jar = Path.of(expected.jar());
    try {
      Stamp now = Stamp.of(jar);
      if (Objects.equals(known.get(build), now)) {
        return;
      }
      if (!Sha256.of(jar).equals(expected.sha256())) {
        throw replaced(jar, "was replaced");
      }
      known.put(build, now);
    } catch (IOException | UncheckedIOException e) {
      throw replaced(jar, "cannot be read any more (" + e.getMessage() + ")");
    }
  }

  private static UnusableInputException replaced(Path jar, String what) {
    return new UnusableInputException(
        "%s %s while the run was under way. The trial that saw it is not recorded; bring the old jar back and go on with --resume, or begin a new run"
            .formatted(jar, what));
  }
}
