package squareoff.harness.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one entry of the form that JMH writes without making a tree of it: of most of a great file
 * nobody needs the tree, and half of its numbers nobody needs at all.
 *
 * <p>Whatever is not of that form is left to {@link EntryReader}, so that there is one place that
 * knows what is forgiven and what is refused.
 */
final class EntryStream {
  private final JsonParser parser;
  private final Map<String, String> texts = new HashMap<>();
  private final SortedMap<String, String> params = new TreeMap<>();
  private final Map<String, Numbers> found = new LinkedHashMap<>();
  private final SortedMap<String, List<String>> settings = new TreeMap<>();
  private Numbers primary;
  private int threads = 1;
  private OptionalInt forks = OptionalInt.empty();
  private boolean usual = true;

  /** What of a metric is read; its name may come later. */
  private record Numbers(String unit, double score, double error, List<List<Double>> raw) {
    Metric named(String name) {
      return new Metric(name, unit, score, error, raw);
    }
  }

  private EntryStream(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the entry whose start is the parser's token, and leaves the parser at its end.
   *
   * @param parser within a list of entries
   * @param tree reads the same entry as a tree, by demand; called only once the parser has passed
   *     it
   * @return the entry
   */
  static JmhEntry read(JsonParser parser, Tree tree) {
    int outside = parser.streamReadContext().getNestingDepth() - 1;
    EntryStream stream = new EntryStream(parser);
    stream.readObject();
    // With its end as the token, the context is already the one around the object.
    while (parser.currentToken() != JsonToken.END_OBJECT
        || parser.streamReadContext().getNestingDepth() != outside) {
      parser.nextToken();
    }
    return stream.entry(tree);
  }

  private JmhEntry entry(Tree tree) {
    tree.endsAt(parser);
    String benchmark = texts.getOrDefault("benchmark", "");
    if (!usual || primary == null || benchmark.isEmpty()) {
      return tree.entry();
    }
    String unit = primary.unit();
    String mode = EntryReader.mode(texts.getOrDefault("mode", ""), unit);
    Cell cell = new Cell(benchmark, mode, threads, params);
    Metric own = primary.named(cell.methodName());
    SortedMap<String, Metric> secondaries = new TreeMap<>();
    found.forEach((key, numbers) -> {
      String name = EntryReader.freeName(key, cell.methodName(), secondaries.keySet());
      secondaries.put(name, numbers.named(name));
    });
    return new JmhEntry(tree, cell, own, secondaries, texts, forks, settings);
  }

  private void readObject() {
    while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "params" -> readParams(value);
        case "primaryMetric" -> primary = numbers(value);
        case "secondaryMetrics" -> readSecondaries(value);
        case "threads" -> threads = wholeNumber(value);
        case "forks" -> forks = OptionalInt.of(wholeNumber(value));
        case "benchmark", "mode" -> texts.put(key, text(value));
        default -> {
          if (JmhEntry.TEXTS.contains(key)) {
            texts.put(key, text(value));
          } else if (JmhEntry.SETTINGS.contains(key)) {
            settings.put(key, setting(value));
          } else {
            parser.skipChildren();
          }
        }
      }
    }
  }

  private boolean is(JsonToken wanted, JsonToken found) {
    usual &= wanted == found;
    return usual;
  }

  private String text(JsonToken value) {
    return is(JsonToken.VALUE_STRING, value) ? parser.getString() : "";
  }

  /** The words of a setting, as {@link JmhEntry#settings} tells them. */
  private List<String> setting(JsonToken value) {
    if (value.isScalarValue()) {
      return List.of(word(value));
    }
    List<String> words = new ArrayList<>();
    while (usual && is(JsonToken.START_ARRAY, value) && parser.nextToken() != JsonToken.END_ARRAY) {
      usual &= parser.currentToken().isScalarValue();
      words.add(word(parser.currentToken()));
    }
    return List.copyOf(words);
  }

  private String word(JsonToken value) {
    return value == JsonToken.VALUE_NULL ? "" : parser.getString();
  }

  private int wholeNumber(JsonToken value) {
    boolean fits =
        is(JsonToken.VALUE_NUMBER_INT, value)
            && parser.getNumberType() == JsonParser.NumberType.INT;
    usual &= fits;
    return fits ? parser.getIntValue() : 0;
  }

  private double number(JsonToken value) {
    if (value.isNumeric()) {
      return parser.getDoubleValue();
    }
    OptionalDouble read =
        value == JsonToken.VALUE_STRING
            ? JsonNumbers.read(parser.getString())
            : OptionalDouble.empty();
    usual &= read.isPresent();
    return read.orElse(Double.NaN);
  }

  private void readParams(JsonToken value) {
    if (is(JsonToken.START_OBJECT, value)) {
      while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        params.put(parser.currentName(), text(parser.nextToken()));
      }
    }
  }

  private void readSecondaries(JsonToken value) {
    if (is(JsonToken.START_OBJECT, value)) {
      while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        // The benchmark's name, by which these are named, may come later.
        found.put(parser.currentName(), numbers(parser.nextToken()));
      }
    }
  }

  private Numbers numbers(JsonToken start) {
    OptionalDouble score = OptionalDouble.empty();
    double error = Double.NaN;
    String unit = "";
    List<List<Double>> raw = List.of();
    if (is(JsonToken.START_OBJECT, start)) {
      while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (key) {
          case "score" -> score = OptionalDouble.of(number(value));
          case "scoreError" -> error = number(value);
          case "scoreUnit" -> unit = text(value);
          case "rawData" -> raw = forks(value);
          case "rawDataHistogram" -> usual = false;
          default -> parser.skipChildren();
        }
      }
    }
    usual &= score.isPresent();
    return new Numbers(unit, score.orElse(Double.NaN), error, raw);
  }

  private List<List<Double>> forks(JsonToken value) {
    List<List<Double>> raw = new ArrayList<>();
    if (is(JsonToken.START_ARRAY, value)) {
      while (usual && parser.nextToken() != JsonToken.END_ARRAY) {
        raw.add(iterations(parser.currentToken()));
      }
    }
    return raw;
  }

  private List<Double> iterations(JsonToken value) {
    List<Double> numbers = new ArrayList<>();
    if (is(JsonToken.START_ARRAY, value)) {
      JsonToken next = parser.nextToken();
      while (usual && next != JsonToken.END_ARRAY) {
        numbers.add(number(next));
        next = usual ? parser.nextToken() : next;
      }
    }
    return numbers;
  }
}
