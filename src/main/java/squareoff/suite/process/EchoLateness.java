package squareoff.suite.process;

import java.util.Optional;

/**
 * How late the echo server's replies left it: what the server, and not the strategy under test,
 * added to the measured time.
 *
 * @param replies number of replies sent
 * @param totalNanos sum over all replies of the time between the moment a reply was due and the
 *     moment it was handed to the kernel, in nanoseconds
 * @param maxNanos the largest of these times, in nanoseconds
 * @param longestReadNanos the longest time for which the server was busy reading one batch of
 *     requests, in nanoseconds. A request that arrives meanwhile is stamped only afterwards, so
 *     this bounds the lateness that the other numbers cannot see
 */
public record EchoLateness(long replies, long totalNanos, long maxNanos, long longestReadNanos) {

  /** Nothing sent, nothing late. */
  public static final EchoLateness NONE = new EchoLateness(0, 0, 0, 0);

  private static final String PREFIX = "late";
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Both together, as if they were one stretch of time.
   *
   * @param other the lateness of other replies of the same server
   * @return sums of what is summed, maxima of what is a maximum
   */
  public EchoLateness plus(EchoLateness other) {
    return new EchoLateness(
        replies + other.replies,
        totalNanos + other.totalNanos,
        Math.max(maxNanos, other.maxNanos),
        Math.max(longestReadNanos, other.longestReadNanos));
  }

  /**
   * The mean lateness of a reply.
   *
   * @return milliseconds; 0 if there was no reply
   */
  public double meanMillis() {
    return replies == 0 ? 0 : totalNanos / NANOS_PER_MILLI / replies;
  }

  /**
   * The lateness of the latest reply.
   *
   * @return milliseconds; 0 if there was no reply
   */
  public double maxMillis() {
    return maxNanos / NANOS_PER_MILLI;
  }

  /**
   * The longest batch of requests.
   *
   * @return milliseconds
   */
  public double longestReadMillis() {
    return longestReadNanos / NANOS_PER_MILLI;
  }

  /** The form in which it travels over the server's standard output, without the line's end. */
  String toLine() {
    return PREFIX + ' ' + replies + ' ' + totalNanos + ' ' + maxNanos + ' ' + longestReadNanos;
  }

  /** The reverse of {@link #toLine}; empty if the line is anything else. */
  static Optional<EchoLateness> parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 5 || !words[0].equals(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EchoLateness(
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]),
              Long.parseLong(words[4])));
    } catch (NumberFormatException notNumbers) {
      return Optional.empty();
    }
  }
}
