package squareoff.harness.result;

import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Numbers as JMH writes them: what is not finite is a string. */
final class JsonNumbers {

  private JsonNumbers() {}

  /** The number in a node; empty where it holds none. */
  static OptionalDouble read(JsonNode node) {
    if (node.isNumber()) {
      return OptionalDouble.of(node.doubleValue());
    }
    if (!node.isString()) {
      return OptionalDouble.empty();
    }
    return read(node.stringValue());
  }

  /** The number that JMH writes as a text, since JSON has none such; empty for other text. */
  static OptionalDouble read(String text) {
    return switch (text) {
      case "NaN" -> OptionalDouble.of(Double.NaN);
      case "+INF", "INF", "Infinity", "+Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-INF", "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  /** The node that JMH would write for a number. */
  static JsonNode write(double value) {
    if (Double.isNaN(value)) {
      return StringNode.valueOf("NaN");
    }
    if (Double.isInfinite(value)) {
      return StringNode.valueOf(value > 0 ? "+INF" : "-INF");
    }
    return DoubleNode.valueOf(value);
  }

  /** A copy in which numbers that are not finite are strings, as JSON knows no others. */
  static JsonNode quoted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(e -> copy.set(e.getKey(), quoted(e.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.values().forEach(element -> copy.add(quoted(element)));
      return copy;
    }
    return node.isNumber() && !Double.isFinite(node.doubleValue())
        ? write(node.doubleValue())
        : node;
  }
}
