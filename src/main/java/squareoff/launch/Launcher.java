package squareoff.launch;

/** Starts {@code squareoff.harness.cli.Main} on a JDK that can run it. */
public final class Launcher {

  private Launcher() {}

  /**
   * Hands over to the command line.
   *
   * @param args the arguments of the command line, passed on as they are
   * @throws Exception whatever the command line throws
   */
  public static void main(String[] args) throws Exception {
    Class.forName("squareoff.harness.cli.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
