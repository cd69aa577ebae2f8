package squareoff.suite.strategy;

import java.io.IOException;
import squareoff.suite.process.LinkHandler;
import squareoff.suite.process.LinkWorker;
import squareoff.suite.workload.Stamps;

/** The worker JVM that checks every message and sends one of the same size back. */
public final class AnsweringWorker implements LinkHandler {

  private final long[] message;
  private long expected;

  private AnsweringWorker(int longs) {
    message = new long[longs];
  }

  /**
   * Serves until its parent is gone.
   *
   * @param args what {@link LinkWorker} needs, then the longs of a message
   * @throws IOException if the link breaks
   */
  public static void main(String[] args) throws IOException {
    int longs = Integer.parseInt(args[LinkWorker.ARGUMENTS]);
    LinkWorker.serve(args, new AnsweringWorker(longs));
  }

  @Override
  public long[] request() {
    return message;
  }

  @Override
  public long[] answer() {
    expected++;
    Stamps.answer(message, expected);
    return message;
  }
}
