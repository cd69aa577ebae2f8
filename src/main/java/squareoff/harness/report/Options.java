package squareoff.harness.report;

import java.util.Optional;

/**
 * What a reader may choose about a report, and what the authors of its benchmarks declare.
 *
 * @param reference the rows to compare with; where empty, those that are declared
 * @param declarations what is declared of benchmarks
 */
public record Options(Optional<Reference> reference, Declarations declarations) {
  /** Nothing chosen, nothing declared. */
  public static final Options DEFAULT = new Options(Optional.empty(), Declarations.NONE);

  /**
   * Compares with rows of the reader's choice.
   *
   * @param reference {@code name=value}, or several joined by {@code &}
   * @return the options
   * @throws InvalidReferenceException where the reference is not of that form
   */
  public Options withReference(String reference) {
    return new Options(Optional.of(Reference.parse(reference)), declarations);
  }

  /**
   * The same with other declarations.
   *
   * @param others what is declared of benchmarks
   * @return the options
   */
  public Options withDeclarations(Declarations others) {
    return new Options(reference, others);
  }
}
