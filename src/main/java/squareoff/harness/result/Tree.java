package squareoff.harness.result;

import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one entry: of most of a great file nobody needs it. */
sealed interface Tree {

  /** The object; where it is not kept in memory, one that is made anew each time. */
  ObjectNode node();

  /**
   * One in memory.
   *
   * @param node the object, not to be changed
   */
  record Made(ObjectNode node) implements Tree {}

  /**
   * One that something else makes.
   *
   * @param maker makes an equal one each time
   */
  record Anew(Supplier<ObjectNode> maker) implements Tree {
    @Override
    public ObjectNode node() {
      return maker.get();
    }
  }

  /** One that is read of a text. */
  final class InText implements Tree {
    private final Text text;
    private final long start;
    private int length;

    /**
     * An entry whose end will be known later.
     *
     * @param start its first byte
     */
    InText(Text text, long start) {
      this.text = text;
      this.start = start;
    }

    /**
     * Ends the entry with the token of a parser.
     *
     * @param parserStart where in the text the parser began
     */
    void endsAt(JsonParser parser, long parserStart) {
      length = (int) (parserStart + parser.currentLocation().getByteOffset() - start);
    }

    @Override
    public ObjectNode node() {
      try {
        return (ObjectNode) JsonTree.read(text.part(start, length), 0, length);
      } catch (JacksonException | ClassCastException e) {
        throw new UnreadableResultException(
            text + " was changed while it was read. Leave it as it is meanwhile.", e);
      }
    }
  }
}
