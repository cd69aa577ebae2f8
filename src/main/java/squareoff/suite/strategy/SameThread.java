package squareoff.suite.strategy;

import squareoff.suite.workload.Stamps;

/** The floor under all hand-overs: one thread is both sides, and a message goes nowhere. */
final class SameThread implements RoundTrips {

  private final long[] message;
  private long number;

  SameThread(int longs) {
    message = new long[longs];
  }

  @Override
  public long run(int trips) {
    for (int i = 0; i < trips; i++) {
      number++;
      Stamps.write(message, number);
      Stamps.answer(message, number);
      Stamps.check(message, ~number);
    }
    return number;
  }

  @Override
  public void close() {}
}
