/**
 * The worker JVM: its main class, the frames on its standard input and output, and the parent's
 * handle on it.
 *
 * <p>Only the JDK may be used here, and of it as little as will do: every class that a worker loads
 * is start-up time in every measurement.
 */
package squareoff.suite.process;
