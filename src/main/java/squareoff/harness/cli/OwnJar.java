package squareoff.harness.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.UnusableInputException;

/** The jar that this program was started from: treated like any other. */
final class OwnJar {

  private OwnJar() {}

  /** How this program was started, for messages that name the next command. */
  static String command() {
    String path = System.getProperty("java.class.path");
    return "java -jar " + (path.matches("\\S+\\.jar") ? path : "benchmarks.jar");
  }

  static BenchmarkJar open() {
    try {
      Path source =
          Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(source)) {
        return BenchmarkJar.open(source, "--jar");
      }
      throw new UnusableInputException(
          "--jar: not given, and this program does not run from a jar but from %s; name the jar"
              .formatted(source));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
