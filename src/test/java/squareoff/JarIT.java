package squareoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar: what is in it, and that JMH's own command line is untouched. */
@Timeout(600)
class JarIT {

  private static final Path JAR = Path.of(System.getProperty("squareoff.jar"));
  private static final int JAVA_8 = 52;
  private static final int JAVA_21 = 65;

  @TempDir Path folder;

  private record Output(int exit, String text) {}

  @Test
  void listsBenchmarks() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      JarEntry list = jar.getJarEntry("META-INF/BenchmarkList");
      String trap =
          """
          %s has no META-INF/BenchmarkList, or an empty one: JMH's annotation processor did not run.
          From JDK 23 on, javac runs none unless told to, and says nothing. Keep
          jmh-generator-annprocess in the annotationProcessorPaths of the compiler plugin.\
          """
              .formatted(JAR);

      assertThat(list).as(trap).isNotNull();
      assertThat(new String(jar.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8))
          .as(trap)
          .contains("squareoff.suite.CpuBoundSquares");
    }
  }

  @Test
  void startsUnderJava8AndRunsOnJava21() throws IOException {
    TreeMap<String, Integer> launchers = new TreeMap<>();
    TreeMap<String, Integer> others = new TreeMap<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : entries(jar)) {
        String name = entry.getName();
        if (name.startsWith("squareoff/") && name.endsWith(".class")) {
          boolean launcher = name.startsWith("squareoff/launch/Launcher");
          (launcher ? launchers : others).put(name, majorVersion(jar, entry));
        }
      }
    }

    assertThat(launchers).containsKey("squareoff/launch/Launcher.class");
    assertThat(launchers.values()).containsOnly(JAVA_8);
    assertThat(others).containsKey("squareoff/harness/cli/Main.class");
    assertThat(others.values()).containsOnly(JAVA_21);
  }

  @Test
  void holdsEachFileOnceAndNoModule() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(entries(jar))
          .extracting(JarEntry::getName)
          .doesNotHaveDuplicates()
          .noneMatch(name -> name.endsWith("module-info.class"));
    }
  }

  @Test
  void startsTheLauncher() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo("squareoff.launch.Launcher");
      assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
    }
  }

  @Test
  void printsTheHelpOfJmh() throws Exception {
    Output output = run("-h");

    assertThat(output.exit()).isZero();
    assertThat(output.text()).contains("Usage: java -jar", "-wi <int>", "-rff <filename>");
  }

  @Test
  void listsTheBenchmarksAsJmhDoes() throws Exception {
    Output output = run("-l");

    assertThat(output.exit()).isZero();
    assertThat(output.text()).startsWith("Benchmarks:").contains("squareoff.suite.CpuBoundSquares");
  }

  @Test
  void listsTheParametersAsJmhDoes() throws Exception {
    Output output = run("-lp");

    assertThat(output.exit()).isZero();
    assertThat(output.text()).contains("param \"");
  }

  @Test
  void runsABenchmarkAsJmhDoes() throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("CpuBoundSquares", "-f", "1", "-wi", "0", "-i", "1", "-r", "10ms"));
    command.addAll(smallestParameters(run("-lp", "CpuBoundSquares").text()));

    Output output = run(command.toArray(String[]::new));

    assertThat(output.exit()).isZero();
    assertThat(output.text())
        .contains("# Run complete.")
        .containsPattern("(?m)^CpuBoundSquares\\S*  .*\\d +(\\S*/op|ops/\\S+)$");
  }

  /** The first value of each parameter, or the smallest where all are numbers. */
  private static List<String> smallestParameters(String listing) {
    List<String> options = new ArrayList<>();
    Matcher matcher = Pattern.compile("param \"(\\w+)\" = \\{([^}]*)}").matcher(listing);
    while (matcher.find()) {
      List<String> values = List.of(matcher.group(2).split(", *"));
      boolean numbers = values.stream().allMatch(value -> value.matches("\\d+"));
      String smallest =
          numbers ? values.stream().min(Comparator.comparing(Long::valueOf)).get() : values.get(0);
      options.addAll(List.of("-p", matcher.group(1) + "=" + smallest));
    }
    assertThat(options).as("parameters in%n%s", listing).isNotEmpty();
    return options;
  }

  private Output run(String... args) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(java.toString(), "-Djmh.ignoreLock=true", "-jar", JAR.toString()),
                    Stream.of(args))
                .toList());
    // A JVM that obeys it says so.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
      return new Output(process.exitValue(), Files.readString(out));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream().toList();
  }

  private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry);
        DataInputStream data = new DataInputStream(in)) {
      data.readInt();
      data.readUnsignedShort();
      return data.readUnsignedShort();
    }
  }
}
