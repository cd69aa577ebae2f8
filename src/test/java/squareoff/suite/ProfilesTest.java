package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfilesTest {
  private static final String SUITE = "squareoff.suite.";

  @Test
  void smokeHasEveryValueOfEveryParameterOfEveryBenchmark() throws Exception {
    JsonNode cells = profile("smoke").get("cells");
    List<String> missing = new ArrayList<>();
    for (BenchmarkListEntry benchmark : benchmarks()) {
      String name = benchmark.getUsername();
      parametersOf(benchmark)
          .forEach((parameter, defaults) -> {
            Set<String> values = new TreeSet<>(defaults);
            for (JsonNode group : cells) {
              if (group.get("benchmark").asString().equals(name)) {
                values.removeAll(valuesIn(group, parameter, defaults));
              }
            }
            values.forEach(value -> missing.add(name + "?" + parameter + "=" + value));
          });
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void everyProfileHasEveryBenchmark(String name) throws Exception {
    Set<String> named = new TreeSet<>();
    profile(name).get("cells").forEach(group -> named.add(group.get("benchmark").asString()));
    assertThat(named).isEqualTo(names(benchmarks()));
  }

  /** What stands for a number of the machine, such as the cores, is none of the defaults. */
  private static List<String> valuesIn(JsonNode group, String parameter, List<String> defaults) {
    JsonNode named = group.at("/params/" + parameter);
    if (named.isMissingNode()) {
      return defaults;
    }
    List<String> values = new ArrayList<>();
    named.forEach(value -> values.add(value.asString()));
    return values;
  }

  /** Those of all its states: its class may have none, and each method other ones. */
  private static Map<String, List<String>> parametersOf(BenchmarkListEntry benchmark) {
    Map<String, List<String>> parameters = new TreeMap<>();
    if (benchmark.getParams().hasValue()) {
      benchmark.getParams().get().forEach((name, all) -> parameters.put(name, List.of(all)));
    }
    return parameters;
  }

  private static Set<String> names(List<BenchmarkListEntry> benchmarks) {
    return benchmarks.stream()
        .map(BenchmarkListEntry::getUsername)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<BenchmarkListEntry> benchmarks() throws IOException {
    try (InputStream list = ProfilesTest.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
      List<BenchmarkListEntry> ours =
          BenchmarkList.readBenchmarkList(list).stream()
              .filter(entry -> entry.getUsername().startsWith(SUITE))
              .toList();
      assertThat(ours).isNotEmpty();
      return ours;
    }
  }

  private static JsonNode profile(String name) throws IOException {
    try (InputStream json =
        ProfilesTest.class.getResourceAsStream("/META-INF/squareoff/profiles/" + name + ".json")) {
      return JsonMapper.shared().readTree(json);
    }
  }
}
