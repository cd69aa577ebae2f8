package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhFileTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  @TempDir Path directory;

  private static List<JmhEntry> sample(String name) {
    return JmhFile.read(SAMPLES.resolve(name));
  }

  private static List<JmhEntry> text(String json) {
    return JmhFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "x.json");
  }

  @Test
  void readsEveryModeAndNanStrings() {
    List<JmhEntry> entries = sample("jmh1.37-all-modes-NaN.json");

    assertThat(entries)
        .extracting(e -> e.cell().toString())
        .containsExactly(
            "b.Empty.nop:thrpt:t1?who=x",
            "b.Empty.nop:avgt:t1?who=x",
            "b.Empty.nop:sample:t1?who=x",
            "b.Empty.nop:ss:t1?who=x");
    JmhEntry thrpt = entries.getFirst();
    assertThat(thrpt.primary().score()).isEqualTo(318158146.2477312);
    assertThat(thrpt.primary().error()).isNaN();
    assertThat(thrpt.primary().unit()).isEqualTo("ops/s");
    assertThat(thrpt.primary().forkMeans()).containsExactly(318158146.2477312);
    assertThat(thrpt.forks()).isEqualTo(1);
    assertThat(thrpt.jmhVersion()).contains("1.37");
    assertThat(thrpt.jdkVersion()).contains("25.0.3");
  }

  @Test
  void takesTheMeanOfEachIterationsHistogramInSampleMode() {
    JmhEntry entry = sample("jmh1.37-sample-gc-2forks.json").getFirst();

    assertThat(entry.primary().raw()).hasSize(2).allSatisfy(f -> assertThat(f).hasSize(2));
    // Both are weighted means of the same observations; the iterations hold about as many each.
    double mean = entry.primary().forkMeans().stream().mapToDouble(m -> m).average().orElseThrow();
    assertThat(mean / entry.primary().score()).isCloseTo(1, within(0.3));
    assertThat(entry.secondaries()).containsKeys("gc.alloc.rate", "p0.50");
  }

  @Test
  void findsOldProfilerNamesUnderTheNewOnesAndKeepsTheJson() {
    JmhEntry entry = sample("jmh1.36-gc-middot.json").getFirst();

    assertThat(entry.secondaries()).containsKeys("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count");
    assertThat(entry.secondaries().get("gc.alloc.rate.norm").unit()).isEqualTo("B/op");
    assertThat(entry.json().get("secondaryMetrics").has("·gc.alloc.rate")).isTrue();
  }

  @Test
  void readsGroupsCountersRaggedForksAndAbsentRawData() {
    JmhEntry group = sample("jmh1.37-group-auxcounters.json").getFirst();
    assertThat(group.secondaries()).containsOnlyKeys("hits", "r", "seen", "w");
    assertThat(group.cell().params()).isEmpty();

    JmhEntry ragged = sample("jmh1.37-ragged-forks.json").getFirst();
    assertThat(ragged.primary().raw()).extracting(List::size).containsExactly(3, 1, 3);
    assertThat(ragged.primary().forkMeans()).hasSize(3);

    JmhEntry bare = sample("jmh1.37-rawData-off.json").getFirst();
    assertThat(bare.primary().raw()).isEmpty();
    assertThat(bare.primary().error()).isEqualTo(1.872820662799404e-08);
  }

  @Test
  void readsParametersAsTheyAre() {
    assertThat(sample("jmh1.37-nasty-params.json"))
        .extracting(e -> e.cell().params().get("who"))
        .containsExactly("a\"b\\c&d[1];<x>{y}", "ünï", " sp ace");
    assertThat(sample("jmh1.37-nasty-params.json").getFirst().secondaries().get("perf").score())
        .isNaN();
  }

  @Test
  void takesAnEmptyListForWhatItIs() {
    assertThat(sample("jmh1.37-empty-array-all-failed.json")).isEmpty();
  }

  @Test
  void saysOfAnEmptyFileThatAKilledJmhLeftIt() {
    assertThatThrownBy(() -> sample("jmh1.37-zero-bytes-after-kill9.json"))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("zero-bytes-after-kill9.json is empty: what a killed JMH leaves");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|a list",
        "[1]|x.json, entry 1 (line 1): not an object",
        "[{}]|entry 1 (line 1): an entry without \"benchmark\"",
        "[{\"benchmark\":\"\"}]|without \"benchmark\"",
        "[{\"benchmark\":\"a.B.c\"}]|a.B.c has no number as score of \"primaryMetric\", but nothing",
        "[{\"benchmark\":\"a.B.c\",\"primaryMetric\":{\"score\":\"x\"}}]|but \"x\"",
        "[{\"benchmark\":\"c\",\"primaryMetric\":{\"score\":1,\"rawData\":[[true]]}}]|hold true",
        "[{\"benchmark\":\"c\"|line 1, column 18: the file ends in the middle",
        "[ {]|x.json, line 1, column 4: not JSON",
        "[] []|x.json, line 1: more text",
        "hello|not JSON"
      })
  void namesFilePlaceAndFaultOfWhatIsNotJmhs(String json, String message) {
    assertThatThrownBy(() -> text(json))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("x.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n]",
        "[ {\"benchmark\" : \"c\",\n<<<<<<< HEAD\n \"mode\" : \"avgt\"",
        "[ {\"benchmark\" : \"c\"\n<<<<<<< HEAD\n, \"mode\" : \"avgt\"",
        "[ {\"forks\" : 1\n<<<<<<< HEAD\r\n, \"mode\" : \"avgt\"",
      })
  void recognisesAMergeConflict(String json) {
    assertThatThrownBy(() -> text(json))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("x.json, line 2: a merge conflict");
  }

  @Test
  void readsWhatIsOnlyShapedLikeJmhsAsFarAsItGoes() {
    JmhEntry entry =
        text("""
        [{"benchmark": "fib", "params": {"n": 3},
          "primaryMetric": {"score": 5, "scoreError": NaN, "scoreUnit": "ops/s"}}]
        """)
            .getFirst();

    assertThat(entry.cell()).hasToString("fib:thrpt:t1?n=3");
    assertThat(entry.primary().error()).isNaN();
    assertThat(entry.forks()).isEqualTo(1);
    assertThat(entry.jdkVersion()).isEmpty();
    assertThat(entry.jvmArgs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jmh1.37-all-modes-NaN.json",
        "jmh1.37-nasty-params.json",
        "jmh1.36-gc-middot.json",
        "jmh1.37-empty-array-all-failed.json"
      })
  void writesWhatItRead(String name) {
    Path copy = directory.resolve("copy.json");

    JmhFile.write(copy, sample(name));

    assertThat(JmhFile.read(copy))
        .extracting(JmhEntry::json)
        .containsExactlyElementsOf(sample(name).stream().map(JmhEntry::json).toList());
    assertThat(directory).isDirectoryContaining(p -> p.equals(copy));
    assertThat(directory.toFile().list()).containsExactly("copy.json");
  }

  @Test
  void writesNumbersThatAreNotFiniteAsJmhsStrings() throws Exception {
    Path file = directory.resolve("nan.json");

    JmhFile.write(
        file,
        text(
            "[{\"benchmark\":\"c\",\"primaryMetric\":{\"score\":NaN,\"rawData\":[[-INF,+INF]]}}]"));

    assertThat(Files.readString(file)).contains("\"NaN\"", "\"-INF\"", "\"+INF\"");
    assertThat(JmhFile.read(file).getFirst().primary().raw())
        .containsExactly(List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void leavesWhatWasThereWhereItCannotWrite() throws Exception {
    Path file = directory.resolve("taken.json");
    Files.createDirectories(file.resolve("inside"));

    assertThatThrownBy(() -> JmhFile.write(file, List.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("taken.json cannot be written");
    assertThat(directory.toFile().list()).containsExactly("taken.json");
    assertThatThrownBy(() -> JmhFile.write(directory.resolve("no/such/r.json"), List.of()))
        .hasMessageContaining("r.json cannot be written");
  }

  @Test
  void saysThatThereIsNoSuchFileOrThatItIsADirectory() {
    assertThatThrownBy(() -> JmhFile.read(directory.resolve("absent.json")))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("absent.json: no such file");
    assertThatThrownBy(() -> JmhFile.read(directory))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("is a directory");
  }
}
