package squareoff.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The search for installed Java runtimes: in the environment, on the {@code PATH}, and in the usual
 * folders of the operating system, of version managers and of IDEs.
 */
final class LauncherSearch {

  /** What CI images and version managers call the homes of the runtimes that they bring along. */
  private static final Pattern HOME_VARIABLE =
      Pattern.compile("JDK_HOME|JAVA_HOME_.+|JDK_.+|(JAVA|JDK)_?\\d+(_HOME)?|GRAALVM_HOME");

  /** Where a runtime's {@code bin} is below its folder: as such, in a macOS bundle, in Homebrew. */
  private static final String[] HOMES = {
    "", "Contents/Home", "libexec", "libexec/openjdk.jdk/Contents/Home"
  };

  private final Map<String, String> environment;
  private final boolean windows;
  private final List<LauncherPlace> places;

  private final Map<Path, LauncherJdk> found = new LinkedHashMap<>();
  private final List<String> lookedAt = new ArrayList<>();
  private Optional<LauncherJdk> named = Optional.empty();

  private LauncherSearch(String os, Map<String, String> environment, Path home, Path root) {
    this.windows = os.toLowerCase(Locale.ROOT).startsWith("windows");
    this.environment = new TreeMap<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      // Windows writes Path, and does not mind.
      String name = variable.getKey();
      this.environment.put(windows ? name.toUpperCase(Locale.ROOT) : name, variable.getValue());
    }
    this.places = LauncherPlace.usual(os, this.environment, home, root);
  }

  /**
   * Searches.
   *
   * @param os the system's name, as the property {@code os.name} writes it
   * @param environment the variables of the environment
   * @param home the user's home directory
   * @param root the folder that stands for the root of the file system
   * @return what was found, and where it was looked for
   * @throws InterruptedException if the thread is interrupted while a runtime is asked
   */
  static LauncherSearch of(String os, Map<String, String> environment, Path home, Path root)
      throws InterruptedException {
    LauncherSearch search = new LauncherSearch(os, environment, home, root);
    search.lookAtJavaHome();
    search.lookAtVariables();
    search.lookAtPath();
    for (LauncherPlace place : search.places) {
      search.lookAt(place);
    }
    return search;
  }

  /**
   * Returns the runtimes that will do, the best first: that of {@code JAVA_HOME}, because it was
   * named on purpose, then the others from the newest to the oldest.
   *
   * @param oldest the oldest feature release that will do
   */
  List<LauncherJdk> atLeast(int oldest) {
    List<LauncherJdk> fitting = new ArrayList<>();
    for (LauncherJdk jdk : found.values()) {
      if (jdk.version().feature() >= oldest) {
        fitting.add(jdk);
      }
    }
    Collections.sort(fitting, Comparator.comparing(LauncherJdk::version).reversed());
    named.filter(fitting::remove).ifPresent(jdk -> fitting.add(0, jdk));
    return fitting;
  }

  /** Returns whether a runtime is the one that {@code JAVA_HOME} names. */
  boolean isNamed(LauncherJdk jdk) {
    return named.filter(jdk::equals).isPresent();
  }

  /** Returns a line for each place, with what was found there. */
  List<String> lookedAt() {
    return Collections.unmodifiableList(lookedAt);
  }

  private void lookAtJavaHome() throws InterruptedException {
    String value = environment.getOrDefault("JAVA_HOME", "");
    if (value.isEmpty()) {
      lookedAt.add("JAVA_HOME: not set");
      return;
    }
    named = lookAtHome("JAVA_HOME", value);
  }

  private void lookAtVariables() throws InterruptedException {
    boolean any = false;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (HOME_VARIABLE.matcher(name).matches()
          && !LauncherArguments.VARIABLES.contains(name)
          && !variable.getValue().isEmpty()) {
        any = true;
        lookAtHome(name, variable.getValue());
      }
    }
    if (!any) {
      lookedAt.add("JDK_HOME, JAVA_HOME_*, JDK_*, JAVA21_HOME and the like: not set");
    }
  }

  private Optional<LauncherJdk> lookAtHome(String variable, String value)
      throws InterruptedException {
    List<String> seen = new ArrayList<>();
    Optional<LauncherJdk> first = Optional.empty();
    Optional<Path> folder = path(value);
    if (folder.isPresent()) {
      first = lookBelow(folder.get(), seen);
    }
    lookedAt.add(
        variable + "=" + value + ": " + (seen.isEmpty() ? "no bin/java there" : join(seen)));
    return first;
  }

  private void lookAtPath() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Optional<Path> folder = path(entry.replace("\"", ""));
      if (folder.isPresent()) {
        lookAtJava(folder.get().resolve(javaName()), seen);
      }
    }
    lookedAt.add("java on the PATH: " + (seen.isEmpty() ? "none" : join(seen)));
  }

  private void lookAt(LauncherPlace place) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    for (Path folder : place.folders(seen)) {
      lookBelow(folder, seen);
    }
    lookedAt.add(place + ": " + (seen.isEmpty() ? "nothing" : join(seen)));
  }

  private Optional<LauncherJdk> lookBelow(Path folder, List<String> seen)
      throws InterruptedException {
    Optional<LauncherJdk> first = Optional.empty();
    for (String home : HOMES) {
      Path java = folder.resolve(home).resolve("bin").resolve(javaName());
      Optional<LauncherJdk> jdk = lookAtJava(java, seen);
      first = first.isPresent() ? first : jdk;
    }
    return first;
  }

  private Optional<LauncherJdk> lookAtJava(Path java, List<String> seen)
      throws InterruptedException {
    if (!Files.isRegularFile(java) || !Files.isExecutable(java)) {
      return Optional.empty();
    }
    try {
      Path real = java.toRealPath();
      Optional<LauncherJdk> jdk = Optional.ofNullable(found.get(real));
      if (!jdk.isPresent()) {
        jdk = LauncherJdk.of(java);
      }
      jdk.ifPresent(known -> found.putIfAbsent(real, known));
      seen.add(jdk.isPresent() ? jdk.get().toString() : java + " does not say its version");
      return jdk;
    } catch (IOException e) {
      seen.add(java + " does not start: " + e.getMessage());
      return Optional.empty();
    }
  }

  private String javaName() {
    return windows ? "java.exe" : "java";
  }

  private static String join(List<String> seen) {
    return String.join(", ", seen);
  }

  /** Reads a path that someone else wrote: empty where it is blank or cannot be one. */
  static Optional<Path> path(String text) {
    if (text.trim().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Paths.get(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
