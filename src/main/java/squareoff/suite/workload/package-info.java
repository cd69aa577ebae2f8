/**
 * What one worker does: the square loop, the pause, the echo.
 *
 * <p>Pure work, with a result that can be checked against a closed form. Nothing here knows who
 * runs it or how it is timed; only the JDK may be used.
 */
package squareoff.suite.workload;
