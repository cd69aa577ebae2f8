/**
 * What the gate's verdicts are worth: simulated suites, and recorded trials whose labels are drawn
 * again, both judged by the very classes of harness.gate. No rule of the gate itself is here, only
 * others, which are held against it.
 */
package squareoff.harness.audit;
