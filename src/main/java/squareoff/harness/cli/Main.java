package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import squareoff.harness.claim.InvalidClaimFileException;
import squareoff.harness.compare.IncomparableResultsException;
import squareoff.harness.report.InvalidReferenceException;
import squareoff.harness.result.UnreadableResultException;
import squareoff.harness.result.WholeFile;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

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
   * @throws Throwable whatever JMH throws, or what no command foresees
   */
  public static void main(String[] args) throws Throwable {
    LauncherWatch.begin();
    StandardOutput out = StandardOutput.ofThisProcess();
    Messages err = Messages.to(System.err);
    try {
      if (!isOurs(args)) {
        jmh(args);
        return;
      }
    } catch (UnusableInputException e) {
      err.println(SafeText.line(e.getMessage()));
      System.exit(ExitCode.USAGE);
    }
    PrintWriter data = out.writer();
    int exit = execute(data, err, args);
    data.flush();
    System.exit(out.exit(exit, err));
  }

  private static boolean isOurs(String[] args) throws IOException {
    if (args.length == 0 || FirstWord.isOurs(args[0])) {
      refuseLostLetters(args);
      return true;
    }
    FirstWord.requireJmh(args[0]);
    return false;
  }

  /** JMH, from the jar itself: it is to find and measure what it would without us. */
  private static void jmh(String[] args) throws Throwable {
    ClassLoader jar = ClassLoader.getSystemClassLoader();
    Thread.currentThread().setContextClassLoader(jar);
    try {
      Class.forName(org.openjdk.jmh.Main.class.getName(), true, jar)
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Java reads arguments by the encoding of the locale, once and for all; what that cannot say is
   * lost, and names of files with it.
   */
  private static void refuseLostLetters(String[] args) {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    for (String arg : args) {
      if (!encoding.equals("UTF-8") && arg.indexOf('\uFFFD') >= 0) {
        throw new UnusableInputException(
            ("%s: has letters that the encoding of the locale, %s, does not have; set another, such"
                    + " as LC_ALL=C.UTF-8, and give the command again")
                .formatted(arg, encoding));
      }
    }
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
    // The same numbers and words everywhere; trials are processes of their own and keep theirs.
    Locale.setDefault(Locale.ROOT);
    if (args.length == 0) {
      out.print(FirstWord.WHAT_CAN_BE_DONE.formatted(OwnJar.command()));
      return ExitCode.USAGE;
    }
    List<String> words = Arrays.asList(args);
    boolean runs = words.getFirst().equals("run") || words.getFirst().equals("gate");
    int dashes = runs ? words.indexOf("--") : -1;
    List<String> ours = dashes < 0 ? words : words.subList(0, dashes);
    List<String> forJmh = dashes < 0 ? List.of() : words.subList(dashes + 1, words.size());
    if (words.getFirst().equals("version")) {
      ours = List.of("--version");
    }
    CommandLine commands = commands(args[0], forJmh);
    commands.setOut(out).setErr(err);
    commands.setPosixClusteredShortOptionsAllowed(false);
    commands.setUsageHelpAutoWidth(true);
    commands.setParameterExceptionHandler(Main::wrongUsage);
    commands.setExecutionExceptionHandler(Main::failed);
    return commands.execute(ours.toArray(String[]::new));
  }

  /** The command of a name alone, or all: to look at the options of each takes time. */
  static CommandLine commands(String name, List<String> forJmh) {
    CommandLine commands = new CommandLine(new Main());
    boolean all = !FirstWord.COMMANDS.contains(name) || name.equals("help");
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
    command.getErr().println(SafeText.line(e.getMessage()));
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
      return unusable(command, e.getMessage());
    }
    if (e instanceof InvalidPathException path) {
      // Names of files come from journals and variables too, and need not be any here.
      return unusable(
          command, "%s: no name of a file here (%s)".formatted(path.getInput(), path.getReason()));
    }
    Optional<IOException> io = inputOutput(e);
    if (io.isPresent()) {
      command
          .getErr()
          .printf(
              "%s: %s%nWhat was recorded before is kept; make room on the disk or mend the path, then"
                  + " go on with %s.%n",
              command.getCommandName(),
              SafeText.line(e instanceof UncheckedIOException ? e.getMessage() : named(io.get())),
              recordsTrials(command) ? "--resume" : "the same command");
      return ExitCode.USAGE;
    }
    command.getErr().println("A bug of squareoff; please report it with what follows:");
    e.printStackTrace(command.getErr());
    return ExitCode.BUG;
  }

  private static String named(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + WholeFile.why(e)
        : WholeFile.why(e);
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

  private static int unusable(CommandLine command, String message) {
    command.getErr().println(command.getCommandName() + ": " + SafeText.line(message));
    return ExitCode.USAGE;
  }

  private static boolean recordsTrials(CommandLine command) {
    return command.getCommandSpec().findOption("--resume") != null;
  }
}
