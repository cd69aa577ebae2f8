package squareoff.harness.result;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** JMH's raw data: a list of forks, each a list of iterations. */
final class RawData {

  private RawData() {}

  /** The values of all iterations of all forks, in their order. */
  static List<Double> numbers(JsonNode forks) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode fork : forks.values()) {
      fork.values().forEach(value -> numbers.add(JsonNumbers.read(value).orElse(Double.NaN)));
    }
    return numbers;
  }

  /** All observations of all iterations of all forks, each iteration a list of [value, count]. */
  static SortedMap<Double, Long> histogram(JsonNode forks) {
    SortedMap<Double, Long> histogram = new TreeMap<>();
    for (JsonNode fork : forks.values()) {
      for (JsonNode iteration : fork.values()) {
        for (JsonNode pair : iteration.values()) {
          double value = JsonNumbers.read(pair.path(0)).orElse(Double.NaN);
          histogram.merge(value, pair.path(1).longValue(0), Long::sum);
        }
      }
    }
    return histogram;
  }

  /** The forks of one part of several, behind those that are there. */
  static void append(ArrayNode forks, JsonNode part) {
    part.values().forEach(fork -> forks.add(fork.deepCopy()));
  }
}
