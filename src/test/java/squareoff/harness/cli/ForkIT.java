package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;

/**
 * A fork of ours holds against one of JMH alone, of the same jar by the same java: all that a
 * benchmark can see of its process is the same but for the mark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForkIT {

  private static final List<String> SHORT = List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "10ms");

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

  private Path folder;

  @BeforeAll
  void build(@TempDir Path temporary) {
    folder = temporary;
    TestJar.build(folder, "facts.jar", Map.of("facts.Facts", FACTS));
  }

  @Test
  void getsWhatJmhAloneWouldGiveItAndTheMark() throws Exception {
    Set<String> alone = alone(RunProcess.ownJava(), List.of());
    Set<String> ours = ours(RunProcess.ownJava(), List.of(), "run", "--jar", jar());
    assertThat(ours).filteredOn(ForkIT::isMark).hasSize(1);
    assertThat(ours).filteredOn(fact -> !isMark(fact)).containsExactlyInAnyOrderElementsOf(alone);
    assertThat(alone).contains("property java.class.path=" + jar());
  }

  private String jar() {
    return folder.resolve("facts.jar").toString();
  }

  private static boolean isMark(String fact) {
    return fact.startsWith("variable SQUAREOFF_RUN=");
  }

  private Set<String> alone(String java, List<String> jvmArgs) throws Exception {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(jvmArgs);
    command.addAll(List.of("-jar", jar()));
    command.addAll(SHORT);
    return factsOf(command).getFirst();
  }

  private Set<String> ours(String java, List<String> jvmArgs, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(jvmArgs);
    command.addAll(List.of("-jar", System.getProperty("squareoff.jar")));
    command.addAll(List.of(args));
    command.addAll(SHORT);
    Path out = Files.createTempDirectory(folder, "out");
    command.addAll(List.of("--out", out.toString()));
    return factsOf(command).getFirst();
  }

  /** What the forks of a command have seen, each once; without what no two processes share. */
  private List<Set<String>> factsOf(List<String> command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    List<Set<String>> forks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*facts-\\d+\\.txt")).toList()) {
        forks.add(comparable(Files.readAllLines(file)));
        Files.delete(file);
      }
    }
    assertThat(forks).as(Files.readString(said)).isNotEmpty();
    return forks;
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
