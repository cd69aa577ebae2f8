package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.audit.Audit;
import squareoff.harness.gate.Policy;
import squareoff.harness.run.UnusableInputException;

/** {@code audit}: what the gate and the rules of other tools are worth on recorded trials. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "From trials of one jar on this machine (a run, or a gate of a jar against a copy of itself),",
      "how often the gate and the rules of other tools call something slower although nothing is,",
      "and how often they find a slowdown of 2, 5 and 10 %. Prints a Markdown table; runs nothing."
    },
    footer = {
      "",
      "Exit codes: 0 done; 2 wrong usage, unreadable input, or trials of several jars."
    })
final class AuditCommand implements Callable<Integer> {

  private static final int MOST_RESAMPLES = 10_000_000;

  @Parameters(
      paramLabel = "DIR|JOURNAL",
      arity = "1..*",
      description = "Run directories or their journals; trials of one cell are put together.")
  private List<Path> paths = List.of();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How often labels are drawn (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Option(
      names = "--alpha",
      paramLabel = "LEVEL",
      defaultValue = "0.01",
      description = "The gate's family-wise level of false alarms (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--beta",
      paramLabel = "LEVEL",
      defaultValue = "0.05",
      description = "The gate's level of a wrong 'same' (default: ${DEFAULT-VALUE}).")
  private double beta;

  @Option(
      names = "--tolerance",
      paramLabel = "FRACTION",
      defaultValue = "0.05",
      description = "The slowdown that does not matter to the gate (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    require(
        resamples >= 1 && resamples <= MOST_RESAMPLES,
        "--resamples",
        resamples,
        "1 to " + MOST_RESAMPLES);
    require(alpha > 0 && alpha < 1, "--alpha", alpha, "above 0 and below 1");
    require(beta > 0 && beta < 1, "--beta", beta, "above 0 and below 1");
    require(tolerance >= 0 && tolerance < 10, "--tolerance", tolerance, "0 or more, below 10");
    Policy policy = new Policy(alpha, beta, tolerance, List.of());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new Audit(policy, resamples, seed).report(paths));
    out.flush();
    return ExitCode.DONE;
  }

  private static void require(boolean met, String option, Object found, String remedy) {
    if (!met) {
      throw new UnusableInputException("%s %s: must be %s".formatted(option, found, remedy));
    }
  }
}
