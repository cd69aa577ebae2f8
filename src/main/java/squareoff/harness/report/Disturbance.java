package squareoff.harness.report;

/**
 * What disturbed one trial that gave a result all the same.
 *
 * @param share how much of the machine it took, 0 to 1: tells the worst of several
 * @param what in words, such as {@code steal 3.1 %}
 */
public record Disturbance(double share, String what) {}
