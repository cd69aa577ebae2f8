package squareoff.harness.report.format;

import java.time.Instant;
import squareoff.harness.report.Source;

/**
 * What is written in a format.
 *
 * @param source the results
 * @param time when they were measured, as far as that is known
 */
public record Input(Source source, Instant time) {}
