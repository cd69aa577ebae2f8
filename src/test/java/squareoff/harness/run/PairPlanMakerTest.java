package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;

class PairPlanMakerTest {

  @TempDir static Path directory;
  private static Path base;
  private static Path candidate;
  private static Path before;
  private static Path after;

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
    before = measuredJar("before.jar", measured(500, "AverageTime", 1, 1));
    after = measuredJar("after.jar", measured(1000, "Throughput", 4, 2));
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

  private static String measured(int number, String mode, int threads, int group) {
    return """
    package p;
    import org.openjdk.jmh.annotations.*;
    @State(Scope.Benchmark) @BenchmarkMode(Mode.AverageTime)
    public class Measured {
      @Benchmark public int alike() { return 1; }
      @Benchmark @Measurement(batchSize = %d) public int batch() { return 1; }
      @Benchmark @OperationsPerInvocation(%d) public int loop() { return 1; }
      @Benchmark @BenchmarkMode(Mode.%s) public int mode() { return 1; }
      @Benchmark @Threads(%d) public int threads() { return 1; }
      @Benchmark @Group("g") @GroupThreads(%d) public int one() { return 1; }
      @Benchmark @Group("g") @GroupThreads(%d) public int two() { return 1; }
      @Benchmark @Fork(jvmArgsAppend = "-Dn=%d") @Warmup(iterations = %d, batchSize = %d)
      public int circumstances() { return 1; }
    }
    """
        .formatted(number, number, mode, threads, group, 4 - group, number, number, number);
  }

  private static Path measuredJar(String name, String source) {
    return TestJar.build(directory, name, Map.of("p.Measured", source));
  }

  @Test
  void whatWouldMeanAnotherThingIsKnownBeforeAnyTrial() {
    PairPlanMaker.Pair pair = pair(before, after, selection(Optional.empty()));

    assertThat(cells(pair.plan()))
        .containsExactlyInAnyOrder("p.Measured.alike:avgt:t1", "p.Measured.circumstances:avgt:t1");
    Map<String, String> why = new TreeMap<>();
    pair.incomparable().forEach((cell, found) -> why.put(cell.toString(), found.reason()));
    String reason = "not measured alike: ";
    String sides = " in the base, %s in the candidate";
    assertThat(why)
        .containsOnly(
            Map.entry(
                "p.Measured.batch:avgt:t1", reason + "batch size 500" + sides.formatted(1000)),
            Map.entry(
                "p.Measured.loop:avgt:t1",
                reason + "operations per invocation 500" + sides.formatted(1000)),
            Map.entry("p.Measured.mode:avgt:t1", reason + "mode avgt" + sides.formatted("thrpt")),
            Map.entry("p.Measured.threads:avgt:t1", reason + "threads 1" + sides.formatted(4)),
            Map.entry(
                "p.Measured.g:avgt:t4",
                reason + "threads of a group 1,3" + sides.formatted("2,2")));
    assertThat(pair.onlyInBase()).isEmpty();
    assertThat(pair.onlyInCandidate()).isEmpty();
  }

  /** What a run of each jar alone would let compare find out. */
  @Test
  void trialsRecordWhatJmhDoesNotSayOfThem() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "# Blackhole mode: compiler (auto)\n");
    Plan plan = pair(before, after, selection(Optional.empty(), "alike")).plan();
    TrialFacts facts = new TrialFacts(plan);
    for (String mode : List.of("avgt", "ss")) {
      PlannedCell group = SyntheticGate.cell("p.Measured.g:" + mode + ":t4");
      PlannedCell loop = SyntheticGate.cell("p.Measured.loop:" + mode + ":t1");
      assertThat(facts.of(new Trial(group, Plan.BASE, 0), log))
          .isEqualTo(
              Map.of(
                  Conditions.BLACKHOLE_MODE, "compiler",
                  Conditions.OPERATIONS, "1",
                  Conditions.GROUPS, "1,3"));
      assertThat(facts.of(new Trial(group, Plan.CANDIDATE, 0), log))
          .containsEntry(Conditions.GROUPS, "2,2");
      assertThat(facts.of(new Trial(loop, Plan.BASE, 0), log))
          .isEqualTo(Map.of(Conditions.BLACKHOLE_MODE, "compiler", Conditions.OPERATIONS, "500"));
    }
  }

  @Test
  void whatTheCommandLineSaysIsTheSameForBoth() {
    Selection said =
        new Selection(
            Optional.empty(),
            List.of("batch", "loop", "mode", "threads"),
            List.of(),
            List.of("ss"),
            List.of("2"),
            Map.of(),
            OptionalInt.empty(),
            List.of(),
            List.of("-bs", "7", "-opi", "3"),
            Optional.empty());
    PairPlanMaker.Pair pair = pair(before, after, said);
    assertThat(pair.plan().cells()).hasSize(4);
    assertThat(pair.incomparable()).isEmpty();
  }

  @Test
  void versionsOfJmhThatChooseOtherBlackholesNeedNoTrialUnlessTheyMayBeToldWhich()
      throws Exception {
    Path old = ofJmh("1.28", after);
    Path other = ofJmh("1.36", after);

    PairPlanMaker.Pair pair = pair(old, after, selection(Optional.empty()));

    assertThat(pair.plan().cells()).isEmpty();
    assertThat(pair.incomparable().values())
        .hasSize(7)
        .containsOnly(
            new Differences(
                List.of(
                    "blackholes full + dont-inline hint in the base, compiler in the candidate"),
                List.of("measured with another JMH: 1.28, 1.37")));
    assertThat(pair(other, after, selection(Optional.empty())).incomparable()).isEmpty();
    TypedJava told = new TypedJava(HostJvm.ownJava(), List.of("-Djmh.blackhole.autoDetect=false"));
    assertThat(pair(old, after, selection(Optional.empty()), told).plan().cells()).hasSize(7);
    Map<String, String> variables = Map.of("_JAVA_OPTIONS", "-Djmh.blackhole.autoDetect=false");
    assertThat(
            pair(old, after, selection(Optional.empty()), TypedJava.ours(), variables)
                .plan()
                .cells())
        .hasSize(7);
    assertThat(pair(ofJmh("", after), after, selection(Optional.empty())).plan().cells())
        .hasSize(7);
  }

  /** The same jar, whose JMH calls itself another version; of an empty one it has none. */
  private static Path ofJmh(String version, Path jar) throws Exception {
    Path other = directory.resolve("jmh-" + version + ".jar");
    Files.copy(jar, other, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(other)) {
      if (version.isEmpty()) {
        Files.delete(zip.getPath("jmh.properties"));
      } else {
        Files.writeString(zip.getPath("jmh.properties"), "jmh.version=" + version + "\n");
      }
    }
    return other;
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
    return pair(base, candidate, selection, TypedJava.ours());
  }

  private static PairPlanMaker.Pair pair(
      Path base, Path candidate, Selection selection, TypedJava typed) {
    return pair(base, candidate, selection, typed, Map.of());
  }

  private static PairPlanMaker.Pair pair(
      Path base,
      Path candidate,
      Selection selection,
      TypedJava typed,
      Map<String, String> environment) {
    return new PairPlanMaker(
            BenchmarkJar.open(base, "--base"),
            BenchmarkJar.open(candidate, "--candidate"),
            selection,
            environment)
        .plan(42, 6, Optional.empty(), typed);
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
