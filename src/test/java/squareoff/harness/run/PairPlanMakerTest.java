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

class PairPlanMakerTest {

  @TempDir static Path directory;
  private static Path base;
  private static Path candidate;

  private static String source(String name, String fields, String... methods) {
    StringBuilder text =
        new StringBuilder("package p;\nimport org.openjdk.jmh.annotations.*;\n")
            .append("@State(Scope.Thread) public class %s {\n%s\n".formatted(name, fields));
    for (String method : methods) {
      text.append("@Benchmark public int %s() { return 1; }\n".formatted(method));
    }
    return text.append("}\n").toString();
  }

  @BeforeAll
  static void buildJars() throws Exception {
    base =
        TestJar.build(
            directory,
            "base.jar",
            Map.of(
                "p.Map",
                source(
                    "Map",
                    "@Param(\"1\") int a; @Param({\"1\", \"2\"}) int b; @Param({\"x\"}) String c;",
                    "get",
                    "gone")));
    candidate =
        TestJar.build(
            directory,
            "candidate.jar",
            Map.of(
                "p.Map",
                source(
                    "Map",
                    "@Param({\"1\", \"2\"}) int a; @Param(\"1\") int b; @Param({\"x\"}) String c;",
                    "get",
                    "added")));
    addProfile(
        candidate,
        """
        {"rounds": 3, "jmhArgs": ["-wi", "1", "-i", "7", "-r", "10ms"], "cells": [
          {"benchmark": "p.Map.added", "params": {"a": ["1"]}},
          {"benchmark": "p.Map.get", "params": {"a": ["1"], "b": ["2", "9"]}}]}
        """);
  }

  @Test
  void plansWhatBothJarsHaveAndListsTheRest() {
    PairPlanMaker.Pair pair = pair(base, candidate, selection(Optional.empty(), "Map"));
    assertThat(cells(pair.plan())).containsExactly("p.Map.get:avgt:t1?a=1&b=1&c=x");
    assertThat(pair.onlyInBase())
        .extracting(Object::toString)
        .containsExactly(
            "p.Map.get:avgt:t1?a=1&b=2&c=x",
            "p.Map.gone:avgt:t1?a=1&b=1&c=x",
            "p.Map.gone:avgt:t1?a=1&b=2&c=x");
    assertThat(pair.onlyInCandidate())
        .extracting(Object::toString)
        .containsExactly(
            "p.Map.added:avgt:t1?a=1&b=1&c=x",
            "p.Map.added:avgt:t1?a=2&b=1&c=x",
            "p.Map.get:avgt:t1?a=2&b=1&c=x");
    assertThat(pair.plan().builds()).containsOnlyKeys("base", "candidate");
    assertThat(pair.plan().builds().get("base").jar()).isEqualTo(base.toString());
  }

  @Test
  void saysEveryValueThatIsTheOnlyDefaultOfOneJarButNotOfTheOther() {
    PlannedCell cell =
        pair(base, candidate, selection(Optional.empty(), "Map")).plan().cells().getFirst();
    assertThat(cell.args()).containsSequence("-p", "a=1").containsSequence("-p", "b=1");
    assertThat(cell.args()).doesNotContain("c=x");
  }

  @Test
  void givesTrialsTimesOfItsOwnWhereNothingSaysThem() {
    PlannedCell cell =
        pair(base, candidate, selection(Optional.empty(), "Map")).plan().cells().getFirst();
    assertThat(cell.args()).containsSequence("-wi", "5").containsSequence("-r", "200ms");
    assertThat(cell.seconds()).isEqualTo(2);
  }

  @Test
  void takesTheProfileOfTheCandidateThoughTheBaseLacksSomeOfIt() {
    PairPlanMaker.Pair pair = pair(base, candidate, selection(Optional.of("mine")));
    assertThat(cells(pair.plan()))
        .containsExactly("p.Map.get:avgt:t1?a=1&b=2&c=x", "p.Map.get:avgt:t1?a=1&b=9&c=x");
    assertThat(pair.plan().cells()).allMatch(cell -> cell.option("-i").orElse("").equals("7"));
    assertThat(pair.onlyInBase()).isEmpty();
    assertThat(pair.onlyInCandidate()).hasSize(1);
    assertThatThrownBy(() -> pair(candidate, base, selection(Optional.of("mine"))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--profile mine");
  }

  @Test
  void refusesJarsWithoutACommonCell() {
    Path other =
        TestJar.build(directory, "other.jar", Map.of("p.Other", source("Other", "", "get")));
    assertThatThrownBy(() -> pair(base, other, selection(Optional.empty())))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--base " + base)
        .hasMessageContaining("--candidate " + other)
        .hasMessageContaining("no cell in common")
        .hasMessageContaining("p.Other.get:thrpt:t1")
        .hasMessageContaining("p.Map.get");
  }

  @Test
  void refusesAJarThatIsNotOfJmhAndSaysWhichOptionNamedIt() {
    Path plain = TestJar.buildWithoutJmh(directory, "plain.jar");
    assertThatThrownBy(() -> BenchmarkJar.open(plain, "--base"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--base " + plain)
        .hasMessageContaining("META-INF/BenchmarkList");
  }

  private static PairPlanMaker.Pair pair(Path base, Path candidate, Selection selection) {
    return new PairPlanMaker(
            BenchmarkJar.open(base, "--base"),
            BenchmarkJar.open(candidate, "--candidate"),
            selection)
        .plan(42, 6, Optional.empty(), TypedJava.ours());
  }

  private static List<String> cells(Plan plan) {
    return plan.cells().stream().map(cell -> cell.cell().toString()).toList();
  }

  private static Selection selection(Optional<String> profile, String... includes) {
    return new Selection(
        profile,
        List.of(includes),
        List.of(),
        includes.length == 0 ? List.of() : List.of("avgt"),
        List.of(),
        Map.of(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static void addProfile(Path jar, String json) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path file = zip.getPath(Profile.FOLDER + "mine.json");
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          json.replace("\"params\"", "\"modes\": [\"avgt\"], \"params\"")
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
