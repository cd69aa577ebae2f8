/**
 * The worker JVM: how it serves, the frames on its standard input and output, and the parent's
 * handle on it. What a worker does, and so the class that is started, is given to it as a {@link
 * squareoff.suite.process.RequestHandler}.
 *
 * <p>Only the JDK may be used here, and of it as little as will do: every class that a worker loads
 * is start-up time in every measurement.
 */
package squareoff.suite.process;
