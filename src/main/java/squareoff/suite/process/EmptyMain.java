package squareoff.suite.process;

/** A program that does nothing: what is left of its time is the JVM's own. */
public final class EmptyMain {

  private EmptyMain() {}

  /**
   * Returns at once.
   *
   * @param args none
   */
  public static void main(String[] args) {}
}
