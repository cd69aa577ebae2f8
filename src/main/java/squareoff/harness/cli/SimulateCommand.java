package squareoff.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import squareoff.harness.audit.NoiseShape;
import squareoff.harness.audit.Simulation;
import squareoff.harness.run.UnusableInputException;

/** {@code simulate}: what the gate does on suites of which the truth is known. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Judges simulated suites by the gate's own classes and prints, as Markdown tables, its false"
          + " alarms, its power, and how many pairs of trials it takes. It runs no benchmark.",
      "The same options give the same tables on any machine."
    },
    footer = {"", "Exit codes: 0 done; 2 wrong usage."})
final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_CELLS = 10_000;
  private static final int MOST_PAIRS = 10_000;
  private static final int MOST_MACHINES = 1000;

  @Option(
      names = "--suites",
      paramLabel = "N",
      defaultValue = "2000",
      description = {
        "Suites without a difference, for each noise; where there is one, a tenth of them",
        "(default: ${DEFAULT-VALUE})."
      })
  private int suites;

  @Option(
      names = "--cells",
      paramLabel = "N",
      defaultValue = "30",
      description = "Cells of a suite (default: ${DEFAULT-VALUE}).")
  private int cells;

  @Option(
      names = "--alpha",
      paramLabel = "LEVEL",
      split = ",",
      defaultValue = "0.01,0.05",
      description = {
        "Family-wise levels of false alarms; the first is that of all other tables",
        "(default: ${DEFAULT-VALUE})."
      })
  private List<String> alphas = List.of();

  @Option(
      names = "--beta",
      paramLabel = "LEVEL",
      defaultValue = "0.05",
      description = "Level of a wrong 'not-slower', for each cell (default: ${DEFAULT-VALUE}).")
  private String beta = "";

  @Option(
      names = "--tolerance",
      paramLabel = "FRACTION",
      defaultValue = "0.05",
      description = "The slowdown that does not matter (default: ${DEFAULT-VALUE}).")
  private String tolerance = "";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "40",
      description = "Pairs of trials that a cell has at most, even (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--noise",
      paramLabel = "FRACTION",
      split = ",",
      defaultValue = "1%,2%,3%,5%,10%",
      description = "Standard deviations of a trial (default: ${DEFAULT-VALUE}).")
  private List<String> noises = List.of();

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      split = ",",
      defaultValue = "normal,t3,bimodal,lognormal,ar1,trend,noisier",
      description = "How trials scatter (default: ${DEFAULT-VALUE}).")
  private List<String> shapes = List.of();

  @Option(
      names = "--slowdown",
      paramLabel = "FRACTION",
      split = ",",
      defaultValue = "2%,5%,7.5%,10%,20%",
      description = "Slowdowns of one cell that are to be found (default: ${DEFAULT-VALUE}).")
  private List<String> slowdowns = List.of();

  @Option(
      names = "--machines",
      paramLabel = "N",
      split = ",",
      defaultValue = "2,4,8",
      description = {
        "How many machines measure the same suite and are decided over together",
        "(default: ${DEFAULT-VALUE})."
      })
  private List<Integer> machines = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--compare",
      description = {
        "Print only what 'compare' says of two files with few forks: its false alarms and",
        "what it finds (the last tables otherwise)."
      })
  private boolean compareOnly;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Simulation simulation = simulation();
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> progress = part -> err.println("simulate: " + part);
    PrintWriter out = spec.commandLine().getOut();
    if (compareOnly) {
      out.print(simulation.compareReport(progress));
      out.flush();
      return ExitCode.DONE;
    }
    String tables = simulation.report(progress);
    out.printf("# The gate on simulated suites%n%n%s%n%s", introduction(), tables);
    out.flush();
    return ExitCode.DONE;
  }

  private Simulation simulation() {
    require(suites >= 1, "--suites", suites, "at least 1");
    require(cells >= 1 && cells <= MOST_CELLS, "--cells", cells, "1 to " + MOST_CELLS);
    require(
        pairs >= 2 && pairs <= MOST_PAIRS && pairs % 2 == 0,
        "--pairs",
        pairs,
        "an even number, 2 to " + MOST_PAIRS);
    machines.forEach(
        n -> require(n >= 1 && n <= MOST_MACHINES, "--machines", n, "1 to " + MOST_MACHINES));
    return new Simulation(
        suites,
        cells,
        levels(),
        Fraction.probability(beta, "--beta"),
        Fraction.tolerance(tolerance, "--tolerance"),
        pairs,
        noises.stream().map(noise -> Fraction.change(noise, "--noise")).toList(),
        shapes.stream().map(SimulateCommand::shape).toList(),
        slowdowns.stream().map(slow -> Fraction.change(slow, "--slowdown")).toList(),
        seed,
        machines);
  }

  private String introduction() {
    StringBuilder shapesSaid = new StringBuilder();
    for (String label : shapes) {
      shapesSaid.append("- `%s`: %s.%n".formatted(label, shape(label).says()));
    }
    return """
    ```
    java -jar benchmarks.jar simulate --suites %d --cells %d --alpha %s --beta %s \\
      --tolerance %s --pairs %d --noise %s \\
      --shape %s --slowdown %s --machines %s --seed %d
    ```

    What the gate says of suites of which the truth is known. The verdicts come from the classes
    that judge real trials; only the trials are drawn, in blocks of two pairs whose order is
    drawn too. The noise is the standard deviation of a trial's logarithm of cost, which is about
    its coefficient of variation. A cell has %d pairs of trials at most.

    %s\
    """
        .formatted(
            suites,
            cells,
            joined(levels()),
            plain(Fraction.parse(beta, "--beta")),
            plain(Fraction.parse(tolerance, "--tolerance")),
            pairs,
            String.join(",", noises),
            String.join(",", shapes),
            String.join(",", slowdowns),
            String.join(",", machines.stream().map(String::valueOf).toList()),
            seed,
            pairs,
            shapesSaid);
  }

  private static NoiseShape shape(String label) {
    return NoiseShape.labelled(label)
        .orElseThrow(() ->
            new UnusableInputException(
                "--shape %s: no such shape; choose from %s"
                    .formatted(label, String.join(", ", NoiseShape.labels()))));
  }

  private List<Double> levels() {
    return alphas.stream().map(alpha -> Fraction.probability(alpha, "--alpha")).toList();
  }

  private static void require(boolean met, String option, Object found, String remedy) {
    if (!met) {
      throw new UnusableInputException("%s %s: must be %s".formatted(option, found, remedy));
    }
  }

  private static String joined(List<Double> numbers) {
    return String.join(",", numbers.stream().map(SimulateCommand::plain).toList());
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }
}
