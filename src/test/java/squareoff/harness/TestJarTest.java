package squareoff.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestJarTest {

  @TempDir Path directory;

  @Test
  void listsAllBenchmarksOfTheJar() throws Exception {
    Path jar = TestJar.build(directory, "trouble.jar", TestJar.troubleSources());

    assertThat(run(jar, "-l").lines())
        .contains(
            "trouble.Trouble.fine",
            "trouble.Trouble.throwsAtOnce",
            "trouble.Trouble.exits",
            "trouble.Trouble.deadlocks",
            "trouble.Trouble.sleepsPastItsTime",
            "trouble.Shapes.parameterised",
            "trouble.Shapes.grouped",
            "trouble.Shapes.twoThreads");
  }

  @Test
  void runsABenchmarkOfTheJarInAForkedJvm() throws Exception {
    Path jar = TestJar.build(directory, "trouble.jar", TestJar.troubleSources());

    String output = run(jar, "trouble.Trouble.fine", "-wi", "0", "-i", "1", "-r", "20ms");

    assertThat(output)
        .contains("# Fork: 1 of 1")
        .containsPattern("Trouble\\.fine +avgt +[0-9.]+ +ns/op");
  }

  @Test
  void saysWhereASourceDoesNotCompile() {
    assertThatThrownBy(() ->
            TestJar.build(directory, "x.jar", Map.of("a.B", "package a; class B { int c = d; }")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a/B.java")
        .hasMessageContaining("variable d");
  }

  @Test
  void leavesOutTheBenchmarkListWhenAsked() throws Exception {
    Path jar = TestJar.buildWithoutBenchmarkList(directory, "x.jar", TestJar.troubleSources());

    try (JarFile entries = new JarFile(jar.toFile())) {
      assertThat(entries.getEntry("trouble/Trouble.class")).isNotNull();
      assertThat(entries.getEntry("org/openjdk/jmh/Main.class")).isNotNull();
      assertThat(entries.getEntry("META-INF/BenchmarkList")).isNull();
    }
  }

  @Test
  void buildsAJarThatIsNotOfJmh() throws Exception {
    Path jar = TestJar.buildWithoutJmh(directory, "hello.jar");

    assertThat(run(jar, "-l")).isEqualToIgnoringNewLines("hello");
    try (JarFile entries = new JarFile(jar.toFile())) {
      assertThat(entries.getEntry("org/openjdk/jmh/Main.class")).isNull();
    }
  }

  private String run(Path jar, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A directory of its own: JMH allows one run per java.io.tmpdir.
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A JVM that obeys it says so.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
