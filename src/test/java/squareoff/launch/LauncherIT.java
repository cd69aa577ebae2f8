package squareoff.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar under a Java runtime that is too old for it, where the machine has one. */
@Timeout(600)
class LauncherIT {

  private static final Path JVMS = Path.of("/usr/lib/jvm");
  private static final Path NEW = Path.of(System.getProperty("java.home"));
  private static final String[] SLOW = {
    "CpuBoundSquares", "-f", "1", "-wi", "0", "-i", "1000", "-r", "1s"
  };

  @TempDir Path folder;

  private Path old;
  private Path out;
  private Path err;
  private Process launcher;

  @BeforeEach
  void findAnOldJava() throws Exception {
    Optional<Path> found = oldJava();
    assumeTrue(found.isPresent(), "skipped: no java older than 21 in " + JVMS);
    old = found.get();
    out = folder.resolve("out");
    err = folder.resolve("err");
  }

  @AfterEach
  void leaveNothingRunning() {
    if (launcher != null) {
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly();
    }
  }

  @Test
  void handsOverToTheJdkOfJavaHome() throws Exception {
    start(List.of(), NEW.toString(), "-h");

    assertThat(exit()).isZero();
    assertThat(out).content().contains("Usage: java -jar", "-rff");
    assertThat(err)
        .content()
        .isEqualToIgnoringNewLines(
            "squareoff: java %s is too old (21 or newer is needed); using %s (%s), which JAVA_HOME names"
                .formatted(
                    LauncherJdk.of(old).orElseThrow().version(),
                    NEW.toRealPath(),
                    System.getProperty("java.version")));
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    start(List.of(), NEW.toString(), "-f", "many");

    assertThat(exit()).isEqualTo(1);
  }

  @Test
  void givesTheJvmArgumentsAndItsOwnProcessIdToTheCommandLine() throws Exception {
    start(List.of("-Dx=two words"), NEW.toString(), SLOW);

    ProcessHandle child = commandLine();

    assertThat(arguments(child)).containsOnlyOnce("-Dx=two words");
    assertThat(properties(child))
        .contains("x=two words", "squareoff.launcher.pid=" + launcher.pid());
  }

  @Test
  void keepsItsProcessIdOutOfTheResults() throws Exception {
    start(List.of("-Dx=y"), NEW.toString(), SLOW);

    ProcessHandle fork = fork(commandLine());

    assertThat(arguments(fork))
        .contains("-Dx=y")
        .noneMatch(argument -> argument.contains("launcher"));
  }

  @Test
  void letsTheCommandLineFinishItsLastWords() throws Exception {
    Path home = FakeJdks.released(folder.resolve("slow"), "99");
    FakeJdks.script(
        home.resolve("bin/java"),
        """
        PATH=/usr/bin:/bin
        trap 'kill $!; sleep 1; echo resume; exit 143' TERM
        echo started
        sleep 60 &
        wait\
        """);
    start(List.of(), home.toString());
    awaitOutput();

    launcher.destroy();

    assertThat(exit()).isEqualTo(143);
    assertThat(out).hasContent("started\nresume");
  }

  @Test
  void passesATerminationOn() throws Exception {
    start(List.of(), NEW.toString(), SLOW);
    ProcessHandle child = commandLine();
    ProcessHandle fork = fork(child);
    try {
      launcher.destroy();

      assertThat(exit()).isEqualTo(143);
      assertThat(child.isAlive()).isFalse();
    } finally {
      fork.destroyForcibly();
    }
  }

  @Test
  void passesOnThatTheChildWasKilled() throws Exception {
    start(List.of(), NEW.toString(), SLOW);
    ProcessHandle child = commandLine();
    ProcessHandle fork = fork(child);
    try {
      child.destroyForcibly();

      assertThat(exit()).isEqualTo(137);
    } finally {
      fork.destroyForcibly();
    }
  }

  @Test
  void saysWhatIsMissingWhereThereIsNone() throws Exception {
    start(List.of("-Dsquareoff.launch.root=" + folder, "-Duser.home=" + folder), "", "-h");

    assertThat(exit()).isEqualTo(2);
    assertThat(out).isEmptyFile();
    assertThat(err)
        .content()
        .contains(
            "JDK 21 or newer is needed",
            "https://adoptium.net",
            "set JAVA_HOME",
            "JAVA_HOME: not set",
            "java on the PATH: none",
            folder.resolve("usr/lib/jvm") + "/*: nothing");
  }

  private void start(List<String> jvmArguments, String javaHome, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(old.toString()));
    command.addAll(jvmArguments);
    command.addAll(List.of("-jar", System.getProperty("squareoff.jar")));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("JAVA_HOME", javaHome);
    launcher = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    launcher.getOutputStream().close();
  }

  private int exit() throws InterruptedException {
    assertThat(launcher.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return launcher.exitValue();
  }

  /** Waits until the launcher's child is at work: it has printed something. */
  private ProcessHandle commandLine() throws Exception {
    ProcessHandle child = await(launcher::children, "squareoff.launch.LauncherChild");
    awaitOutput();
    return child;
  }

  private void awaitOutput() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(300).toNanos();
    while (Files.size(out) == 0 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(out).isNotEmptyFile();
  }

  /** Waits for the fork that measures: JMH starts others before, to see what a JVM can do. */
  private static ProcessHandle fork(ProcessHandle commandLine) throws InterruptedException {
    return await(commandLine::children, "org.openjdk.jmh.runner.ForkedMain");
  }

  private static ProcessHandle await(Supplier<Stream<ProcessHandle>> processes, String mainClass)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(300).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ProcessHandle> java =
          processes.get().filter(process -> arguments(process).contains(mainClass)).findFirst();
      if (java.isPresent()) {
        return java.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no " + mainClass + " was started within 30 s");
  }

  private static List<String> arguments(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0]));
  }

  private String properties(ProcessHandle process) throws Exception {
    Path file = folder.resolve("properties");
    Process jcmd =
        new ProcessBuilder(
                NEW.resolve("bin/jcmd").toString(),
                Long.toString(process.pid()),
                "VM.system_properties")
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    assertThat(jcmd.waitFor(300, TimeUnit.SECONDS)).isTrue();
    // The answer is in the format of property files.
    return Files.readString(file).replace("\\ ", " ");
  }

  private static Optional<Path> oldJava() throws Exception {
    if (!Files.isDirectory(JVMS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JVMS)) {
      for (Path home : homes.sorted().toList()) {
        Path java = home.resolve("bin/java");
        if (Files.isExecutable(java)
            && LauncherJdk.of(java).filter(jdk -> jdk.version().feature() < 21).isPresent()) {
          return Optional.of(java);
        }
      }
    }
    return Optional.empty();
  }
}
