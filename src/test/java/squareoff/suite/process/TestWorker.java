package squareoff.suite.process;

import java.util.concurrent.TimeUnit;

/**
 * A worker that can be asked to misbehave; with the argument "garbage" it never answers a frame.
 */
public final class TestWorker implements RequestHandler {

  static final int ADD = 0;
  static final int EXIT = 1;
  static final int PRINT = 2;
  static final int SLEEP = 3;
  static final int SPIN = 4;
  static final int FAIL = 5;
  static final int FLOOD_STDERR = 6;

  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0 && args[0].equals("deaf")) {
      TimeUnit.MINUTES.sleep(2);
    }
    WorkerMain.serve(new TestWorker());
  }

  @Override
  public long handle(int request, long[] arguments) throws InterruptedException {
    switch (request) {
      case ADD:
        return arguments[0] + arguments[1];
      case EXIT:
        System.err.println("leaving in the middle");
        Runtime.getRuntime().halt((int) arguments[0]);
        return 0;
      case PRINT:
        System.out.println("Hello, I am not a frame");
        return 0;
      case SLEEP:
        Thread.sleep(arguments[0]);
        return arguments[0];
      case SPIN:
        return spin(arguments[0]);
      case FAIL:
        throw new IllegalStateException("no luck today");
      case FLOOD_STDERR:
        for (int i = 0; i < arguments[0]; i++) {
          System.err.println("line " + i + " of a long complaint that nobody wants to read");
        }
        return arguments[0];
      default:
        throw new IllegalArgumentException("request " + request);
    }
  }

  /** A counted loop, which the serial collector's C2 compiles without a safepoint inside. */
  private static long spin(long rounds) {
    long x = 1;
    for (long round = 0; round < rounds; round++) {
      for (int i = 0; i < Integer.MAX_VALUE; i++) {
        x = x * x + i;
      }
    }
    return x;
  }
}
