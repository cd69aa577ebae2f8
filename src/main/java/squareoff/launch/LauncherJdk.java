package squareoff.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An installed Java runtime: its {@code java} command and its version. */
final class LauncherJdk {

  private static final long ANSWER_SECONDS = 10;
  private static final Pattern VERSION_LINE = Pattern.compile(" version \"([^\"]+)\"");

  private final Path java;
  private final LauncherVersion version;

  private LauncherJdk(Path java, LauncherVersion version) {
    this.java = java;
    this.version = version;
  }

  /**
   * Finds out the version of a {@code java} command: from the file {@code release} of its
   * installation, or by asking it where it has none (a version manager's shim, for instance).
   *
   * @param java an executable file
   * @return the runtime; empty where it does not say its version within 10 seconds
   * @throws IOException if it can neither be read nor started
   * @throws InterruptedException if the thread is interrupted while it waits for the answer
   */
  static Optional<LauncherJdk> of(Path java) throws IOException, InterruptedException {
    Path real = java.toRealPath();
    // A shim may be a link to a program of another name, which looks at the name it is called by.
    boolean sameName = real.getFileName().equals(java.getFileName());
    Path command = sameName ? real : java.toAbsolutePath();
    Optional<LauncherVersion> version =
        sameName ? releasedVersion(home(real)) : Optional.<LauncherVersion>empty();
    if (!version.isPresent()) {
      version = askedVersion(command);
    }
    return version.map(known -> new LauncherJdk(command, known));
  }

  private static Path home(Path java) {
    Path bin = java.getParent();
    Path home = bin.getParent();
    return home == null ? bin : home;
  }

  private static Optional<LauncherVersion> releasedVersion(Path home) throws IOException {
    Path file = home.resolve("release");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      release.load(in);
    }
    return LauncherVersion.of(release.getProperty("JAVA_VERSION", "").replace("\"", "").trim());
  }

  private static Optional<LauncherVersion> askedVersion(Path java)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "-version");
    builder.redirectErrorStream(true);
    // They could start an agent, or print a version of their own.
    for (String variable : LauncherArguments.VARIABLES) {
      builder.environment().remove(variable);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      // The answer fits into the pipe, so nothing is read before the end: what fills it is no java.
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Matcher matcher = VERSION_LINE.matcher(line);
        if (matcher.find()) {
          return LauncherVersion.of(matcher.group(1));
        }
      }
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Returns the command that starts this runtime: an absolute path. */
  Path java() {
    return java;
  }

  /** Returns its version. */
  LauncherVersion version() {
    return version;
  }

  /** Returns where it is installed and its version, as the messages write it. */
  @Override
  public String toString() {
    Path home = home(java);
    boolean installation = java.getParent().equals(home.resolve("bin"));
    return (installation && Files.exists(home.resolve("release")) ? home : java)
        + " ("
        + version
        + ")";
  }
}
