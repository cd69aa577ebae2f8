package squareoff.harness.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.TypedJava;
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
    Path source = source();
    if (!Files.isRegularFile(source)) {
      throw new UnusableInputException(
          "--jar: not given, and this program does not run from a jar but from %s; name the jar"
              .formatted(source));
    }
    Path typed = Path.of(System.getProperty("java.class.path"));
    return BenchmarkJar.open(
        typed.toAbsolutePath().normalize().equals(source) ? typed : source, "--jar");
  }

  /**
   * The java that jars are measured on unless -jvm names one: the one that was typed. Our own
   * benchmarks need as new a one as this program does.
   *
   * @param jars what is measured
   */
  static TypedJava java(BenchmarkJar... jars) {
    Path source = source();
    return Arrays.stream(jars).allMatch(jar -> jar.path().equals(source))
        ? TypedJava.ours()
        : TypedJava.typed();
  }

  private static Path source() {
    try {
      return Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
