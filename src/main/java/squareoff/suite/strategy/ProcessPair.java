package squareoff.suite.strategy;

import java.util.List;
import squareoff.suite.process.LinkKind;
import squareoff.suite.process.LinkedProcess;
import squareoff.suite.workload.Stamps;

/** This process and another, which answers. */
final class ProcessPair implements RoundTrips {

  private final LinkedProcess partner;
  private final long[] message;
  private long number;

  ProcessPair(LinkKind kind, int longs) {
    message = new long[longs];
    partner =
        LinkedProcess.start(
            kind, longs, List.of(AnsweringWorker.class, Stamps.class), Integer.toString(longs));
  }

  @Override
  public long run(int trips) {
    for (int i = 0; i < trips; i++) {
      number++;
      Stamps.write(message, number);
      partner.exchange(message, message);
      Stamps.check(message, ~number);
    }
    return number;
  }

  long pid() {
    return partner.pid();
  }

  @Override
  public void close() {
    partner.close();
  }
}
