package squareoff.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A small process beside a run that outlives it by a moment: when the run ends in any way, {@code
 * kill -9} included, its end of the pipe closes, and whatever it had started is killed. JMH leaves
 * its fork running when it dies itself, and nobody can catch a SIGKILL.
 */
final class GuardMain {

  private GuardMain() {}

  /**
   * Waits for the end of standard input, then kills.
   *
   * @param args the mark of the run's processes
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    OwnProcesses processes = new OwnProcesses(args[0]);
    // Every class that killing needs is loaded now: the jar may be another one by then.
    processes.alive();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String pid = in.readLine(); pid != null; pid = in.readLine()) {
      processes.add(Long.parseLong(pid));
    }
    processes.killAll();
  }
}
