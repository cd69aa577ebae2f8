package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.stats.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class TrialMergeTest {
  @TempDir Path directory;

  /** What JMH itself makes of three forks, told apart into trials and merged, is the same again. */
  @ParameterizedTest
  @ValueSource(strings = {"avgt", "thrpt", "sample", "ss"})
  void agreesWithJmhOnEveryNumberOfRealForks(String mode) throws Exception {
    for (JmhEntry jmh : measure(mode)) {
      List<JmhEntry> trials = new ArrayList<>();
      for (int fork = 0; fork < 3; fork++) {
        trials.add(onlyFork(jmh, fork));
      }

      JmhEntry merged = TrialMerge.merge(trials);

      assertSameNumbers("", merged.json(), jmh.json());
      assertThat(merged.secondaries()).containsKey("gc.alloc.rate.norm");
      assertNumbersAreThoseOfItsJson(merged);
    }
  }

  /** The same numbers under the names that JMH gave percentiles and profilers before 1.37. */
  @Test
  void poolsPercentilesOfOldNamesAsJmhDoes() throws Exception {
    JmhEntry jmh = measure("sample").getFirst();
    ObjectNode old = jmh.json().deepCopy();
    SortedMap<String, JsonNode> renamed = new TreeMap<>();
    jmh.json()
        .get("secondaryMetrics")
        .properties()
        .forEach(e ->
            renamed.put((e.getKey().startsWith("p") ? "run·" : "·") + e.getKey(), e.getValue()));
    renamed.forEach(old.putObject("secondaryMetrics")::set);
    JmhEntry all = JmhEntry.of(old, "old");
    List<JmhEntry> trials = new ArrayList<>();
    for (int fork = 0; fork < 3; fork++) {
      trials.add(onlyFork(all, fork));
    }

    JmhEntry merged = TrialMerge.merge(trials);

    assertSameNumbers("", merged.json(), all.json());
    assertNumbersAreThoseOfItsJson(merged);
    double most =
        jmh.secondaries().get("p1.00").raw().stream()
            .flatMap(List::stream)
            .mapToDouble(v -> v)
            .max()
            .orElseThrow();
    assertThat(merged.secondary("p1.00").orElseThrow().score()).isEqualTo(most);
    assertThat(merged.secondary("run·p1.00")).isEqualTo(merged.secondary("p1.00"));
    assertThat(merged.secondaries().keySet()).isEqualTo(jmh.secondaries().keySet());
  }

  private List<JmhEntry> measure(String mode) throws Exception {
    Path file = directory.resolve(mode + ".json");
    Path log = directory.resolve(mode + ".log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djmh.ignoreLock=true",
            "-cp",
            System.getProperty("java.class.path"),
            "org.openjdk.jmh.Main",
            "squareoff.suite.CpuBoundSquares",
            "-bm,MODE,-p,strategy=sequential,-p,workers=1,-p,squares=100000,-f,3,-wi,0,-i,2,-r,30ms,-prof,gc,-foe,true,-rf,json,-rff");
    List<String> all = new ArrayList<>(command.subList(0, 6));
    all.addAll(List.of(command.getLast().replace("MODE", mode).split(",")));
    all.add(file.toString());
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return JmhFile.read(file);
  }

  /** The entry that JMH would have written for one of the forks. */
  private static JmhEntry onlyFork(JmhEntry entry, int fork) {
    ObjectNode json = entry.json().deepCopy();
    json.put("forks", 1);
    Sample primary = keepFork(json.get("primaryMetric"), fork);
    Aggregation.MEAN.write(primary, (ObjectNode) json.get("primaryMetric"));
    for (Map.Entry<String, JsonNode> metric : json.get("secondaryMetrics").properties()) {
      Sample sample = keepFork(metric.getValue(), fork);
      boolean sum = List.of("gc.count", "gc.time").contains(metric.getKey().replace("·", ""));
      (sum ? Aggregation.SUM : Aggregation.MEAN).write(sample, (ObjectNode) metric.getValue());
    }
    return JmhEntry.of(json, "fork " + fork);
  }

  private static Sample keepFork(JsonNode metric, int fork) {
    String key = metric.has("rawDataHistogram") ? "rawDataHistogram" : "rawData";
    ArrayNode raw = ((ObjectNode) metric).arrayNode().add(metric.get(key).get(fork));
    ((ObjectNode) metric).set(key, raw);
    return key.equals("rawData")
        ? Sample.of(RawData.numbers(raw))
        : Sample.ofHistogram(RawData.histogram(raw));
  }

  /** The numbers are merged of numbers, the JSON of JSON: they must not differ in a bit. */
  private static void assertNumbersAreThoseOfItsJson(JmhEntry merged) {
    JmhEntry read = JmhEntry.of(merged.json(), "merged");
    assertThat(merged.primary()).isEqualTo(read.primary());
    assertThat(merged.secondaries()).isEqualTo(read.secondaries());
    assertThat(merged.forks()).isEqualTo(read.forks());
    assertThat(merged.settings()).isEqualTo(read.settings());
    assertThat(merged.cell()).isEqualTo(read.cell());
  }

  private static void assertSameNumbers(String path, JsonNode ours, JsonNode theirs) {
    assertSameNumbers(path, ours, theirs, 0);
  }

  /**
   * @param greatest of the numbers that theirs was computed from: the end of an interval near 0, or
   *     the error of values that hardly differ, is a small difference of great numbers, and what
   *     two orders of adding round differently is a part of those
   */
  private static void assertSameNumbers(
      String path, JsonNode ours, JsonNode theirs, double greatest) {
    if (theirs.isObject()) {
      assertThat(ours.propertyNames()).as(path).containsExactlyElementsOf(theirs.propertyNames());
      theirs
          .properties()
          .forEach(e ->
              assertSameNumbers(
                  path + "/" + e.getKey(),
                  ours.get(e.getKey()),
                  e.getValue(),
                  theirs.has("score") ? greatest(theirs) : greatest));
    } else if (theirs.isArray()) {
      assertThat(ours.size()).as(path).isEqualTo(theirs.size());
      for (int i = 0; i < theirs.size(); i++) {
        assertSameNumbers(path + "/" + i, ours.get(i), theirs.get(i), greatest);
      }
    } else if (theirs.isNumber()) {
      assertThat(ours.isNumber()).as(path + ": " + ours + " for " + theirs).isTrue();
      assertThat(ours.doubleValue())
          .as(path)
          .isCloseTo(
              theirs.doubleValue(),
              Offset.offset(1e-9 * Math.max(greatest, Math.abs(theirs.doubleValue()))));
    } else {
      assertThat(ours).as(path).isEqualTo(theirs);
    }
  }

  private static double greatest(JsonNode metric) {
    return Stream.concat(
            Stream.of(metric.path("score")), metric.path("scorePercentiles").valueStream())
        .filter(JsonNode::isNumber)
        .mapToDouble(number -> Math.abs(number.doubleValue()))
        .max()
        .orElse(0);
  }

  @Test
  void looksPastWhatRoundingDoesToAnIntervalThatEndsNearZero() {
    String metric = "{\"score\":50.0,\"scoreError\":%s,\"scoreConfidence\":[%s,100.0]}";
    JsonNode theirs = JsonMapper.shared().readTree(metric.formatted("49.99999", "1.0E-5"));
    JsonNode near = JsonMapper.shared().readTree(metric.formatted("49.99999", "1.000001E-5"));
    JsonNode far = JsonMapper.shared().readTree(metric.formatted("49.99999", "1.1E-5"));

    assertSameNumbers("", near, theirs);
    assertThatThrownBy(() -> assertSameNumbers("", far, theirs)).isInstanceOf(AssertionError.class);
  }

  private static JmhEntry trial(String secondaries, double... raw) {
    List<Double> values = Arrays.stream(raw).boxed().toList();
    String json =
        """
        [{"benchmark": "a.B.c", "mode": "avgt", "threads": 1, "forks": 1, "jdkVersion": "25",
          "own": "kept",
          "primaryMetric": {"score": 1, "scoreUnit": "s/op", "rawData": [%s]},
          "secondaryMetrics": {%s}}]
        """
            .formatted(values, secondaries);
    return JmhFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "t")
        .getFirst();
  }

  private static String metric(String name, double score, String interval, String raw) {
    return """
    "%s": {"score": %s, "scoreError": "NaN", "scoreConfidence": %s, "scoreUnit": "u",
      "rawData": %s}\
    """
        .formatted(name, score, interval, raw);
  }

  @Test
  void findsOutWhetherJmhTookTheSumTheGreatestOrTheLeast() {
    String one = metric("sum", 3, "[3, 3]", "[[1, 2]]") + ",";
    one += metric("max", 2, "[2, 2]", "[[1, 2]]") + "," + metric("min", 1, "[1, 1]", "[[1, 2]]");
    String two = metric("sum", 7, "[7, 7]", "[[3, 4]]") + ",";
    two += metric("max", 4, "[4, 4]", "[[3, 4]]") + "," + metric("min", 3, "[3, 3]", "[[3, 4]]");

    JmhEntry merged = TrialMerge.merge(List.of(trial(one, 1, 1), trial(two, 1, 1)));

    assertNumbersAreThoseOfItsJson(merged);
    assertThat(merged.secondaries().get("sum").score()).isEqualTo(10);
    assertThat(merged.secondaries().get("max").score()).isEqualTo(4);
    assertThat(merged.secondaries().get("min").score()).isEqualTo(1);
    assertThat(merged.json().get("own").stringValue()).isEqualTo("kept");
  }

  @Test
  void takesASumWhereOneIterationDoesNotTellAndTheGreatestOfJmhsOwnStates() {
    String one = metric("hits", 3, "[3, 3]", "[[3]]");
    one += "," + metric("compiler.time.total", 3, "[3, 3]", "[[3]]");
    String two = metric("hits", 4, "[4, 4]", "[[4]]");
    two += "," + metric("compiler.time.total", 4, "[4, 4]", "[[4]]");

    JmhEntry merged = TrialMerge.merge(List.of(trial(one, 1), trial(two, 1)));

    assertNumbersAreThoseOfItsJson(merged);
    assertThat(merged.secondaries().get("hits").score()).isEqualTo(7);
    assertThat(merged.secondaries().get("compiler.time.total").score()).isEqualTo(4);
  }

  @Test
  void countsAnIterationInWhichAProfilerSawNothingAsZeroAsJmhDoes() {
    String seen = metric("rate", 4, "[\"NaN\", \"NaN\"]", "[[4]]");

    JmhEntry merged = TrialMerge.merge(List.of(trial("", 1, 1), trial(seen, 1, 1)));

    Metric rate = merged.secondaries().get("rate");
    assertNumbersAreThoseOfItsJson(merged);
    assertThat(rate.score()).isEqualTo(1);
    assertThat(rate.raw()).containsExactly(List.of(), List.of(4.0));
  }

  @Test
  void averagesWhatAProfilerSaysOfAForkAsAWhole() {
    String one = metric("perf", 4, "[\"NaN\", \"NaN\"]", "[[]]");
    String two = metric("perf", 6, "[\"NaN\", \"NaN\"]", "[[]]");

    JmhEntry merged = TrialMerge.merge(List.of(trial(one, 1), trial(two, 1)));

    assertNumbersAreThoseOfItsJson(merged);
    assertThat(merged.secondaries().get("perf").score()).isEqualTo(5);
    assertThat(merged.secondaries().get("perf").raw()).containsExactly(List.of(), List.of());
  }

  @Test
  void givesNoMeanOfPercentilesWhereThereIsNothingToPool() {
    String one = metric("pause.p0.00", 2, "[2, 2]", "[[2, 3]]") + ",";
    one += metric("pause.p0.50", 4, "[4, 4]", "[[4, 4]]") + ",";
    one += metric("pause.p1.00", 9, "[9, 9]", "[[8, 9]]");
    String two = metric("pause.p0.00", 1, "[1, 1]", "[[1, 5]]") + ",";
    two += metric("pause.p0.50", 6, "[6, 6]", "[[6, 6]]") + ",";
    two += metric("pause.p1.00", 7, "[7, 7]", "[[7, 6]]");

    JmhEntry merged = TrialMerge.merge(List.of(trial(one, 1, 1), trial(two, 1, 1)));

    assertNumbersAreThoseOfItsJson(merged);
    assertThat(merged.secondary("pause.p0.00").orElseThrow().score()).isEqualTo(1);
    assertThat(merged.secondary("pause.p0.50").orElseThrow().score()).isNaN();
    assertThat(merged.secondary("pause.p1.00").orElseThrow().score()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run·p0.99", "·p0.99", "other·p0.99", "·gc.count", "run·x·p0.50", "x·y"})
  void namesOldMetricsAsTodaysJmhDoes(String key) {
    Map<String, String> today =
        Map.of(
            "other·p0.99",
            "other:p0.99",
            "·gc.count",
            "gc.count",
            "run·x·p0.50",
            "x·p0.50",
            "x·y",
            "x·y");
    assertThat(EntryReader.lookupName(key, "run")).isEqualTo(today.getOrDefault(key, "p0.99"));
  }

  @Test
  void keepsNanAmongTheIterations() {
    JmhEntry merged = TrialMerge.merge(List.of(trial("", 1, Double.NaN), trial("", 3)));

    assertNumbersAreThoseOfItsJson(merged);
    assertThat(merged.primary().score()).isNaN();
    assertThat(merged.primary().forkMeans()).containsExactly(1.0, 3.0);
    assertThat(merged.forks()).isEqualTo(2);
  }

  @Test
  void doesNotMergeWhatIsNotOneResult() {
    JmhEntry one = trial("", 1);
    ObjectNode otherJdk = one.json().deepCopy().put("jdkVersion", "21");
    ObjectNode otherCell = one.json().deepCopy().put("threads", 2);

    assertThatThrownBy(() -> TrialMerge.merge(List.of(one, JmhEntry.of(otherJdk, "x"))))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessage(
            "a.B.c:avgt:t1: trials of different jdkVersion cannot be one result:"
                + " \"25\" and \"21\".");
    assertThatThrownBy(() -> TrialMerge.merge(List.of(one, JmhEntry.of(otherCell, "x"))))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("different cell");
    assertThatThrownBy(() -> TrialMerge.merge(List.of(one, trial(""))))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("no raw data");
  }
}
