package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Terms;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.SyntheticJournal;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/** Every command writes the same bytes in every locale: digits, points, signs and letters. */
class LocaleTest {

  private static final String SAMPLES = "src/test/resources/samples/";

  private final Locale before = Locale.getDefault();

  @TempDir static Path folder;

  private static Map<String, String> english;

  @BeforeAll
  static void recordARun() throws IOException {
    SyntheticJournal.write(
        folder.resolve("run.jsonl"),
        "here",
        Map.of("candidate", "00"),
        List.of("a.B.c:avgt:t1"),
        12,
        (cell, build, round) -> new double[] {1234.5 + round % 5, 1234.5 - round % 3});
  }

  @BeforeAll
  static void recordAGate() {
    List<String> cells = List.of("a.B.slow:avgt:t1?size=1000", "a.B.same:thrpt:t1?size=1000");
    Terms terms = new Terms(Policy.DEFAULT, 3600, true, true, List.of(), List.of());
    Plan plan =
        SyntheticGate.plan(42, 12, cells.stream().map(SyntheticGate::cell).toList())
            .withGate(terms.toMap());
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new ArrayList<>();
    for (List<Trial> next = course.next(List.of());
        !next.isEmpty();
        next = course.next(List.copyOf(trials))) {
      for (Trial trial : next) {
        double ratio = trial.build().equals("base") ? 1 : 1.25;
        double score = (1234.5 + trials.size() % 7) * ratio;
        trials.add(SyntheticGate.measured(trial, trials.size(), 1.5, score, score * 1.01));
      }
    }
    SyntheticGate.write(folder.resolve("gate.jsonl"), plan, trials);
  }

  @AfterEach
  void backToTheLocaleOfTheTests() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "ar-EG", "de-DE", "tr-TR", "hi-IN-u-nu-deva", "fr-CH"})
  void saysTheSame(String locale) throws IOException {
    if (english == null) {
      english = everything(Locale.ENGLISH);
    }
    Map<String, String> other = everything(Locale.forLanguageTag(locale));

    assertThat(english)
        .hasSizeGreaterThan(18)
        .allSatisfy((name, text) -> assertThat(text).isNotBlank());
    assertThat(english.get("gate")).contains("slower");
    other.forEach((name, text) -> assertThat(text).as(name).isEqualTo(english.get(name)));
  }

  /** The whole program, from its first line on. */
  @Test
  void theProgramItselfSaysTheSame() throws Exception {
    Path file = folder.resolve("out");
    String report = SAMPLES + "jmh1.37-ragged-forks.json";
    List<String> said = new ArrayList<>();
    for (String jvmArgs : List.of("-Duser.language=en", "-Duser.language=ar -Duser.country=EG")) {
      List<String> command = new ArrayList<>(List.of(RunProcess.ownJava()));
      command.addAll(List.of(jvmArgs.split(" ")));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("squareoff.launch.Launcher", "report", "--noise", report));
      Process process = new ProcessBuilder(command).redirectOutput(file.toFile()).start();
      assertThat(process.waitFor()).isZero();
      said.add(Files.readString(file));
    }
    assertThat(said.get(1)).isNotBlank().isEqualTo(said.get(0));
  }

  private static Map<String, String> everything(Locale locale) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    String sample = SAMPLES + "jmh1.37-all-modes-NaN.json";
    String other = SAMPLES + "jmh1.37-ragged-forks.json";
    for (String format :
        List.of("markdown", "html", "csv", "json", "jmh", "openmetrics", "otava")) {
      said.put(format, out(locale, "report", "--format", format, sample, other));
    }
    said.put("noise", out(locale, "report", "--noise", "results/quick"));
    String gab = folder.resolve("gab.json").toString();
    out(locale, "report", "--format", "github-action-benchmark", "-o", gab, sample);
    out(locale, "report", "--charts", folder.resolve("charts").toString(), "results/quick");
    String before = "src/test/resources/compare/before.json";
    String after = "src/test/resources/compare/after.json";
    for (String format : List.of("markdown", "json", "csv")) {
      said.put("compare " + format, out(locale, "compare", "--format", format, before, after));
    }
    said.put(
        "gate",
        out(
            locale,
            "gate",
            "--replay",
            folder.resolve("gate.jsonl").toString(),
            "--junit",
            folder.resolve("junit.xml").toString(),
            "--json",
            folder.resolve("verdicts.json").toString(),
            "--html",
            folder.resolve("gate.html").toString()));
    said.put(
        "simulate",
        out(
            locale,
            "simulate",
            "--suites",
            "20",
            "--cells",
            "2",
            "--shape",
            "t3",
            "--noise",
            "3%"));
    said.put(
        "audit", out(locale, "audit", "--resamples", "20", folder.resolve("run.jsonl").toString()));
    said.put("dry run", out(locale, "gate", "--help"));
    said.put("refused", err(locale, "gate", "--tolerance", "7.5"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().endsWith(".jsonl")) {
          said.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return said;
  }

  private static String out(Locale locale, String... args) {
    Locale.setDefault(locale);
    CommandRun run = CommandRun.of(args);
    assertThat(run.exit()).as(run.err()).isIn(0, 10, 3);
    return run.out() + "|" + run.err();
  }

  private static String err(Locale locale, String... args) {
    Locale.setDefault(locale);
    return CommandRun.of(args).err();
  }
}
