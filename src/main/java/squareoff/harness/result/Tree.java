package squareoff.harness.result;

import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one entry, made of the text in which it stands once it is needed. */
final class Tree {
  private final Supplier<ObjectNode> again;
  private final boolean kept;
  private final String where;
  private int end;
  private ObjectNode made;

  private Tree(Supplier<ObjectNode> again, boolean kept, String where) {
    this.again = again;
    this.kept = kept;
    this.where = where;
  }

  /** An entry that starts at a byte and that messages call by its place. */
  Tree(byte[] bytes, int start, String where) {
    this.again = () -> part(bytes, start);
    this.kept = true;
    this.where = where;
  }

  /** An entry of a text that is not kept in memory, but read again. */
  Tree(Supplier<byte[]> text, int start, String where) {
    this.again = () -> part(text.get(), start);
    this.kept = false;
    this.where = where;
  }

  /** A tree that is there already. */
  Tree(ObjectNode made) {
    this(() -> made, true, "");
    this.made = made;
  }

  /** A tree that is not kept in memory, but made anew each time. */
  static Tree anew(Supplier<ObjectNode> again) {
    return new Tree(again, false, "");
  }

  private ObjectNode part(byte[] text, int start) {
    return (ObjectNode) JsonTree.read(text, start, end - start);
  }

  /** Ends the entry with the token of a parser. */
  void endsAt(JsonParser parser) {
    end = (int) parser.currentLocation().getByteOffset();
  }

  /** The tree: where it is kept always the same, else an equal one. */
  synchronized ObjectNode node() {
    if (made != null) {
      return made;
    }
    ObjectNode node = again.get();
    made = kept ? node : null;
    return node;
  }

  /** Whether the tree is there by now. */
  synchronized boolean isMade() {
    return made != null;
  }

  /** The entry, read from the tree. */
  JmhEntry entry() {
    JmhEntry entry = JmhEntry.of(node(), where);
    return kept ? entry : entry.withoutJson(this::node);
  }
}
