package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
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
  /** Names, units and versions are the same in most entries of a file. */
  private static final Shared<String> STRINGS = new Shared<>();

  /** As JMH writes them, in its order. */
  private static final List<String> PERCENTILES =
      List.of("0.0", "50.0", "90.0", "95.0", "99.0", "99.9", "99.99", "99.999", "99.9999", "100.0");

  private final JsonParser parser;
  private final Map<String, String> texts = new HashMap<>();
  private final SortedMap<String, String> params = new TreeMap<>();
  private final Map<String, Numbers> found = new LinkedHashMap<>();
  private final SortedMap<String, List<String>> settings = new TreeMap<>();
  private String benchmark = "";
  private String mode = "";
  private Numbers primary;
  private int threads = 1;
  private OptionalInt forks = OptionalInt.empty();
  private boolean usual = true;

  /** What of a metric is read; its name may come later. */
  private record Numbers(
      String unit, double score, double error, List<List<Double>> raw, Metric.Origin origin) {
    Metric named(String name) {
      return new Metric(name, unit, score, error, raw, origin);
    }
  }

  private EntryStream(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the entry whose start is the parser's token, and leaves the parser at its end.
   *
   * @param parser within a list of entries
   * @param text of which the entry is a part
   * @param at where in the text the parser began
   * @param where the entry's place, for messages
   * @return the entry
   */
  static JmhEntry read(JsonParser parser, Text text, long at, Supplier<String> where) {
    int outside = parser.streamReadContext().getNestingDepth() - 1;
    Tree.InText tree = new Tree.InText(text, at + parser.currentTokenLocation().getByteOffset());
    EntryStream stream = new EntryStream(parser);
    stream.readObject();
    // With its end as the token, the context is already the one around the object.
    while (parser.currentToken() != JsonToken.END_OBJECT
        || parser.streamReadContext().getNestingDepth() != outside) {
      parser.nextToken();
    }
    tree.endsAt(parser, at);
    return stream
        .entry(tree)
        .orElseGet(() -> JmhEntry.of(tree.node(), where.get()).withoutJson(tree));
  }

  /** Empty where the entry is not of the usual form. */
  private Optional<JmhEntry> entry(Tree tree) {
    if (!usual || primary == null || benchmark.isEmpty()) {
      return Optional.empty();
    }
    Cell cell = new Cell(benchmark, EntryReader.mode(mode, primary.unit()), threads, params);
    Metric own = primary.named(cell.methodName());
    SortedMap<String, Metric> secondaries = new TreeMap<>();
    found.forEach((key, numbers) -> {
      String name = EntryReader.freeName(key, cell.methodName(), secondaries.keySet());
      secondaries.put(name, numbers.named(name));
    });
    return Optional.of(new JmhEntry(tree, cell, own, secondaries, texts, forks, settings));
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
        case "benchmark" -> benchmark = text(value);
        case "mode" -> mode = text(value);
        case JmhEntry.REMARK -> texts.put(key, text(value));
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
    return is(JsonToken.VALUE_STRING, value) ? STRINGS.of(parser.getString()) : "";
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
    return value == JsonToken.VALUE_NULL ? "" : STRINGS.of(parser.getString());
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
    double[] ends = {Double.NaN, Double.NaN};
    List<List<Double>> raw = List.of();
    Optional<List<List<Double>>> observed = Optional.empty();
    if (is(JsonToken.START_OBJECT, start)) {
      while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (key) {
          case "score" -> score = OptionalDouble.of(number(value));
          case "scoreError" -> error = number(value);
          case "scoreConfidence" -> ends = ends(value);
          case "scorePercentiles" -> percentiles(value);
          case "scoreUnit" -> unit = text(value);
          case "rawData" -> raw = forks(value, this::number);
          case "rawDataHistogram" -> observed = Optional.of(forks(value, this::histogramMean));
          default -> parser.skipChildren();
        }
      }
    }
    usual &=
        score.isPresent()
            && !(ends[0] > ends[1])
            && !EntryReader.isOutside(score.getAsDouble(), ends[0], ends[1]);
    Metric.Origin origin = EntryReader.origin(observed.isPresent(), ends[0] == ends[1], error);
    return new Numbers(unit, score.orElse(Double.NaN), error, observed.orElse(raw), origin);
  }

  /** The ends of an interval. */
  private double[] ends(JsonToken value) {
    double[] ends = {Double.NaN, Double.NaN};
    if (is(JsonToken.START_ARRAY, value)) {
      int i = 0;
      while (usual && parser.nextToken() != JsonToken.END_ARRAY) {
        double end = number(parser.currentToken());
        if (i < ends.length) {
          ends[i++] = end;
        }
      }
    }
    return ends;
  }

  /** Looks that they stand in their order and do not fall: nothing else is done with them. */
  private void percentiles(JsonToken value) {
    if (is(JsonToken.START_OBJECT, value)) {
      int rank = -1;
      double before = Double.NEGATIVE_INFINITY;
      while (usual && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        int next = PERCENTILES.indexOf(parser.currentName());
        double its = number(parser.nextToken());
        usual &= next > rank && !(its < before);
        rank = next;
        before = Double.isNaN(its) ? before : its;
      }
    }
  }

  private List<List<Double>> forks(JsonToken value, ToDoubleFunction<JsonToken> iteration) {
    List<List<Double>> raw = new ArrayList<>(1);
    if (is(JsonToken.START_ARRAY, value)) {
      while (usual && parser.nextToken() != JsonToken.END_ARRAY) {
        raw.add(iterations(parser.currentToken(), iteration));
      }
    }
    return raw;
  }

  private List<Double> iterations(JsonToken value, ToDoubleFunction<JsonToken> iteration) {
    double[] numbers = new double[8];
    int count = 0;
    if (is(JsonToken.START_ARRAY, value)) {
      while (usual && parser.nextToken() != JsonToken.END_ARRAY) {
        numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
        numbers[count++] = iteration.applyAsDouble(parser.currentToken());
      }
    }
    return new Metric.Numbers(Arrays.copyOf(numbers, count));
  }

  /** The mean of the pairs [value, count] of one iteration. */
  private double histogramMean(JsonToken value) {
    double sum = 0;
    double count = 0;
    if (is(JsonToken.START_ARRAY, value)) {
      while (usual && parser.nextToken() != JsonToken.END_ARRAY) {
        if (is(JsonToken.START_ARRAY, parser.currentToken())) {
          double observed = number(parser.nextToken());
          double times = usual ? number(parser.nextToken()) : 0;
          sum += observed * times;
          count += times;
          usual = usual && parser.nextToken() == JsonToken.END_ARRAY;
        }
      }
    }
    return sum / count;
  }
}
