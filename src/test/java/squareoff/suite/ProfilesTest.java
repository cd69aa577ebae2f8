package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
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
    for (String benchmark : benchmarks()) {
      for (Field parameter : parametersOf(benchmark)) {
        Set<String> values = new TreeSet<>(defaultsOf(parameter));
        for (JsonNode group : cells) {
          if (group.get("benchmark").asString().equals(benchmark)) {
            values.removeAll(valuesIn(group, parameter));
          }
        }
        values.forEach(value -> missing.add(benchmark + "?" + parameter.getName() + "=" + value));
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void everyProfileHasEveryBenchmark(String name) throws Exception {
    Set<String> named = new TreeSet<>();
    profile(name).get("cells").forEach(group -> named.add(group.get("benchmark").asString()));
    assertThat(named).isEqualTo(benchmarks());
  }

  /** What stands for a number of the machine, such as the cores, is none of the defaults. */
  private static List<String> valuesIn(JsonNode group, Field parameter) {
    JsonNode named = group.at("/params/" + parameter.getName());
    if (named.isMissingNode()) {
      return defaultsOf(parameter);
    }
    List<String> values = new ArrayList<>();
    named.forEach(value -> values.add(value.asString()));
    return values;
  }

  private static List<String> defaultsOf(Field parameter) {
    return List.of(parameter.getAnnotation(Param.class).value());
  }

  private static List<Field> parametersOf(String benchmark) throws ClassNotFoundException {
    Class<?> type = Class.forName(benchmark.substring(0, benchmark.lastIndexOf('.')));
    return Arrays.stream(type.getFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .toList();
  }

  private static Set<String> benchmarks() throws IOException {
    try (InputStream list = ProfilesTest.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
      Set<String> names = new TreeSet<>();
      for (BenchmarkListEntry entry : BenchmarkList.readBenchmarkList(list)) {
        names.add(entry.getUsername());
      }
      names.removeIf(name -> !name.startsWith(SUITE));
      assertThat(names).isNotEmpty();
      return names;
    }
  }

  private static JsonNode profile(String name) throws IOException {
    try (InputStream json =
        ProfilesTest.class.getResourceAsStream("/META-INF/squareoff/profiles/" + name + ".json")) {
      return JsonMapper.shared().readTree(json);
    }
  }
}
