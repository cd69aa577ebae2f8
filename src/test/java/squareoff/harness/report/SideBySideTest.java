package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.node.ObjectNode;

class SideBySideTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/sides");
  private static final String CPU = "squareoff.suite.CpuBoundSquares.run";
  private static final String LOST = "squareoff.suite.LostUpdates.increment";

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  private static List<JmhEntry> entries(double factor, String... strategies) {
    List<JmhEntry> entries = new ArrayList<>();
    double score = 0.04;
    for (String strategy : strategies) {
      for (String workers : List.of("2", "10")) {
        Map<String, String> params = Map.of("strategy", strategy, "workers", workers);
        entries.add(Synthetic.entry(CPU, "avgt", score * factor, 5, params));
      }
      score /= 2;
    }
    Map<String, String> lock = Map.of("lock", "none");
    Map<String, Double> lost = Map.of("lostFraction", 0.4);
    entries.add(Synthetic.entry(LOST, "thrpt", 2e8 / factor, 3, lock, lost));
    return entries;
  }

  private static Source source(String name, List<JmhEntry> entries, Map<Cell, CellNotes> notes) {
    return new Source(name, entries, notes, List.of("AMD EPYC 7B13, 2 cores", "JDK 25.0.3"));
  }

  private static Cell cell(String strategy, String workers) {
    return new Cell(
        CPU, "avgt", 1, new TreeMap<>(Map.of("strategy", strategy, "workers", workers)));
  }

  @Test
  void putsTwoSourcesBesideEachOther() throws IOException {
    Source before = source("before.json", entries(1, "sequential", "platform"), Map.of());
    Source after = source("after.json", entries(1.1, "sequential"), Map.of());

    assertGolden("two.md", SideBySide.render(List.of(before, after), Synthetic.SUITE));
  }

  @Test
  void putsThreeSourcesBesideEachOtherWithTheirNotesAndMachines() throws IOException {
    Source before = source("before", entries(1, "sequential", "platform"), Map.of());
    Map<Cell, CellNotes> notes =
        Map.of(
            cell("sequential", "2"),
            new CellNotes(0, List.of(), List.of(new Disturbance(0.03, "steal 3.0 %"))),
            cell("platform", "10"),
            new CellNotes(5, List.of("JMH ended with exit code 1"), List.of()));
    List<JmhEntry> withoutOne = new ArrayList<>(entries(0.8, "sequential", "platform"));
    withoutOne.remove(3);
    Source middle = source("middle", withoutOne, notes);
    Source after = Source.ofFile("after", entries(1.1, "sequential", "platform"));

    assertGolden("three.md", SideBySide.render(List.of(before, middle, after), Synthetic.SUITE));
  }

  @Test
  void showsACellThatASourceHoldsTwiceInRowsOfTheirOwn() {
    List<JmhEntry> twice = new ArrayList<>(entries(1, "sequential"));
    twice.add(twice.getFirst());
    Source one = Source.ofFile("one", entries(1, "sequential"));

    String report = SideBySide.render(List.of(one, Source.ofFile("twice", twice)), Synthetic.SUITE);

    assertThat(report.lines().filter(line -> line.matches("\\| +2 \\|.*"))).hasSize(2);
    assertThat(report)
        .containsPattern("\\| +2 \\| +- \\| +- \\| +[0-9.]+ \\| +[0-9.]+ \\| +- \\| - / 5 ‡")
        .contains("- ‡ measured more than once in this input");
  }

  @Test
  void comparesTimesInDifferentUnitsInOne() {
    JmhEntry seconds = Synthetic.entry("a.B.c", "avgt", 0.5, 3, Map.of());
    ObjectNode json = Synthetic.entry("a.B.c", "avgt", 500, 3, Map.of()).json().deepCopy();
    json.withObject("/primaryMetric").put("scoreUnit", "ms/op");
    JmhEntry millis = JmhEntry.of(json, "test");

    String report =
        SideBySide.render(
            List.of(Source.ofFile("s", List.of(seconds)), Source.ofFile("ms", List.of(millis))),
            Synthetic.SUITE);

    assertThat(report).contains("s, ms/op").contains("ms, ms/op");
    assertThat(report).containsPattern("\\| 1\\.0+ \\(0\\.9\\d+–1\\.0\\d+\\) \\|");
  }

  /** By what JMH's results say of it, and by what only a journal does. */
  @Test
  void hasNoRatioOfResultsThatWereNotMeasuredAlike() {
    JmhEntry plain = Synthetic.entry("a.B.c", "avgt", 0.5, 3, Map.of());
    ObjectNode json = plain.json().deepCopy();
    json.put("measurementBatchSize", 1);
    JmhEntry one = JmhEntry.of(json.deepCopy(), "test");
    json.put("measurementBatchSize", 500);
    JmhEntry many = JmhEntry.of(json, "test");
    Map<Cell, CellNotes> loops =
        Map.of(
            plain.cell(),
            new CellNotes(0, List.of(), List.of(), Set.of(Map.of(Conditions.OPERATIONS, "1000"))));
    Map<Cell, CellNotes> single =
        Map.of(
            plain.cell(),
            new CellNotes(0, List.of(), List.of(), Set.of(Map.of(Conditions.OPERATIONS, "1"))));

    String batches =
        SideBySide.render(
            List.of(source("a", List.of(one), Map.of()), source("b", List.of(many), Map.of())),
            Synthetic.SUITE);
    String operations =
        SideBySide.render(
            List.of(source("a", List.of(one), loops), source("b", List.of(one), single)),
            Synthetic.SUITE);
    String alike =
        SideBySide.render(
            List.of(source("a", List.of(one), loops), source("b", List.of(one), loops)),
            Synthetic.SUITE);

    assertThat(batches)
        .containsPattern("\\| +- \\| 3 / 3 ‡")
        .contains("- ‡ no ratio to the first, the base: not measured alike: batch size 1 in the")
        .contains("base, 500 in the candidate");
    assertThat(operations)
        .containsPattern("\\| +- \\| 3 / 3 ‡")
        .contains("operations per invocation 1000 in the base, 1 in the candidate");
    assertThat(alike).containsPattern("\\| 3 / 3 +\\|").doesNotContain("no ratio");
  }

  @Test
  void saysThatAThroughputThatRisesIsFaster() {
    Source slow =
        Source.ofFile("slow", List.of(Synthetic.entry("a.B.c", "thrpt", 100, 5, Map.of())));
    Source fast =
        Source.ofFile("fast", List.of(Synthetic.entry("a.B.c", "thrpt", 200, 5, Map.of())));

    assertThat(SideBySide.render(List.of(slow, fast), Synthetic.SUITE))
        .containsPattern("\\| 0\\.50+ \\(0\\.4\\d+–0\\.5\\d+\\) \\|")
        .contains("below 1 is faster");
  }

  @Test
  void keepsHostileNamesInertAndTellsEqualOnesApart() throws IOException {
    List<JmhEntry> entries = entries(1, "sequential");
    List<Source> sources =
        List.of(
            Source.ofFile("<script>alert(1)</script>|\u001b[2J", entries),
            Source.ofFile("`[x](https://example.org) %s %n `", entries),
            Source.ofFile("same", entries),
            Source.ofFile("same", entries),
            Source.ofFile("x".repeat(10_000), entries));

    String report = SideBySide.render(sources, Synthetic.SUITE);

    assertGolden("hostile.md", report);
    assertThat(report).contains("same (3)", "same (4)").doesNotContain("<script>", "\u001b");
    assertThat(report.lines().map(String::length)).allMatch(length -> length < 3000);
  }
}
