package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.audit.Audit;
import squareoff.harness.gate.Policy;
import squareoff.harness.run.UnusableInputException;

/** {@code audit}: what the gate and other rules are worth on recorded trials. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "From recorded trials of one jar on this machine (a run, or a gate of a jar against a copy of"
          + " itself): how often the gate and other rules call something slower although nothing is,"
          + " how often they find a slowdown of 2, 5 and 10 %%, and which of them finds more than the"
          + " gate at its level. Prints a Markdown table; runs nothing."
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

  @Mixin private PolicyOptions policy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (resamples < 1 || resamples > MOST_RESAMPLES) {
      throw new UnusableInputException(
          "--resamples %d: must be 1 to %d".formatted(resamples, MOST_RESAMPLES));
    }
    Audit audit = new Audit(policy.over(Policy.DEFAULT), resamples, seed);
    PrintWriter out = spec.commandLine().getOut();
    out.print(audit.report(paths, spec.commandLine().getErr()::println));
    out.flush();
    return ExitCode.DONE;
  }
}
