/**
 * The porch: what {@code java -jar benchmarks.jar} starts, under any java since 8.
 *
 * <p>Here lives the search for a JDK that the rest can run on, and the hand-over to it. Whatever is
 * named {@code Launcher...} may need no newer JDK than 8; no dependency may live here.
 */
package squareoff.launch;
