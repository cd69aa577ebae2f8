package squareoff.suite.strategy;

import java.io.IOException;
import squareoff.suite.process.LinkHandler;
import squareoff.suite.process.LinkWorker;
import squareoff.suite.workload.SquareSeries;

/** The worker JVM that hands back squares. */
public final class SquareSeriesWorker implements LinkHandler {

  private final long[] from = new long[1];
  private final long[] squares;

  private SquareSeriesWorker(int longs) {
    squares = new long[longs];
  }

  /**
   * Serves until its parent is gone.
   *
   * @param args what {@link LinkWorker} needs, then how many squares an answer has
   * @throws IOException if the link breaks
   */
  public static void main(String[] args) throws IOException {
    int longs = Integer.parseInt(args[LinkWorker.ARGUMENTS]);
    LinkWorker.serve(args, new SquareSeriesWorker(longs));
  }

  @Override
  public long[] request() {
    return from;
  }

  @Override
  public long[] answer() {
    SquareSeries.fill(from[0], squares);
    return squares;
  }
}
