package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import squareoff.harness.TestJar;

/**
 * A fork of ours holds against one of JMH alone, of the same jar by the same java: all that a
 * benchmark can see of its process is the same but for the mark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForkIT {

  private static final List<String> SHORT = List.of("-wi", "0", "-i", "1", "-r", "10ms");

  /** Writes down what it sees, a fact a line, where it is started. */
  private static final String FACTS =
      """
      package facts;
      import java.lang.management.ManagementFactory;
      import java.nio.file.*;
      import java.util.*;
      import org.openjdk.jmh.annotations.*;
      @State(Scope.Benchmark)
      public class Facts {
        @Setup
        public void write() throws Exception {
          List<String> facts = new ArrayList<>();
          ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(a -> facts.add("argument " + a));
          System.getProperties().forEach((k, v) -> facts.add("property " + k + "=" + v));
          System.getenv().forEach((k, v) -> facts.add("variable " + k + "=" + v));
          facts.add("input " + System.in.available());
          facts.add("folder " + Path.of("").toAbsolutePath());
          for (String file : List.of("status", "limits", "stat", "oom_score_adj", "cgroup")) {
            Path path = Path.of("/proc/self", file);
            if (Files.exists(path)) {
              for (String line : Files.readAllLines(path)) {
                facts.add(file + " " + line);
              }
            }
          }
          String[] open = Path.of("/proc/self/fd").toFile().list();
          for (String number : open == null ? new String[0] : open) {
            try {
              facts.add("open " + Files.readSymbolicLink(Path.of("/proc/self/fd", number)));
            } catch (java.io.IOException e) {
              continue;
            }
          }
          Files.write(Path.of("facts-" + ProcessHandle.current().pid() + ".txt"), facts);
        }
        @Benchmark
        public int nothing() {
          return 1;
        }
      }
      """;

  private static final String TOOL_OPTIONS =
      Stream.of("-Dfrom=environment", System.getenv("JAVA_TOOL_OPTIONS"))
          .filter(Objects::nonNull)
          .collect(Collectors.joining(" "));

  private static final Path JVMS = Path.of("/usr/lib/jvm");

  private Path folder;

  /** The directory of the last run. */
  private Path out;

  /** What the last command printed. */
  private String said;

  @BeforeAll
  void build(@TempDir Path temporary) {
    folder = temporary;
    TestJar.build(folder, "facts.jar", Map.of("facts.Facts", FACTS));
  }

  @ParameterizedTest
  @MethodSource("javas")
  void getsWhatJmhAloneWouldGiveItAndTheMark(String java) throws Exception {
    List<String> typed =
        List.of("-Xmx100m", "-Dfoo=two words", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    Set<String> alone = alone(java, typed);
    assertThat(alone)
        .contains("argument -Xmx100m", "property foo=two words")
        .contains("property java.class.path=facts.jar")
        .contains("variable JAVA_TOOL_OPTIONS=" + TOOL_OPTIONS);
    assertSame(ours(java, typed, "run", "--jar", "facts.jar"), alone);
  }

  @Test
  void ofAGateGetsTheSame() throws Exception {
    String java = javas().getFirst();
    Set<String> alone = alone(java, List.of("-Xmx100m"));
    String[] gate = {"gate", "--base", "facts.jar", "--candidate", "facts.jar", "--rounds", "2"};
    assertSame(ours(java, List.of("-Xmx100m"), gate), alone);
  }

  @Test
  void hasTheArgumentsThatReplaceThoseThatWereTyped() throws Exception {
    String java = javas().getLast();
    String[] options = {
      "-jvmArgs", "-Xmx90m", "-jvmArgsPrepend", "-Da=b", "-jvmArgsAppend", "-Dc=d"
    };
    Set<String> alone = alone(java, List.of("-Xmx100m"), options);
    assertThat(alone)
        .contains("argument -Xmx90m", "argument -Da=b", "argument -Dc=d")
        .doesNotContain("argument -Xmx100m");
    String[] run =
        Stream.concat(Stream.of("run", "--jar", "facts.jar"), Stream.of(options))
            .toArray(String[]::new);
    assertSame(ours(java, List.of("-Xmx100m"), run), alone);
  }

  @Test
  void ofAResumedRunGetsWhatThatBeganWith() throws Exception {
    Path out = folder.resolve("resumed");
    String java = javas().getLast();
    List<String> command =
        squareoff(
            java,
            List.of("-Xmx100m"),
            "run",
            "--jar",
            "facts.jar",
            "-f",
            "1",
            "--out",
            out.toString());
    command.addAll(SHORT);
    Set<String> begun = factsOf(command, folder).getFirst();
    Path journal = out.resolve("journal.jsonl");
    Files.writeString(journal, Files.readAllLines(journal).getFirst() + "\n");
    List<String> resume = squareoff(java, List.of("-Xmx200m"), "run", "--resume", out.toString());
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    assertThat(factsOf(resume, elsewhere).getFirst())
        .filteredOn(fact -> !isMark(fact))
        .containsAll(begun.stream().filter(fact -> !isMark(fact)).toList());
    assertThat(said)
        .contains(
            "trials keep the JVM arguments that they began with (-Xmx100m), not those of this command (-Xmx200m)");
  }

  @Test
  void isRefusedWhereTheJavaThatWasTypedCannotLoadTheJar() throws Exception {
    String old = oldJava();
    Path copy =
        Files.copy(Path.of(System.getProperty("squareoff.jar")), folder.resolve("copy.jar"));
    List<String> command = squareoff(old, List.of(), "run", "--jar", "copy.jar", "Increment");
    assertThat(exit(command, folder)).as(said).isEqualTo(2);
    assertThat(said)
        .contains(
            "--jar " + copy + ": squareoff.suite.Increment needs Java 21 or newer, and " + old)
        .contains("-jvm " + RunProcess.ownJava());
  }

  @Test
  void ofOurOwnJarRunsOnTheJavaThatTheLauncherNamed() throws Exception {
    assertThat(exit(squareoff(oldJava(), List.of(), "run", "--dry-run"), folder)).isZero();
    assertThat(said).contains("is too old", RunProcess.ownJava()).doesNotContain("as typed");
  }

  @Test
  void runsOnTheJavaThatWasTypedAndItIsSaid() throws Exception {
    String old = oldJava();
    Set<String> facts = ours(old, List.of(), "run", "--jar", "facts.jar");
    assertThat(facts).contains("property java.home=" + Path.of(old).getParent().getParent());
    assertThat(said)
        .containsOnlyOnce("run: trials run on java 17")
        .contains("(" + old + "), as typed");
    assertThat(said).contains("JDK 17").doesNotContain("JDK " + Runtime.version().feature());
    String before = out.toString();
    ours(RunProcess.ownJava(), List.of("-Xmx100m"), "run", "--jar", "facts.jar");
    assertThat(CommandRun.of("compare", before, out.toString()).out())
        .containsPattern("(?m)^- base: .*JDK 17[^;]*(;|$)")
        .containsPattern(
            "(?m)^- candidate: .*JDK "
                + Runtime.version().feature()
                + "[^;]*, options [^;]*-Xmx100m")
        .doesNotContainPattern("(?m)^- both: .*JDK");
    assertThat(out.resolve("environment.json")).content().contains("-Xmx100m");
  }

  /** The java of this test, and where they are installed one of JDK 21 and one that is too old. */
  static List<String> javas() throws IOException {
    Set<String> javas = new LinkedHashSet<>(List.of(RunProcess.ownJava()));
    if (Files.isDirectory(JVMS)) {
      for (String version : List.of("21", "17")) {
        try (Stream<Path> homes = Files.list(JVMS)) {
          homes
              .filter(home -> home.getFileName().toString().contains(version))
              .map(home -> home.resolve("bin/java"))
              .filter(Files::isExecutable)
              .limit(1)
              .forEach(java -> javas.add(real(java)));
        }
      }
    }
    return List.copyOf(javas);
  }

  private static String real(Path java) {
    try {
      return java.toRealPath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String oldJava() throws IOException {
    String last = javas().getLast();
    assumeTrue(last.contains("17"), "skipped: no JDK 17 in " + JVMS);
    return last;
  }

  private static boolean isMark(String fact) {
    return fact.startsWith("variable SQUAREOFF_RUN=");
  }

  private static void assertSame(Set<String> ours, Set<String> alone) {
    assertThat(ours).filteredOn(ForkIT::isMark).hasSize(1);
    assertThat(ours).filteredOn(fact -> !isMark(fact)).containsExactlyInAnyOrderElementsOf(alone);
  }

  private Set<String> alone(String java, List<String> jvmArgs, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(jvmArgs);
    command.addAll(List.of("-jar", "facts.jar"));
    command.addAll(List.of(options));
    command.addAll(List.of("-f", "1"));
    command.addAll(SHORT);
    return factsOf(command, folder).getFirst();
  }

  private Set<String> ours(String java, List<String> jvmArgs, String... args) throws Exception {
    List<String> command = squareoff(java, jvmArgs, args);
    command.addAll(args[0].equals("run") ? List.of("-f", "1") : List.of());
    command.addAll(SHORT);
    out = Files.createTempDirectory(folder, "out");
    command.addAll(List.of("--out", out.toString()));
    return factsOf(command, folder).getFirst();
  }

  private static List<String> squareoff(String java, List<String> jvmArgs, String... args) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(jvmArgs);
    command.addAll(List.of("-jar", System.getProperty("squareoff.jar")));
    command.addAll(List.of(args));
    return command;
  }

  /** What the forks of a command have seen, each once; without what no two processes share. */
  private List<Set<String>> factsOf(List<String> command, Path from) throws Exception {
    assertThat(exit(command, from)).as(said).isIn(0, 3);
    List<Set<String>> forks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*facts-\\d+\\.txt")).toList()) {
        forks.add(comparable(Files.readAllLines(file)));
        Files.delete(file);
      }
    }
    assertThat(forks).as(said).isNotEmpty();
    return forks;
  }

  private int exit(List<String> command, Path from) throws Exception {
    Path output = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_TOOL_OPTIONS", TOOL_OPTIONS);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    return process.exitValue();
  }

  private static Set<String> comparable(List<String> facts) {
    Set<String> comparable = new TreeSet<>();
    for (String fact : facts) {
      if (fact.startsWith("stat ")) {
        // The nice value, the priority for real time, and the policy of the scheduler.
        String[] fields = fact.substring(fact.lastIndexOf(')') + 2).split(" ");
        comparable.add(
            "nice %s real-time %s policy %s".formatted(fields[16], fields[37], fields[38]));
      } else if (!fact.startsWith("status ")
          || fact.matches(
              "status (Umask|Sig(Blk|Ign|Cgt)|[UG]id|Cap\\w+|NoNewPrivs|Seccomp|Cpus_allowed):.*")) {
        comparable.add(
            fact.replaceAll("(ForkedMain \\S+) \\d+", "$1 PORT")
                .replaceAll("\\[\\d+]", "[NUMBER]")
                .replaceAll("/jmh\\d+", "/jmhNUMBER"));
      }
    }
    return comparable;
  }
}
