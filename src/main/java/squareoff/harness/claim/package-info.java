/**
 * Sentences that measurements confirm or refute: claim files, and what results say of them.
 *
 * <p>Pure judgement over entries that were read elsewhere: nothing here runs, prints or knows whose
 * suite it is.
 */
package squareoff.harness.claim;
