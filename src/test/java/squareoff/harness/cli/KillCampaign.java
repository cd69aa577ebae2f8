package squareoff.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import squareoff.harness.cli.KilledRun.Victim;
import squareoff.harness.machine.ProcessTable.Seen;

/**
 * Kills runs and gates at random moments, goes on with them, and counts what must not be: trials
 * lost, trials doubled, JVMs left, strangers harmed. A main class to be started by hand, since it
 * takes many minutes. Half of the kills are in a pid namespace whose first process waits for
 * whatever has died, half in one whose first process does not, so that the dead keep their numbers.
 * A crowd of {@link Bystanders} takes the numbers of the dead meanwhile.
 */
final class KillCampaign {

  private static final List<Set<Victim>> TARGETS =
      List.of(
          Set.of(Victim.HARNESS),
          Set.of(Victim.LAUNCHER),
          Set.of(Victim.GUARD),
          Set.of(Victim.SHELL),
          Set.of(Victim.HOST),
          Set.of(Victim.FORK),
          Set.of(Victim.GUARD, Victim.HARNESS),
          Set.of(Victim.GUARD, Victim.SHELL, Victim.HARNESS),
          Set.of(Victim.HOST, Victim.HARNESS),
          Set.of(Victim.LAUNCHER, Victim.HARNESS, Victim.GUARD));

  private static final int USUAL_KILLS = 150;

  /** What is measured does not matter here: a start costs half the time with these. */
  private static final String QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final String COUNTS =
      "%s kills: trials lost %s, doubled %s, JVMs left %s, wrong exit codes %s, strangers harmed %s";

  private static final Pattern COUNTED = Pattern.compile(COUNTS.replace("%s", "(\\d+)"));

  private KillCampaign() {}

  /**
   * Kills in both namespaces and adds up. The exit code is 0 where all kills were made and nothing
   * is wrong, else 1.
   *
   * @param args how many kills (150), and the seed (of the clock)
   */
  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_KILLS;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() % 1_000_000;
    if (args.length > 2) {
      System.out.println(counts(kill(kills, new Random(seed))));
      System.exit(0);
    }
    System.out.println("seed " + seed);
    List<Integer> waited = inNamespace(kills / 2, seed, "sh", "-c", "\"$@\"; exit $?", "sh");
    List<Integer> kept = inNamespace(kills - kills / 2, seed + 1);
    List<Integer> all =
        IntStream.range(0, waited.size()).mapToObj(i -> waited.get(i) + kept.get(i)).toList();
    System.out.println(counts(all));
    boolean right = all.subList(1, all.size()).stream().allMatch(fault -> fault == 0);
    System.exit(right && all.getFirst() == kills ? 0 : 1);
  }

  /** Has the half of it done in a namespace of its own, below the first process given. */
  private static List<Integer> inNamespace(int kills, long seed, String... first)
      throws IOException {
    System.out.printf(
        "Process 1 %s for the dead:%n", first.length == 0 ? "does not wait" : "waits");
    List<String> command =
        new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
    command.addAll(List.of(first));
    command.addAll(java("-Dsquareoff.jar=" + System.getProperty("squareoff.jar")));
    command.addAll(List.of(KillCampaign.class.getName(), "" + kills, "" + seed, "inside"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JDK_JAVA_OPTIONS", QUICK_START);
    List<Integer> counts = List.of(0, 0, 0, 0, 0, 0);
    try (BufferedReader lines = builder.start().inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        Matcher counted = COUNTED.matcher(line);
        if (counted.matches()) {
          counts =
              IntStream.rangeClosed(1, counted.groupCount())
                  .mapToObj(i -> Integer.valueOf(counted.group(i)))
                  .toList();
        }
      }
    }
    return counts;
  }

  private static List<String> java(String... options) {
    List<String> command = new ArrayList<>(List.of(RunProcess.ownJava()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  private static String counts(List<Integer> counts) {
    return COUNTS.formatted(counts.toArray());
  }

  private static List<Integer> kill(int number, Random random) throws Exception {
    Path directory = Files.createTempDirectory("kills");
    KilledRun.buildJar(directory);
    List<Set<Victim>> targets = targets();
    Crowd crowd = Crowd.gather(directory.resolve("crowd"));
    int[] counts = new int[6];
    for (int attempt = 0; counts[0] < number && attempt < 2 * number; attempt++) {
      if (attempt % targets.size() == 0) {
        Collections.shuffle(targets, random);
      }
      KilledRun run =
          new KilledRun(random, targets.get(attempt % targets.size()), directory, crowd);
      run.perform();
      counts[0] += run.killed() ? 1 : 0;
      for (int i = 0; i < run.faults().size(); i++) {
        counts[i + 1] += run.faults().get(i);
      }
      System.out.printf("%4d %s%s%n", counts[0], run.line(), crowd.news());
    }
    counts[5] = crowd.harmedAtEnd();
    return IntStream.of(counts).boxed().toList();
  }

  private static List<Set<Victim>> targets() {
    List<Set<Victim>> targets = new ArrayList<>(TARGETS);
    if (!Files.isExecutable(KilledRun.OLD)) {
      System.out.println("no JDK 17 at " + KilledRun.OLD + ": the launcher is not killed");
      targets.removeIf(target -> target.contains(Victim.LAUNCHER));
    }
    return targets;
  }

  /**
   * The bystanders.
   *
   * @param life they go on as long as this process does
   * @param process all of them, as its children and threads
   * @param says where they say what becomes of them
   */
  record Crowd(Process life, Process process, Path says) {

    private static Crowd gather(Path says) throws IOException {
      Process life = new ProcessBuilder("sleep", "1000000").start();
      List<String> command = java("-Xmx64m");
      command.addAll(List.of(Bystanders.class.getName(), String.valueOf(life.pid())));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(says.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Crowd(life, process, says);
    }

    /** Whether a process is one of them. */
    boolean has(Seen other) {
      return List.of(life.pid(), process.pid()).contains(other.pid())
          || other.parent() == process.pid();
    }

    /** Has them take the process ids of these, which were just killed. */
    void tell(List<ProcessHandle> dead) throws IOException {
      OutputStream in = process.getOutputStream();
      for (ProcessHandle one : dead) {
        in.write((one.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      in.flush();
    }

    private String news() throws IOException {
      return (process.isAlive() ? "" : ", THE CROWD IS DEAD") + (harmed() == 0 ? "" : ", HARMED");
    }

    private int harmed() throws IOException {
      return (int) Files.readString(says).lines().filter(l -> l.startsWith("harmed")).count();
    }

    /** A thread that was killed takes all along: the last line is missing then. */
    private int harmedAtEnd() throws Exception {
      life.destroyForcibly();
      boolean whole = process.waitFor() == 0;
      System.out.print(Files.readString(says));
      return harmed() + (whole ? 0 : 1);
    }
  }
}
