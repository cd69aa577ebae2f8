package squareoff.suite.process;

import java.io.IOException;

/** A worker at the end of a link that can be asked to misbehave. */
public final class TestLinkWorker implements LinkHandler {

  static final long EXIT = -1;
  static final long SLEEP = -2;

  private final long[] request = new long[1];
  private final int answerLongs;

  private TestLinkWorker(int answerLongs) {
    this.answerLongs = answerLongs;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[LinkWorker.ARGUMENTS]) {
      case "dies" -> {
        System.err.println("leaving before it began");
        System.exit(3);
      }
      case "talks" -> System.out.println("Hello, I am no worker");
      case "deaf" -> Thread.sleep(120_000);
      default -> {
        int answerLongs = Integer.parseInt(args[LinkWorker.ARGUMENTS]);
        LinkWorker.serve(args, new TestLinkWorker(answerLongs));
      }
    }
  }

  @Override
  public long[] request() {
    return request;
  }

  /** Fills the answer with numbers that follow that of the request. */
  @Override
  public long[] answer() {
    if (request[0] == EXIT) {
      System.err.println("leaving in the middle");
      Runtime.getRuntime().halt(7);
    }
    if (request[0] == SLEEP) {
      try {
        Thread.sleep(120_000);
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    }
    long[] answer = new long[answerLongs];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = request[0] + 1 + i;
    }
    return answer;
  }
}
