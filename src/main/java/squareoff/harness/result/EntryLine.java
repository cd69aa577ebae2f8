package squareoff.harness.result;

import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line that is one JSON object with an entry of JMH's under one of its keys, as a journal has. Of
 * the entry only the numbers stay in memory.
 *
 * @param rest the object without that key
 * @param entry the entry; empty where the key is absent or holds no object
 */
public record EntryLine(ObjectNode rest, Optional<JmhEntry> entry) {

  /**
   * Reads a line.
   *
   * @param line UTF-8
   * @param length how many bytes of it are the line
   * @param key whose value is the entry
   * @param text of which the line is a part, read again where all of the entry's JSON is asked for
   * @param at the line's first byte in the text
   * @param where the line, for messages
   * @return what it holds
   * @throws tools.jackson.core.JacksonException where it is not JSON, more than one value, or has a
   *     key twice
   * @throws UnreadableResultException where it is no object, or the entry is not JMH's
   */
  public static EntryLine read(
      byte[] line, int length, String key, Text text, long at, Supplier<String> where) {
    try (JsonParser parser = JsonTree.parser(line, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableResultException(where.get() + ": not an object, { … }");
      }
      ObjectNode rest = JsonTree.emptyObject();
      Optional<JmhEntry> entry = Optional.empty();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(key) && value == JsonToken.START_OBJECT) {
          entry = Optional.of(EntryStream.read(parser, text, at, where));
        } else {
          rest.set(name, JsonTree.read(parser));
        }
      }
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more text after the end");
      }
      return new EntryLine(rest, entry);
    }
  }
}
