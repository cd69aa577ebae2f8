/**
 * What machine this is, and how quiet it was while a trial ran.
 *
 * <p>Facts come from {@code /proc}, {@code /sys} and the JDK; where one cannot be had it is absent,
 * never guessed and never zero.
 */
package squareoff.harness.machine;
