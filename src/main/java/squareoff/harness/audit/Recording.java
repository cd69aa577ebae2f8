package squareoff.harness.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.run.UnusableInputException;

/**
 * Trials of one jar on one machine, in blocks of four: labels may be drawn within a block as if two
 * builds had been compared, and whatever is found between them is a false alarm.
 *
 * @param cells those with at least two blocks
 * @param tooFew cells that were left out because they have fewer
 * @param unused trials that are in no block: they failed, have no logarithm, or were left over
 * @param notes how far the journals can be relied on: sentences
 */
record Recording(List<RecordedCell> cells, List<String> tooFew, int unused, List<String> notes) {

  private static final int TRIALS = 4;
  private static final int FEWEST_BLOCKS = 2;

  /**
   * Reads what runs have recorded.
   *
   * @param paths run directories or journals; the blocks of one cell are put together
   * @throws UnusableInputException if the trials are not all of one jar on one machine, or too few
   */
  static Recording read(List<Path> paths) {
    Map<String, List<List<RecordedTrial>>> blocks = new LinkedHashMap<>();
    Map<String, Boolean> rates = new LinkedHashMap<>();
    Set<String> jars = new HashSet<>();
    Set<Object> hosts = new HashSet<>();
    List<String> notes = new ArrayList<>();
    int trials = 0;
    for (Path path : paths) {
      Path file = Files.isDirectory(path) ? new RunDirectory(path).journal() : path;
      Journal.Contents contents = Journal.read(file);
      notes.addAll(contents.notes());
      contents.plan().builds().values().forEach(build -> jars.add(build.sha256()));
      hosts.add(contents.plan().environment().getOrDefault("host", "unknown"));
      check(path, jars, hosts);
      trials += contents.trials().size();
      for (PlannedCell cell : contents.plan().cells()) {
        String name = cell.cell().toString();
        List<TrialRecord> own =
            contents.trials(name).stream()
                .filter(Recording::usable)
                .sorted(Comparator.comparingInt(TrialRecord::order))
                .toList();
        own.forEach(trial -> rates.put(name, isRate(trial.measured().orElseThrow())));
        blocks.computeIfAbsent(name, key -> new ArrayList<>()).addAll(blocks(contents.plan(), own));
      }
    }
    return of(paths, blocks, rates, trials, notes);
  }

  private static void check(Path path, Set<String> jars, Set<Object> hosts) {
    if (jars.size() > 1) {
      throw new UnusableInputException(
          "%s: not A/A: its trials are of %d different jars, so that a difference may be real;"
                  .formatted(path, jars.size())
              + " audit a run of one jar, or a gate of a jar against a copy of itself");
    }
    if (hosts.size() > 1) {
      throw new UnusableInputException(
          "%s: the journals are of several machines (%s); audit each by itself"
              .formatted(path, hosts));
    }
  }

  private static Recording of(
      List<Path> paths,
      Map<String, List<List<RecordedTrial>>> blocks,
      Map<String, Boolean> rates,
      int trials,
      List<String> notes) {
    List<RecordedCell> cells = new ArrayList<>();
    List<String> tooFew = new ArrayList<>();
    int used = 0;
    int most = 0;
    for (Map.Entry<String, List<List<RecordedTrial>>> cell : blocks.entrySet()) {
      int count = cell.getValue().size();
      most = Math.max(most, count);
      if (count < FEWEST_BLOCKS) {
        tooFew.add(cell.getKey());
      } else {
        cells.add(new RecordedCell(cell.getKey(), rates.get(cell.getKey()), cell.getValue()));
        used += TRIALS * count;
      }
    }
    if (cells.isEmpty()) {
      throw new UnusableInputException(
          "%s: too few trials: the cell with the most has %d block%s of four; at least %d trials"
                  .formatted(
                      String.join(", ", paths.stream().map(Path::toString).toList()),
                      most,
                      most == 1 ? "" : "s",
                      TRIALS * FEWEST_BLOCKS)
              + " of a cell are needed (run -f 8), and 40 show more");
    }
    return new Recording(cells, tooFew, trials - used, notes);
  }

  private static boolean usable(TrialRecord trial) {
    return trial
        .measured()
        .filter(entry -> {
          List<Double> cost = Cost.of(entry).trials();
          return cost.size() == 1 && Double.isFinite(Math.log(cost.getFirst()));
        })
        .isPresent();
  }

  private static List<List<RecordedTrial>> blocks(Plan plan, List<TrialRecord> trials) {
    if (plan.builds().size() == 1) {
      List<List<RecordedTrial>> blocks = new ArrayList<>();
      for (int i = 0; i + TRIALS <= trials.size(); i += TRIALS) {
        blocks.add(trials.subList(i, i + TRIALS).stream().map(Recording::trial).toList());
      }
      return blocks;
    }
    // Two rounds of two builds are a block of a gate; one that lacks a trial is none.
    Map<Integer, List<RecordedTrial>> rounds = new TreeMap<>();
    for (TrialRecord trial : trials) {
      rounds.computeIfAbsent(trial.round() / 2, key -> new ArrayList<>()).add(trial(trial));
    }
    return rounds.values().stream().filter(block -> block.size() == TRIALS).toList();
  }

  private static RecordedTrial trial(TrialRecord trial) {
    JmhEntry entry = trial.measured().orElseThrow();
    double[] scores =
        entry.primary().raw().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return new RecordedTrial(Math.log(Cost.of(entry).trials().getFirst()), scores);
  }

  private static boolean isRate(JmhEntry entry) {
    return entry.cell().mode().equals("thrpt") || entry.primary().unit().startsWith("ops/");
  }

  int fewestBlocks() {
    return cells.stream().mapToInt(cell -> cell.blocks().size()).min().orElseThrow();
  }

  int mostBlocks() {
    return cells.stream().mapToInt(cell -> cell.blocks().size()).max().orElseThrow();
  }
}
