package squareoff.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JVM that runs JMH for a trial. Forks inherit its arguments, so it gets none that would change
 * what is measured.
 *
 * @param java the {@code java} to start
 * @param args its arguments
 */
record HostJvm(String java, List<String> args) {

  /** JMH uses sun.misc.Unsafe; from this version on the JVM warns of it unless told not to. */
  private static final int WARNS_OF_UNSAFE = 24;

  private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");

  /** The {@code java} that runs this process. */
  static String ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The JVM for trials.
   *
   * @param jvm the value of -jvm, or empty for the JVM of this process. It runs JMH too: what the
   *     one takes as arguments and the fork inherits must suit both
   * @throws UnusableInputException if that is no java
   */
  static HostJvm of(Optional<String> jvm) {
    int version = jvm.map(HostJvm::version).orElse(Runtime.version().feature());
    return new HostJvm(
        jvm.orElse(ownJava()),
        version >= WARNS_OF_UNSAFE ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of());
  }

  private static int version(String java) {
    try {
      Path output = Files.createTempFile("java-version", ".txt");
      try {
        Process process =
            new ProcessBuilder(java, "-version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Matcher version = VERSION.matcher(text);
        if (version.find()) {
          return Integer.parseInt(version.group(1));
        }
        throw new UnusableInputException(
            "-jvm %s: \"%s -version\" does not answer as a java does: %s"
                .formatted(java, java, text.lines().findFirst().orElse("(nothing)")));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UnusableInputException(
          "-jvm %s: cannot be started (%s); name the java of a JDK".formatted(java, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableInputException("-jvm %s: interrupted".formatted(java), e);
    }
  }
}
