package squareoff.suite.process;

/** A program that tries to open a number of connections, and prints what it is told. */
final class EchoOpening {

  private EchoOpening() {}

  public static void main(String[] args) {
    try {
      EchoConnections.open(1, Integer.parseInt(args[0]));
    } catch (EchoException e) {
      System.out.println(e.getMessage());
    }
  }
}
