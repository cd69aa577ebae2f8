package squareoff.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JVM that runs JMH for a trial. Forks inherit its arguments, so it gets none of ours: even one
 * that only keeps warnings away may be what a library decides by.
 *
 * @param java the {@code java} to start, its real path where it was given as one
 * @param version what {@code java -version} calls itself, such as {@code 25.0.1}
 */
record HostJvm(String java, String version) {

  private static final Pattern VERSION = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)\"");

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
    String java = jvm.map(HostJvm::realPath).orElse(ownJava());
    return new HostJvm(java, version(java));
  }

  /** A link may come to mean another JVM while a run goes on. */
  private static String realPath(String java) {
    try {
      return java.contains("/") ? Path.of(java).toRealPath().toString() : java;
    } catch (IOException e) {
      throw new UnusableInputException(
          "-jvm %s: no such file; name the java of a JDK".formatted(java), e);
    }
  }

  /**
   * The version that a {@code java} has now.
   *
   * @throws UnusableInputException if that is no java
   */
  static String version(String java) {
    if (java.equals(ownJava())) {
      return System.getProperty("java.version");
    }
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
          return version.group(1);
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
