package squareoff.suite.workload;

import java.io.IOException;

/** The tutorial's loop with a request and its reply in place of the pause. */
public final class EchoLoop {

  /** The largest number of squares: so many round trips take minutes even without a delay. */
  public static final int MAX_SQUARES = 1_000_000;

  private EchoLoop() {}

  /** Sends a number to someone who sends it back. */
  @FunctionalInterface
  public interface Echo {

    /**
     * Sends a number and waits for the reply.
     *
     * @param value the number to send
     * @return the number that came back
     * @throws IOException if nothing can come back any more
     */
    long exchange(long value) throws IOException;
  }

  /**
   * Squares 0, 1, ... one after another, sends each square, and adds up what comes back.
   *
   * @param echo who sends the squares back
   * @param squares how many numbers to square, 0 to {@link #MAX_SQUARES}
   * @return the sum of the replies, equal to {@link ClosedForm#sumOfSquares}
   * @throws IOException if a reply cannot come any more, or is not the number that was sent
   */
  public static long sum(Echo echo, int squares) throws IOException {
    long sum = 0;
    for (long i = 0; i < squares; i++) {
      long square = i * i;
      long reply = echo.exchange(square);
      if (reply != square) {
        throw new IOException("sent " + square + ", but " + reply + " came back");
      }
      sum += reply;
    }
    return sum;
  }
}
