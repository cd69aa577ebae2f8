package squareoff.harness.cli;

import java.io.IOException;

/** The command line: Squareoff's own commands, or JMH itself where none is named. */
public final class Main {

  private Main() {}

  /**
   * Runs a command, or JMH where the first argument is not one of ours.
   *
   * @param args the command line
   * @throws IOException as JMH does
   */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
