package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.compare.Invented.about;
import static squareoff.harness.compare.Invented.time;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.compare.Invented;
import squareoff.harness.result.JmhFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What compare says of few trials, of several tests, and of differences that are next to nothing.
 */
class CompareFewTrialsTest {
  @TempDir Path directory;

  private Path file(String name, Invented... results) {
    Path file = directory.resolve(name);
    JmhFile.write(file, Stream.of(results).map(Invented::entry).toList());
    return file;
  }

  private static JsonNode json(String... args) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    all.addAll(List.of("--format", "json"));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.err().lines().filter(line -> !line.contains("of format 1"))).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void saysHowManyTrialsAreNeededWhereThereAreTooFew() {
    String base =
        file("b.json", time("a.B.c", about(10, 2)), time("a.B.d", about(10, 2))).toString();
    String other =
        file("o.json", time("a.B.c", about(20, 2)), time("a.B.d", about(20, 2))).toString();

    CommandRun run = CommandRun.of("compare", base, other);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("2 cells: all not judged, with too few trials.")
        .contains("Too few trials to judge any cell", "it takes 3 a side in each of 2 cells")
        .containsPattern("\\| not judged \\| 2\\+2 ")
        .doesNotContain("| ~ ");
  }

  @Test
  void saysWhichTestJudgedWhereTheyAreSeveral() {
    List<Invented> before = new ArrayList<>();
    List<Invented> after = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      before.add(time("a.B.c" + i, about(10, i < 4 ? 9 : 3)));
      after.add(time("a.B.c" + i, about(20, i < 4 ? 9 : 3)));
    }
    String base = file("b.json", before.toArray(Invented[]::new)).toString();
    String other = file("o.json", after.toArray(Invented[]::new)).toString();

    assertThat(CommandRun.of("compare", base, other).out())
        .contains("8 cells: all slower.")
        .contains("exact permutation test of the trials' means; where noted, moderated t-test")
        .contains(
            "A cell's noise counts as its own, or as that which about one cell in ten exceeds")
        .contains("its level does not hold where the machine drifted from one file to the other")
        .containsPattern("\\| 3\\+3 ‡")
        .containsPattern("- ‡ p by the moderated t-test");
    assertThat(json(base, other).at("/cells/7/test").asString()).isEqualTo("moderated t-test");
  }

  @Test
  void aFloorIsAnAmountInAUnitOfTheNumbers() {
    String base = file("b.json", time("a.B.c", about(10, 5))).toString();
    String other = file("o.json", time("a.B.c", about(11, 5))).toString();

    assertThat(CommandRun.of("compare", base, other, "--floor", "2ns/op").exit()).isZero();
    assertThat(CommandRun.of("compare", base, other, "--floor", "0.5ns/op").exit()).isEqualTo(10);
    refused("--floor 2: score is measured in s/op", base, other, "--floor", "2");
    refused("--floor 2B/op: score is measured in s/op", base, other, "--floor", "2B/op");
    refused("--floor much: an amount", base, other, "--floor", "much");
  }

  private static void refused(String message, String... args) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exit()).as(List.of(args) + " said: " + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
