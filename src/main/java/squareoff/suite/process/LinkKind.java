package squareoff.suite.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be between a parent and its worker. The names are keys of results. */
public enum LinkKind {
  /** The two pipes that are the worker's standard input and output. */
  PIPE(LinkWorker.PIPE),

  /** A Unix-domain socket. */
  UNIX_SOCKET(LinkWorker.UNIX_SOCKET),

  /** TCP over loopback, with TCP_NODELAY. */
  TCP(LinkWorker.TCP),

  /** A memory-mapped file, watched by spinning. */
  MAPPED_FILE(LinkWorker.MAPPED_FILE);

  private final String key;

  LinkKind(String key) {
    this.key = key;
  }

  /**
   * The kind of that name.
   *
   * @param name one of {@link #names}
   * @return the kind, if there is one
   */
  public static Optional<LinkKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(name)).findFirst();
  }

  /**
   * Lists the kinds.
   *
   * @return their names, in the order of this type
   */
  public static List<String> names() {
    return Arrays.stream(values()).map(LinkKind::toString).toList();
  }

  /**
   * Tells the name.
   *
   * @return the kind as it is written in a parameter
   */
  @Override
  public String toString() {
    return key;
  }
}
