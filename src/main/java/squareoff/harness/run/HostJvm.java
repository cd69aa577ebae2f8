package squareoff.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The JVM that runs JMH for a trial. Forks inherit its arguments, so it gets those that were typed
 * and none of ours: even one that only keeps warnings away may be what a library decides by.
 *
 * @param java the {@code java} to start, its real path where it was given as one
 * @param version what {@code java -version} calls itself, such as {@code 25.0.1}
 * @param named whether it was named by -jvm, so that forks run on it whatever a benchmark says
 * @param properties its system properties, as far as it prints them in one line each
 */
record HostJvm(String java, String version, boolean named, Map<String, String> properties) {

  private static final Pattern VERSION = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)\"");
  private static final Pattern PROPERTY = Pattern.compile("(?m)^ {4}(\\S+) = (.*)$");

  /** The {@code java} that runs this process. */
  static String ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The JVM for trials.
   *
   * @param jvm the value of -jvm, or empty. It runs JMH too: what the one takes as arguments and
   *     the fork inherits must suit both
   * @param typed the java that JMH alone would run on, and its arguments
   * @throws UnusableInputException if that is no java, or it refuses the arguments
   */
  static HostJvm of(Optional<String> jvm, TypedJava typed) {
    String java = jvm.map(HostJvm::realPath).orElse(typed.java());
    if (java.equals(ownJava())) {
      Map<String, String> properties = new HashMap<>();
      System.getProperties().forEach((k, v) -> properties.put(k.toString(), v.toString()));
      return new HostJvm(
          java, System.getProperty("java.version"), jvm.isPresent(), Map.copyOf(properties));
    }
    String said = ask(java, typed.args());
    Map<String, String> properties = new HashMap<>();
    PROPERTY.matcher(said).results().forEach(m -> properties.put(m.group(1), m.group(2)));
    return new HostJvm(
        java, versionIn(said, java, typed.args()), jvm.isPresent(), Map.copyOf(properties));
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
    return java.equals(ownJava())
        ? System.getProperty("java.version")
        : versionIn(ask(java, List.of()), java, List.of());
  }

  private static String versionIn(String said, String java, List<String> args) {
    Matcher version = VERSION.matcher(said);
    if (version.find()) {
      return version.group(1);
    }
    String first = said.lines().findFirst().orElse("(nothing)");
    throw new UnusableInputException(
        args.isEmpty()
            ? "-jvm %s: \"%s -version\" does not answer as a java does: %s"
                .formatted(java, java, first)
            : "%s does not start with the JVM arguments %s: %s; give arguments that it knows"
                .formatted(java, TrialCommand.line(args), first));
  }

  private static String ask(String java, List<String> args) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(args);
    command.addAll(List.of("-XshowSettings:properties", "-version"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // The answer of a java fits into the pipe, so it is read at the end: what fills it is none.
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UnusableInputException(
          "-jvm %s: cannot be started (%s); name the java of a JDK".formatted(java, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableInputException("-jvm %s: interrupted".formatted(java), e);
    }
  }

  /**
   * Refuses a jar whose benchmarks it cannot load.
   *
   * @param jar the jar
   * @param option the option that named it, for messages
   * @param cells what is measured of it
   * @throws UnusableInputException if their classes are of a newer Java than this
   */
  void refuseNewer(BenchmarkJar jar, String option, Collection<PlannedCell> cells) {
    Set<String> measured = new HashSet<>();
    cells.forEach(cell -> measured.add(cell.cell().benchmark()));
    for (BenchmarkListEntry entry : jar.benchmarks()) {
      boolean forksElsewhere = entry.getJvm().hasValue() && !named;
      if (!measured.contains(entry.getUsername()) || forksElsewhere) {
        continue;
      }
      int needed = jar.javaOf(entry);
      if (needed > feature(version)) {
        boolean ours = feature(System.getProperty("java.version")) >= needed;
        throw new UnusableInputException(
            "%s %s: %s needs Java %d or newer, and %s is Java %s; name a newer one with -jvm%s"
                .formatted(
                    option,
                    jar.path(),
                    entry.getUserClassQName(),
                    needed,
                    java,
                    version,
                    ours ? ", such as -jvm " + ownJava() : ""));
      }
    }
  }

  private static int feature(String version) {
    return Integer.parseInt(version.replaceFirst("^1\\.", "").replaceFirst("\\D.*", ""));
  }
}
