package squareoff.harness.run;

/** A benchmark that JMH's command line cannot run as it is; others of its jar may be fine. */
final class UnrunnableBenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message names the benchmark, what was found, and the remedy
   */
  UnrunnableBenchmarkException(String message) {
    super(message);
  }
}
