package squareoff.harness.report;

import java.util.Optional;

/**
 * What a reader may choose about a report.
 *
 * @param reference the rows to compare with; where empty, those with {@code strategy=sequential} in
 *     tables that have them and no limit
 */
public record Options(Optional<Reference> reference) {
  /** Nothing chosen. */
  public static final Options DEFAULT = new Options(Optional.empty());

  /**
   * Compares with rows of the reader's choice.
   *
   * @param reference {@code name=value}, or several joined by {@code &}
   * @return the options
   * @throws InvalidReferenceException where the reference is not of that form
   */
  public static Options withReference(String reference) {
    return new Options(Optional.of(Reference.parse(reference)));
  }
}
