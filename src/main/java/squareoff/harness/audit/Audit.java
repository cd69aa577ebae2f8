package squareoff.harness.audit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;
import squareoff.harness.stats.TrialBlock;

/**
 * What the gate and other rules are worth on recorded trials of one jar: the labels base and
 * candidate are drawn again and again within blocks of four trials, as a gate draws them. Whatever
 * is then called slower is a false alarm; what was made slower by a known amount is to be found.
 *
 * @param policy of the gate
 * @param resamples how often the labels are drawn
 * @param seed of what is drawn
 */
public record Audit(Policy policy, int resamples, long seed) {

  /** The slowdowns that are to be found, as fractions. */
  static final List<Double> SLOWDOWNS = List.of(0.02, 0.05, 0.10);

  private static final int CHUNK = 25;

  /**
   * All counts, in the order of the rules, the gate's last.
   *
   * @param alarms resamples with a false alarm
   * @param found of each slowdown, resamples in which it was found
   * @param pairs that the gate took of all cells, nothing being slower
   */
  private record Counts(long[] alarms, long[][] found, long[] pairs) {
    static Counts none() {
      int ways = Rule.values().length + 1;
      return new Counts(new long[ways], new long[SLOWDOWNS.size()][ways], new long[1]);
    }

    Counts plus(Counts other) {
      Counts sum = none();
      for (Counts part : List.of(this, other)) {
        add(sum.alarms, part.alarms);
        add(sum.pairs, part.pairs);
        for (int i = 0; i < found.length; i++) {
          add(sum.found[i], part.found[i]);
        }
      }
      return sum;
    }

    private static void add(long[] sum, long[] part) {
      Arrays.setAll(sum, i -> sum[i] + part[i]);
    }
  }

  /**
   * Judges what was recorded.
   *
   * @param paths run directories or journals, all of one jar on one machine
   * @param notes hears sentences on how far the journals can be relied on
   * @return a Markdown table with what it rests on
   * @throws squareoff.harness.run.UnusableInputException if they are not, or hold too few trials
   */
  public String report(List<Path> paths, Consumer<String> notes) {
    Recording recording = Recording.read(paths);
    recording.notes().forEach(notes);
    Counts counts =
        IntStream.range(0, (resamples + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(chunk -> chunk(recording, chunk))
            .reduce(Counts.none(), Counts::plus);
    String forks = AuditReport.range(recording, TrialBlock.PAIRS);
    List<Worth> rules =
        Arrays.stream(Rule.values())
            .map(rule -> worth(counts, rule.ordinal(), rule.says(), forks))
            .toList();
    double pairs = (double) counts.pairs()[0] / resamples / recording.cells().size();
    Worth gate =
        worth(
            counts,
            Rule.values().length,
            "gate: α = %s over all cells, tolerance %s"
                .formatted(Percent.plain(policy.alpha()), Percent.plain(policy.tolerance())),
            String.format(Locale.ROOT, "%.1f on average", pairs));
    return AuditReport.text(this, recording, gate, rules);
  }

  private Worth worth(Counts counts, int way, String name, String forks) {
    return new Worth(
        name,
        forks,
        new Proportion(counts.alarms()[way], resamples),
        Arrays.stream(counts.found()).map(row -> new Proportion(row[way], resamples)).toList());
  }

  private Counts chunk(Recording recording, int chunk) {
    Counts counts = Counts.none();
    for (int i = chunk * CHUNK; i < Math.min(resamples, (chunk + 1) * CHUNK); i++) {
      long own = new SplittableRandom(seed).nextLong() + i;
      Resampled drawn =
          new Resampled(recording, new SplittableRandom(new SplittableRandom(own).nextLong()));
      count(drawn, counts);
    }
    return counts;
  }

  private void count(Resampled drawn, Counts counts) {
    int gate = Rule.values().length;
    Outcome equal = drawn.gate(policy, 0);
    counts.alarms()[gate] += Resampled.alarms(equal) ? 1 : 0;
    counts.pairs()[0] += Arrays.stream(equal.pairs()).sum();
    List<Sides> cells = drawn.sides(policy, 0);
    for (Rule rule : Rule.values()) {
      IntPredicate slower = rule.judge(cells, policy.alpha());
      boolean alarm = IntStream.range(0, cells.size()).anyMatch(slower);
      counts.alarms()[rule.ordinal()] += alarm ? 1 : 0;
    }
    for (int i = 0; i < SLOWDOWNS.size(); i++) {
      double slowdown = SLOWDOWNS.get(i);
      Verdict verdict = drawn.gate(policy, slowdown).verdicts()[drawn.slowCell()];
      counts.found()[i][gate] += verdict == Verdict.SLOWER ? 1 : 0;
      List<Sides> withSlow = drawn.sides(policy, slowdown);
      for (Rule rule : Rule.values()) {
        boolean found = rule.judge(withSlow, policy.alpha()).test(drawn.slowCell());
        counts.found()[i][rule.ordinal()] += found ? 1 : 0;
      }
    }
  }
}
