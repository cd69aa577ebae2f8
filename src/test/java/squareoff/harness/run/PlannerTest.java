package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;

class PlannerTest {

  private static final int CORES = 4;

  @TempDir static Path directory;
  private static Path jar;

  @BeforeAll
  static void buildJar() {
    jar = TestJar.build(directory, "trouble.jar", TestJar.troubleSources());
  }

  @Test
  void makesACellOfEveryCombinationOfValues() {
    assertThat(cells(selection("Shapes.parameterised")))
        .containsExactly(
            "trouble.Shapes.parameterised:avgt:t1?digit=1&letter=a",
            "trouble.Shapes.parameterised:avgt:t1?digit=2&letter=a",
            "trouble.Shapes.parameterised:avgt:t1?digit=1&letter=b",
            "trouble.Shapes.parameterised:avgt:t1?digit=2&letter=b");
  }

  @Test
  void makesACellOfEachThreadCountAndMode() {
    Selection selection =
        new Selection(
            Optional.empty(),
            List.of("Trouble.fine"),
            List.of(),
            List.of("avgt", "thrpt"),
            List.of("1", "max"),
            Map.of(),
            OptionalInt.of(1),
            List.of(),
            List.of(),
            Optional.empty());
    assertThat(cells(selection))
        .containsExactly(
            "trouble.Trouble.fine:avgt:t1",
            "trouble.Trouble.fine:avgt:t4",
            "trouble.Trouble.fine:thrpt:t1",
            "trouble.Trouble.fine:thrpt:t4");
  }

  @Test
  void countsTheThreadsOfGroupsAndAnnotationsAsJmhDoes() {
    assertThat(cells(selection("Shapes.grouped")))
        .containsExactly("trouble.Shapes.grouped:avgt:t3");
    assertThat(cells(selection("Shapes.twoThreads"))).allMatch(cell -> cell.contains(":t2?"));
  }

  @Test
  void namesTheBenchmarksWhereNoneMatches() {
    assertThatThrownBy(() -> cells(selection("Nothing")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("Nothing")
        .hasMessageContaining("trouble.Trouble.fine");
  }

  @Test
  void namesTheParametersWhereOneIsUnknown() {
    assertThatThrownBy(() -> cells(withParams(Map.of("lettre", List.of("a")))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("-p lettre")
        .hasMessageContaining("digit, letter");
  }

  @Test
  void refusesAValueThatJmhsCommandLineWouldSplit() {
    assertThatThrownBy(() -> cells(withParams(Map.of("letter", List.of("a,b")))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("splits at commas");
  }

  @Test
  void refusesABrokenRegularExpression() {
    assertThatThrownBy(() -> cells(selection("[")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("not a regular expression");
  }

  @Test
  void refusesOptionsThatTrialsSetThemselves() {
    for (String option : List.of("-rff", "-foe", "-f", "-o", "-t")) {
      assertThatThrownBy(() -> JmhOptions.parse(List.of(option, "1"), "behind --"))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining(option);
    }
  }

  @Test
  void refusesWhatJmhWouldRefuse() {
    assertThatThrownBy(() -> JmhOptions.parse(List.of("-wi", "few"), "options").checked("options"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("few");
  }

  @Test
  void letsLaterOptionsReplaceEarlierOnesAndAddsProfilers() {
    JmhOptions earlier = JmhOptions.parse(List.of("-wi", "1", "-prof", "gc"), "profile");
    JmhOptions later = JmhOptions.parse(List.of("-prof", "stack", "-wi", "5"), "options");
    assertThat(earlier.with(later).args())
        .containsExactly("-wi", "5", "-prof", "gc", "-prof", "stack");
  }

  @Test
  void expandsExpressionsOfProcessorsToPlainNumbers() {
    assertThat(Profile.numbers(List.of("1", "${cores}", "${2*cores}", "4"), CORES))
        .containsExactly("1", "4", "8");
    assertThat(Profile.numbers(List.of("${1..2*cores}"), 6))
        .containsExactly("1", "2", "4", "6", "8", "12");
  }

  @Test
  void readsAProfileThatAnyJarBringsAlong() throws Exception {
    Path own = Files.copy(jar, directory.resolve("with-profile.jar"));
    addProfile(
        own,
        "mine",
        """
        {"rounds": 3, "jmhArgs": ["-wi", "0"], "cells": [
          {"benchmark": "trouble.Shapes.parameterised", "params": {"letter": ["a"]},
           "threads": ["${cores}"], "jmhArgs": ["-i", "1"]}]}
        """);
    Planner.Cells cells = new Planner(open(own), profile("mine"), CORES).plan();
    assertThat(cells.rounds()).isEqualTo(3);
    assertThat(cells.cells().stream().map(cell -> cell.cell().toString()))
        .containsExactly(
            "trouble.Shapes.parameterised:avgt:t4?digit=1&letter=a",
            "trouble.Shapes.parameterised:avgt:t4?digit=2&letter=a");
    assertThat(cells.cells().getFirst().args()).containsSequence("-wi", "0", "-i", "1");
    assertThatThrownBy(() -> new Planner(open(own), profile("other"), CORES).plan())
        .hasMessageContaining("--profile other")
        .hasMessageContaining("mine");
  }

  @Test
  void refusesWhatIsNoJmhJar() throws Exception {
    Path plain = TestJar.buildWithoutJmh(directory, "plain.jar");
    assertThatThrownBy(() -> open(plain)).hasMessageContaining("META-INF/BenchmarkList");
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    assertThatThrownBy(() -> open(text)).hasMessageContaining("not a readable jar");
    assertThatThrownBy(() -> open(directory.resolve("none.jar"))).hasMessageContaining("no such");
  }

  @Test
  void explainsTheSilentTrapOfNewerCompilers() {
    Path empty =
        TestJar.buildWithoutBenchmarkList(directory, "unprocessed.jar", TestJar.troubleSources());
    assertThatThrownBy(() -> open(empty))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("annotationProcessorPaths");
  }

  private static void addProfile(Path jar, String name, String json) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path file = zip.getPath(Profile.FOLDER + name + ".json");
      Files.createDirectories(file.getParent());
      Files.write(file, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static BenchmarkJar open(Path path) {
    return BenchmarkJar.open(path, "--jar");
  }

  private static List<String> cells(Selection selection) {
    return new Planner(open(jar), selection, CORES)
        .plan().cells().stream().map(cell -> cell.cell().toString()).toList();
  }

  private static Selection selection(String include) {
    return new Selection(
        Optional.empty(),
        List.of(include),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Selection profile(String name) {
    return new Selection(
        Optional.of(name),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Selection withParams(Map<String, List<String>> params) {
    return new Selection(
        Optional.empty(),
        List.of("Shapes"),
        List.of(),
        List.of(),
        List.of(),
        params,
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
