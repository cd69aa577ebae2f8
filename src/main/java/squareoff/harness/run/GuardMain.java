package squareoff.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.machine.ProcessTable.Seen;

/** The {@link Guard guard} that is a JVM: it sees processes as the run itself does. */
final class GuardMain {

  /** The line by which the run says that a trial has ended. */
  static final String FORGET = "forget";

  /** The line by which the run says that it ends in order. */
  static final String END = "end";

  /** A process that is just being started bears no mark yet: so often we look again. */
  private static final int LOOKS = 10;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private GuardMain() {}

  /**
   * Waits for the end of standard input, then kills.
   *
   * @param args the mark of the run's processes
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    ProcessTable table = ProcessTable.ofThisMachine();
    // Every class that killing needs is loaded now: the jar may be another one by then.
    new OwnProcesses("of nobody", table).killAll();
    OwnProcesses processes = new OwnProcesses(args[0], table);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(END)) {
        return;
      } else if (line.equals(FORGET)) {
        processes.forget();
      } else {
        String[] words = line.split(" ");
        processes.name(
            new Seen(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])));
      }
    }
    for (int look = 0; look < LOOKS; look++) {
      processes.killAll();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
