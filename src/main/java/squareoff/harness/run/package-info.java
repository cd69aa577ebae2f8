/**
 * Running, recording, resuming: the plan, its trials, the journal.
 *
 * <p>Everything that a run leaves behind is derived from the journal. What results mean belongs in
 * {@code result}, {@code stats} and {@code report}.
 */
package squareoff.harness.run;
