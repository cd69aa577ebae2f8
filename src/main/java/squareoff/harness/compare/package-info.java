/**
 * Two sets of results, cell by cell: did it get slower?
 *
 * <p>The trial is the sample, and nothing is paired; what pairs trials in time and may stop early
 * is {@code gate}. Nothing here reads, prints or runs anything.
 */
package squareoff.harness.compare;
