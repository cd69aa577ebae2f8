package squareoff.harness.result;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one object of equal ones: what a hundred thousand entries say alike is in memory once.
 *
 * @param <T> immutable, with equals and hashCode
 */
final class Shared<T> {
  private static final int MOST = 4096;

  private final Map<T, T> known = new ConcurrentHashMap<>();

  /** The first one that was equal to this, as long as they are not too many. */
  T of(T value) {
    T before = known.get(value);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(value, value);
    return value;
  }
}
