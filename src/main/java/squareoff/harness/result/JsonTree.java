package squareoff.harness.result;

import java.io.InputStream;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trees of JSON without the library's mapper: to set that up takes a third of a second, which is
 * more than all the rest of a small report.
 */
public final class JsonTree {
  // JMH before 1.11 wrote NaN without quotes, which is not JSON.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  // Of two values under one key a reader takes the last, and nobody knows which was meant.
  private static final JsonFactory STRICT =
      FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * Reads a text that is one value.
   *
   * @param text JSON in any of its encodings
   * @return the value; a missing node where there is none
   * @throws tools.jackson.core.JacksonException where it is not JSON, or more than one value
   */
  public static JsonNode read(byte[] text) {
    return read(text, 0, text.length);
  }

  /** Reads a part of a text that is one value. */
  static JsonNode read(byte[] text, int start, int length) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text, start, length)) {
      parser.nextToken();
      JsonNode value = read(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more text after the end");
      }
      return value;
    }
  }

  /** A parser of a text, before its first token, that refuses a key that stands twice. */
  static JsonParser parser(byte[] text) {
    return STRICT.createParser(ObjectReadContext.empty(), text);
  }

  /** The same of a text that is read as the parser goes on. */
  static JsonParser parser(InputStream text) {
    return STRICT.createParser(ObjectReadContext.empty(), text);
  }

  /** The same of the beginning of a text. */
  static JsonParser parser(byte[] text, int length) {
    return STRICT.createParser(ObjectReadContext.empty(), text, 0, length);
  }

  static ObjectNode emptyObject() {
    return NODES.objectNode();
  }

  /** Reads the value whose first token is the parser's, and leaves the parser at its last. */
  static JsonNode read(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return NODES.missingNode();
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_NUMBER_INT -> wholeNumber(parser);
      default -> throw new StreamReadException(parser, "unexpected " + token);
    };
  }

  private static ObjectNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, read(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }

  private static JsonNode wholeNumber(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> {
        // The library's own node refuses to be a double where it is too great for one. (Nor does
        // its
        // parser give the whole number any more once it was asked for the double.)
        BigInteger value = parser.getBigIntegerValue();
        yield Double.isFinite(value.doubleValue())
            ? NODES.numberNode(value)
            : NODES.numberNode(value.doubleValue());
      }
    };
  }
}
