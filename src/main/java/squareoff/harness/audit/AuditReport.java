package squareoff.harness.audit;

import java.util.List;
import java.util.Locale;
import squareoff.harness.stats.TrialBlock;

/** The table of an audit, and what it rests on. */
final class AuditReport {

  private AuditReport() {}

  static String text(Audit audit, Recording recording, Worth gate, List<Worth> rules) {
    TextTable table = new TextTable(1, Worth.headers("rule", Audit.SLOWDOWNS));
    table.row(gate.row());
    rules.forEach(rule -> table.row(rule.row()));
    double[] noises =
        recording.cells().stream().mapToDouble(RecordedCell::noise).sorted().toArray();
    return """
    # What a verdict is worth on these trials

    %d cell%s, all trials of one jar: nothing is slower. Each cell has %s blocks of four trials
    next to each other in time; the standard deviation between the trials of a block is %s
    of the cost in the middle cell, %s in the noisiest.
    In each block two trials were called the candidate's by lot, and all was judged:
    %,d times (`--seed %d`).

    - **False alarms**: how often at least one cell was called slower, with the 95 %% interval of
      that rate.
    - **Finds**: how often one cell, drawn by lot, was called slower when its candidate's costs
      were multiplied by as much.
    - The gate stops at a verdict; the others are given all forks of a cell at once. The first two of
      them call slower only what is estimated beyond the tolerance, as the gate does, and the
      permutation test keeps the gate's α over all cells. The rest is as its users apply it.
    - %s
    %s
    %s\
    """
        .formatted(
            recording.cells().size(),
            recording.cells().size() == 1 ? "" : "s",
            range(recording, 1),
            percent(noises[(noises.length - 1) / 2]),
            percent(noises[noises.length - 1]),
            audit.resamples(),
            audit.seed(),
            outdone(audit, gate, rules),
            notes(audit, recording),
            table);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  private static String outdone(Audit audit, Worth gate, List<Worth> rules) {
    List<String> outdone =
        gate.outdoneBy(rules, Audit.SLOWDOWNS, audit.policy().tolerance(), audit.policy().alpha());
    return outdone.isEmpty()
        ? "No rule whose false alarms are not shown to exceed α finds more than the gate of what is beyond the"
            + " tolerance, by more than chance explains."
        : "Rules whose false alarms are not shown to exceed α find more than the gate, by more than chance"
            + " explains: %s.".formatted(String.join("; ", outdone));
  }

  private static String notes(Audit audit, Recording recording) {
    StringBuilder notes = new StringBuilder();
    if (recording.unused() > 0) {
      notes.append(
          "- Not used: %d trials, failed or without three others to make a block.\n"
              .formatted(recording.unused()));
    }
    if (!recording.tooFew().isEmpty()) {
      notes.append(
          "- Left out, having fewer than two blocks: %s.\n"
              .formatted(String.join(", ", recording.tooFew())));
    }
    // A block multiplies the evidence by six at most.
    double needed = recording.cells().size() / audit.policy().alpha();
    int blocks = (int) Math.ceil(Math.log(needed) / Math.log(6));
    if (recording.fewestBlocks() < blocks) {
      notes.append(
          ("- To call one cell of %d slower at this level, the gate needs %d blocks (%d forks a side)"
                  + " at least: here it cannot, where a cell has fewer.\n")
              .formatted(recording.cells().size(), blocks, TrialBlock.PAIRS * blocks));
    }
    return notes.toString();
  }

  /** The least and the greatest number of blocks of a cell, times a number. */
  static String range(Recording recording, int times) {
    int fewest = times * recording.fewestBlocks();
    int most = times * recording.mostBlocks();
    return fewest == most ? "" + most : fewest + " to " + most;
  }
}
