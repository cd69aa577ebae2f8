package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;

/** Every wrong command line ends with 2 and a message that names what was found. */
class BadInputTest {

  @TempDir static Path shared;
  @TempDir Path directory;
  private static String jar;

  @BeforeAll
  static void buildJar() {
    jar = TestJar.build(shared, "trouble.jar", TestJar.troubleSources()).toString();
  }

  @Test
  void namesTheOptionThatIsWrong() {
    refused("-p lettre", "run", "--jar", jar, "-p", "lettre=a");
    refused("-p letter", "run", "--jar", jar, "-p", "letter");
    refused("-t none", "run", "--jar", jar, "-t", "1,none");
    refused("-bm fast", "run", "--jar", jar, "-bm", "fast");
    refused("-f 0", "run", "--jar", jar, "-f", "0");
    refused("of option wi", "run", "--jar", jar, "-wi", "few");
    refused("--trial-timeout 0s", "run", "--jar", jar, "--trial-timeout", "0s");
    refused("--profile quick", "run", "--jar", jar, "--profile", "quick");
    refused("-jvm /no/java", "run", "--jar", jar, "-jvm", "/no/java");
    refused("'--colour'", "run", "--jar", jar, "--colour");
    refused("behind --: -rff", "run", "--jar", jar, "--", "-rff", "mine.json");
    refused("behind --: -wi is given twice", "run", "--jar", jar, "--", "-wi", "1", "-wi", "2");
    refused("behind --: -rff", "run", "--jar", jar, "--", "--rff", "mine.json");
    refused("behind --: -tg", "run", "--jar", jar, "--", "-tg", "1,1");
    refused("behind --: -jvm", "run", "--jar", jar, "--", "-jvm", "java");
    refused("-t: an empty thread count", "run", "--jar", jar, "-t", "1,,2");
    refused("-f 20000", "run", "--jar", jar, "-f", "20000");
    refused("\"Nonsense\" matches no", "run", "--jar", jar, "Trouble.fine", "Nonsense");
    refused("Missing value of -jvmArgs", "run", "--jar", jar, "-jvmArgs");
    refused("'--nonsense'", "report", "x.json", "--nonsense");
    refused("--retry-failed goes with --resume", "run", "--jar", jar, "--retry-failed");
    refused("nothing to report", "report");
  }

  @Test
  void namesTheFileThatIsWrong() throws IOException {
    refused("/no/such.jar: no such file", "run", "--jar", "/no/such.jar");
    refused("no journal.jsonl", "run", "--resume", directory.toString());
    refused("no journal.jsonl", "report", directory.toString());
    refused("none.json", "report", directory.resolve("none.json").toString());
    Path results = Path.of("src/test/resources/samples/jmh1.37-ragged-forks.json");
    refused(
        "--noise with --format csv", "report", results.toString(), "--noise", "--format", "csv");
    refused("--claims no.json: no such file", "report", results.toString(), "--claims", "no.json");
    Path claims = Files.writeString(directory.resolve("claims.json"), "{\"claims\": [{}]}");
    refused(
        claims + ", claim 1: \"id\" is missing",
        "report",
        results.toString(),
        "--claims",
        claims.toString());
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    refused(file + "/out", "run", "--jar", jar, "--out", file + "/out");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void takesNoDirectoryThatHoldsSomething() throws IOException {
    Path kept = Files.writeString(directory.resolve("notes.txt"), "mine");
    refused("is not empty", "run", "--jar", jar, "--out", directory.toString());
    assertThat(kept).hasContent("mine");
    assertThat(directory.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void takesNoOtherOptionsWhenItResumes() {
    refused("takes no -f", "run", "--resume", "x", "-f", "3");
  }

  @Test
  void takesJvmArgumentsThatLookLikeOptions() {
    CommandRun run =
        CommandRun.of("run", "--jar", jar, "Trouble.fine", "-jvmArgs", "-ea", "--dry-run");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("-jvmArgs -ea");
  }

  @Test
  void namesTheBenchmarksThatCannotBeRunAndHowToLeaveThemOut() {
    String odd =
        """
        package odd;
        import org.openjdk.jmh.annotations.*;
        @State(Scope.Benchmark)
        public class Odd {
          @Param({"a,b", "c"}) public String text;
          @Benchmark public int odd() { return text.length(); }
        }
        """;
    String path =
        TestJar.build(
                directory,
                "odd.jar",
                Map.of(
                    "odd.Odd",
                    odd,
                    "fine.Fine",
                    "package fine; public class Fine {"
                        + " @org.openjdk.jmh.annotations.Benchmark public int fine() { return 1; } }"))
            .toString();
    refused("-e '^odd.Odd.odd$'", "run", "--jar", path);
    assertThat(CommandRun.of("run", "--jar", path, "-e", "^odd.Odd.odd$", "--dry-run").exit())
        .isZero();
  }

  @Test
  void writesNothingOnADryRun() {
    Path out = directory.resolve("out");
    CommandRun run =
        CommandRun.of(
            "run", "--jar", jar, "Trouble.fine", "-t", "1,2", "--dry-run", "--out", out.toString());
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines())
        .startsWith("trouble.Trouble.fine:avgt:t1", "trouble.Trouble.fine:avgt:t2")
        .anyMatch(line -> line.startsWith("2 cells, 1 trial each: 2 trials"))
        .anyMatch(line -> line.contains("-jar " + jar + " '^\\Qtrouble.Trouble.fine\\E$'"));
    assertThat(out).doesNotExist();
  }

  private static void refused(String message, String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.exit()).as(List.of(args) + " said: " + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
