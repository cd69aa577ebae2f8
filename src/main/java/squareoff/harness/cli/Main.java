package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import squareoff.harness.claim.InvalidClaimFileException;
import squareoff.harness.compare.IncomparableResultsException;
import squareoff.harness.report.InvalidReferenceException;
import squareoff.harness.result.UnreadableResultException;
import squareoff.harness.run.UnusableInputException;

/**
 * The command line: Squareoff's own commands, or JMH itself, with every option of JMH, where none
 * of them is named.
 */
@Command(
    name = "benchmarks.jar",
    description = {
      "Measures what processes, threads, locks and queues cost on this machine, and runs any JMH"
          + " jar without losing a result.",
      "Without one of these commands this is JMH itself, with JMH's options (-h lists them)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private static final Set<String> OURS =
      Set.of(
          "run", "report", "compare", "gate", "simulate", "audit", "help", "--help", "--version");

  private Main() {}

  /** What the jar's manifest says of its version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"squareoff " + (version == null ? "(not from a jar)" : version)};
    }
  }

  /**
   * Runs a command, or JMH where the first argument is not one of ours.
   *
   * @param args the command line
   * @throws IOException as JMH does
   */
  public static void main(String[] args) throws IOException {
    LauncherWatch.begin();
    if (args.length == 0 || !OURS.contains(args[0])) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    int exit;
    try {
      exit = execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // Java's own exit code for these is 1, which here would say that something is slower.
      e.printStackTrace();
      exit = ExitCode.BUG;
    }
    System.exit(exit);
  }

  /**
   * Runs one of our commands.
   *
   * @param out where data go
   * @param err where messages go
   * @param args the command line; what stands behind the first {@code --} is handed to JMH
   * @return the exit code
   */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    List<String> words = Arrays.asList(args);
    boolean runs = words.getFirst().equals("run") || words.getFirst().equals("gate");
    int dashes = runs ? words.indexOf("--") : -1;
    List<String> ours = dashes < 0 ? words : words.subList(0, dashes);
    List<String> forJmh = dashes < 0 ? List.of() : words.subList(dashes + 1, words.size());
    CommandLine commands = commands(args[0], forJmh);
    commands.setOut(out).setErr(err);
    commands.setPosixClusteredShortOptionsAllowed(false);
    commands.setUsageHelpAutoWidth(true);
    commands.setParameterExceptionHandler(Main::wrongUsage);
    commands.setExecutionExceptionHandler(Main::failed);
    return commands.execute(ours.toArray(String[]::new));
  }

  /** The command of a name alone, or all: to look at the options of each takes time. */
  private static CommandLine commands(String name, List<String> forJmh) {
    CommandLine commands = new CommandLine(new Main());
    boolean all = !OURS.contains(name) || name.contains("help") || name.startsWith("--");
    if (all || name.equals("run")) {
      RunCommand run = new RunCommand();
      run.forJmh(forJmh);
      commands.addSubcommand(run);
    }
    if (all || name.equals("report")) {
      commands.addSubcommand(new ReportCommand());
    }
    if (all || name.equals("compare")) {
      commands.addSubcommand(new CompareCommand());
    }
    if (all || name.equals("gate")) {
      GateCommand gate = new GateCommand();
      gate.forJmh(forJmh);
      commands.addSubcommand(gate);
    }
    if (all || name.equals("audit")) {
      commands.addSubcommand(new AuditCommand());
    }
    if (all || name.equals("simulate")) {
      commands.addSubcommand(new SimulateCommand());
    }
    if (all) {
      commands.addSubcommand(new CommandLine.HelpCommand());
    }
    return commands;
  }

  private static int wrongUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command
        .getErr()
        .printf(
            "Try: %s help%s%n",
            OwnJar.command(), command.getParent() == null ? "" : " " + command.getCommandName());
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof UnusableInputException
        || e instanceof UnreadableResultException
        || e instanceof IncomparableResultsException
        || e instanceof InvalidReferenceException
        || e instanceof InvalidClaimFileException) {
      command.getErr().println(command.getCommandName() + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    Optional<IOException> io = inputOutput(e);
    if (io.isPresent()) {
      command
          .getErr()
          .printf(
              "%s: %s%nWhat was recorded before is kept; make room on the disk or mend the path, then"
                  + " go on with %s.%n",
              command.getCommandName(),
              e instanceof UncheckedIOException ? e.getMessage() : named(io.get()),
              recordsTrials(command) ? "--resume" : "the same command");
      return ExitCode.USAGE;
    }
    command.getErr().println("A bug of squareoff; please report it with what follows:");
    e.printStackTrace(command.getErr());
    return ExitCode.BUG;
  }

  private static String named(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + Directories.why(e)
        : Directories.why(e);
  }

  /** What the system refused, however it was handed on: a full disk is no bug of ours. */
  private static Optional<IOException> inputOutput(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private static boolean recordsTrials(CommandLine command) {
    return command.getCommandSpec().findOption("--resume") != null;
  }
}
