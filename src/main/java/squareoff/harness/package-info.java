/**
 * Wing 2, how it is measured and judged: any JMH uber-jar, this one treated like a stranger's.
 *
 * <p>Only packages live here; see each for its one idea. None imports the suite.
 */
package squareoff.harness;
