/**
 * Whether a change made something slower: the policy, the evidence of blocks of trials, and the
 * verdicts. Here it is decided which trials come next and when enough is known. Nothing here prints
 * (that is harness.report) or starts a process (that is harness.run).
 */
package squareoff.harness.gate;
