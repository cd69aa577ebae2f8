/**
 * The command line: {@link squareoff.harness.cli.Main} and one class for each command.
 *
 * <p>Commands read options, call the other packages and print. Nothing imports this package, and no
 * rule about measuring or judging lives here.
 */
package squareoff.harness.cli;
