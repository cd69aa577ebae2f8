package squareoff.suite.workload;

import java.util.function.IntSupplier;

/** A stack of a given depth: a method that calls itself. */
public final class Descent {

  private Descent() {}

  /**
   * Calls itself until there are so many frames of it on the stack, then does something.
   *
   * @param frames how many frames, at least 1
   * @param bottom what to do at the deepest
   * @return the number of frames, if {@code bottom} returns 1
   */
  public static int descend(int frames, IntSupplier bottom) {
    return frames <= 1 ? bottom.getAsInt() : 1 + descend(frames - 1, bottom);
  }
}
