package squareoff.harness.result;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/** One entry's place in the bytes of a file, from which its tree is made once it is needed. */
final class Tree {
  private final byte[] bytes;
  private final String where;
  private final int start;
  private int end;
  private ObjectNode made;

  /** An entry that starts at a byte and that messages call by its place. */
  Tree(byte[] bytes, int start, String where) {
    this.bytes = bytes;
    this.start = start;
    this.where = where;
  }

  /** A tree that is there already. */
  Tree(ObjectNode made) {
    this(new byte[0], 0, "");
    this.made = made;
  }

  /** Ends the entry with the token of a parser. */
  void endsAt(JsonParser parser) {
    end = (int) parser.currentLocation().getByteOffset();
  }

  /** The tree, always the same. */
  synchronized ObjectNode node() {
    if (made == null) {
      made = (ObjectNode) JsonTree.read(bytes, start, end - start);
    }
    return made;
  }

  /** Whether the tree is there by now. */
  synchronized boolean isMade() {
    return made != null;
  }

  /** The entry, read from the tree. */
  JmhEntry entry() {
    return JmhEntry.of(node(), where);
  }
}
