package squareoff.suite.strategy;

import squareoff.suite.process.RequestHandler;
import squareoff.suite.process.WorkerMain;
import squareoff.suite.workload.InterpretedSquares;
import squareoff.suite.workload.Mix;
import squareoff.suite.workload.Pause;
import squareoff.suite.workload.SquareLoop;

/**
 * The worker JVM that squares: its main class, and what it does with requests. To add a request:
 * give it the next number and a case.
 */
public final class SquareWorker implements RequestHandler {

  /** Arguments {@code from, to}; answers {@link SquareLoop#sum(long, long)}. */
  static final int SUM = 0;

  /** Arguments {@code squares, pause} in nanoseconds; answers {@link Pause#squares}. */
  static final int PAUSED_SQUARES = 1;

  /**
   * Arguments {@code from, to, sections, pause} in nanoseconds; answers {@link
   * InterpretedSquares#runAlone}.
   */
  static final int INTERPRETED_SQUARES = 2;

  /** Arguments {@code cycles, squares, pause} in nanoseconds; answers {@link Mix#squares}. */
  static final int MIXED_SQUARES = 3;

  private SquareWorker() {}

  /**
   * Serves requests until standard input ends.
   *
   * @param args none
   */
  public static void main(String[] args) {
    WorkerMain.serve(new SquareWorker());
  }

  @Override
  public long handle(int request, long[] arguments) throws InterruptedException {
    return switch (request) {
      case SUM -> SquareLoop.sum(arguments[0], arguments[1]);
      case PAUSED_SQUARES -> Pause.squares(arguments[0], arguments[1]);
      case INTERPRETED_SQUARES -> interpreted(arguments);
      case MIXED_SQUARES -> Mix.squares(arguments[0], arguments[1], arguments[2]);
      default -> throw new IllegalArgumentException("no request has the number " + request);
    };
  }

  private long interpreted(long[] arguments) throws InterruptedException {
    int sections = Math.toIntExact(arguments[2]);
    return new InterpretedSquares(arguments[0], arguments[1], sections, arguments[3], false, false)
        .runAlone();
  }
}
