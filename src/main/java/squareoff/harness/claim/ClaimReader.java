package squareoff.harness.claim;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads one claim, or says what is wrong with it. */
final class ClaimReader {
  private static final Set<String> KEYS =
      keys("id", "says", "python", "measure", "against", "ratio", "metric", "value", "jvm");
  private static final Set<String> PATTERN_KEYS = keys("benchmark", "mode", "threads", "params");
  private static final String BOUNDS =
      "write a bound as \"<= 0.6\", \"< 1\", \">= 2\", \"> 0\", \"== 0\" or \"0.9..1.1\"";

  private final JsonNode json;
  private String where;

  ClaimReader(JsonNode json, String place) {
    this.json = json;
    this.where = place;
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  Claim claim() {
    requireKeys(json, KEYS, "");
    String id = text(json, "id", "");
    where += " '" + id + "'";
    boolean compares = json.has("against");
    requireOneBound(compares);
    Optional<String> metric =
        json.has("metric") ? Optional.of(text(json, "metric", "")) : Optional.empty();
    if (!compares && metric.isEmpty()) {
      throw wrong("\"value\" needs \"metric\", the name of the secondary metric that is judged");
    }
    return new Claim(
        id,
        text(json, "says", ""),
        json.has("python") ? text(json, "python", "") : "",
        pattern("measure"),
        compares ? Optional.of(pattern("against")) : Optional.empty(),
        metric,
        bound(text(json, compares ? "ratio" : "value", "")),
        verdicts());
  }

  private void requireOneBound(boolean compares) {
    if (json.has("ratio") && json.has("value")) {
      throw wrong(
          "\"ratio\" and \"value\" exclude each other; a ratio compares \"measure\" with \"against\"");
    }
    if (compares && !json.has("ratio")) {
      throw wrong("\"against\" without \"ratio\", the bound of the ratio; " + BOUNDS);
    }
    if (!compares && json.has("ratio")) {
      throw wrong("\"ratio\" without \"against\", the cells to compare with");
    }
    if (!compares && !json.has("value")) {
      throw wrong("neither \"against\" and \"ratio\" nor \"metric\" and \"value\"");
    }
  }

  private CellPattern pattern(String key) {
    JsonNode node = json.path(key);
    String in = " in \"" + key + "\"";
    requireKeys(node, PATTERN_KEYS, in);
    SortedMap<String, ValuePattern> params = new TreeMap<>();
    JsonNode given = node.path("params");
    if (!given.isMissingNode() && !given.isObject()) {
      throw wrong("\"params\"" + in + " is not {\"name\": \"value\", …}");
    }
    given.properties().forEach(e -> params.put(e.getKey(), values(e.getValue(), e.getKey() + in)));
    return new CellPattern(
        text(node, "benchmark", in),
        node.has("mode") ? Optional.of(text(node, "mode", in)) : Optional.empty(),
        node.has("threads")
            ? Optional.of(values(node.path("threads"), "threads" + in))
            : Optional.empty(),
        params);
  }

  private ValuePattern values(JsonNode node, String name) {
    if (node.isArray() && !node.isEmpty()) {
      Set<String> texts = new LinkedHashSet<>();
      node.values().forEach(value -> texts.add(scalar(value, name)));
      return new ValuePattern.Texts(texts);
    }
    String text = scalar(node, name);
    if (text.equals("*")) {
      return new ValuePattern.Any();
    }
    return Bound.parse(text)
        .<ValuePattern>map(ValuePattern.Numbers::new)
        .orElseGet(() -> new ValuePattern.Texts(Set.of(text)));
  }

  private String scalar(JsonNode node, String name) {
    if (node.isNull() || !node.isValueNode()) {
      throw wrong(
          "%s is %s; give a text, a list of texts, \"*\" or a bound such as \">= 2\""
              .formatted(name, abbreviated(node)));
    }
    return node.asString();
  }

  private Bound bound(String text) {
    return Bound.parse(text).orElseThrow(() -> wrong("'" + text + "' is no bound; " + BOUNDS));
  }

  private Map<Verdict, String> verdicts() {
    Map<Verdict, String> texts = new EnumMap<>(Verdict.class);
    JsonNode node = json.path("jvm");
    if (!node.isMissingNode() && !node.isObject()) {
      throw wrong("\"jvm\" is not {\"holds\": \"…\", \"refuted\": \"…\"}");
    }
    for (String label : node.propertyNames()) {
      Verdict verdict =
          Verdict.labelled(label)
              .orElseThrow(() ->
                  wrong(
                      "'%s' in \"jvm\" is no verdict: holds, refuted, undecided, not measured"
                          .formatted(label)));
      texts.put(verdict, text(node, label, " in \"jvm\""));
    }
    return texts;
  }

  private String text(JsonNode node, String key, String in) {
    JsonNode value = node.path(key);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw wrong(
          "\"%s\"%s is %s; give a text"
              .formatted(key, in, value.isMissingNode() ? "missing" : abbreviated(value)));
    }
    return value.stringValue();
  }

  private void requireKeys(JsonNode node, Set<String> known, String in) {
    if (!node.isObject()) {
      throw wrong(in.isEmpty() ? "not an object, { … }" : "no object, { … }," + in);
    }
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw wrong(
            "unknown key \"%s\"%s; known are %s".formatted(key, in, String.join(", ", known)));
      }
    }
  }

  private InvalidClaimFileException wrong(String what) {
    return new InvalidClaimFileException(where + ": " + what);
  }

  private static String abbreviated(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
