package squareoff.harness.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.Summary;

/**
 * Holds claims against results.
 *
 * <p>A claim is about every cell that its pattern matches. It holds where all comparisons hold, and
 * one that refutes it is enough; otherwise it is undecided. The comparison that decided is named:
 * of several, the one farthest outside the bound, or nearest to its edge where all are within.
 */
public final class Judge {
  private static final int FEWEST_TRIALS = 3;

  /** 2 * 2^-6 is the first below 5 %. */
  private static final int FEWEST_SIGNS = 6;

  private final List<JmhEntry> entries;

  /**
   * A judge over some results.
   *
   * @param entries all that was measured
   */
  public Judge(List<JmhEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Judges a claim.
   *
   * @param claim any claim
   * @return the verdict, always with a reason
   */
  public Finding judge(Claim claim) {
    List<JmhEntry> subjects = matching(claim.measure());
    if (subjects.isEmpty()) {
      return notMeasured(claim, "no result of " + claim.measure());
    }
    List<Finding> findings =
        claim.against().isPresent()
            ? ratios(claim, subjects, claim.against().get())
            : subjects.stream().flatMap(subject -> value(claim, subject).stream()).toList();
    if (findings.isEmpty()) {
      return notMeasured(claim, nothingToCompare(claim));
    }
    return decisive(claim, findings);
  }

  private List<JmhEntry> matching(CellPattern pattern) {
    return entries.stream().filter(entry -> pattern.matches(entry.cell())).toList();
  }

  private static Finding notMeasured(Claim claim, String reason) {
    return new Finding(claim, Verdict.NOT_MEASURED, Optional.empty(), reason);
  }

  private String nothingToCompare(Claim claim) {
    if (claim.against().isPresent() && matching(claim.against().get()).isEmpty()) {
      return "no result of " + claim.against().get();
    }
    String metric = claim.metric().map(m -> "no values of " + m + " in ").orElse("");
    return claim.against().isPresent() && metric.isEmpty()
        ? "no two results that differ only in what the claim names"
        : metric + "the results of " + claim.measure();
  }

  private static Finding decisive(Claim claim, List<Finding> findings) {
    Finding found =
        Stream.of(Verdict.REFUTED, Verdict.UNDECIDED, Verdict.HOLDS)
            .flatMap(verdict ->
                findings.stream()
                    .filter(finding -> finding.verdict() == verdict)
                    .min(Comparator.comparingDouble(Judge::margin))
                    .stream())
            .findFirst()
            .orElseThrow();
    if (findings.size() == 1) {
      return found;
    }
    long alike = findings.stream().filter(f -> f.verdict() == found.verdict()).count();
    String counted =
        "%s; so say %d of %d comparisons".formatted(found.reason(), alike, findings.size());
    return new Finding(claim, found.verdict(), found.measured(), counted);
  }

  private static double margin(Finding finding) {
    return finding.claim().bound().margin(finding.measured().orElseThrow().value());
  }

  private List<Finding> ratios(Claim claim, List<JmhEntry> subjects, CellPattern against) {
    List<Finding> findings = new ArrayList<>();
    for (JmhEntry subject : subjects) {
      for (JmhEntry other : matching(against)) {
        if (other != subject && isComparable(claim.measure(), against, subject, other)) {
          ratio(claim, subject, other).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /** Cells are compared where they agree in all that the claim does not set free. */
  private static boolean isComparable(
      CellPattern one, CellPattern two, JmhEntry subject, JmhEntry other) {
    SortedMap<String, String> left = new TreeMap<>(subject.cell().params());
    SortedMap<String, String> right = new TreeMap<>(other.cell().params());
    // Another benchmark may lack a parameter of the first.
    left.keySet()
        .removeIf(k -> one.frees(k) || two.frees(k) || !other.cell().params().containsKey(k));
    right
        .keySet()
        .removeIf(k -> one.frees(k) || two.frees(k) || !subject.cell().params().containsKey(k));
    boolean threads = one.freesThreads() || two.freesThreads();
    boolean modes = one.mode().isPresent() || two.mode().isPresent();
    return left.equals(right)
        && (threads || subject.cell().threads() == other.cell().threads())
        && (modes || subject.cell().mode().equals(other.cell().mode()));
  }

  private static Optional<Finding> ratio(Claim claim, JmhEntry subject, JmhEntry other) {
    Optional<Cost> above = amounts(claim, subject);
    Optional<Cost> below = amounts(claim, other);
    if (above.isEmpty() || below.isEmpty() || !above.get().unit().equals(below.get().unit())) {
      return Optional.empty();
    }
    Ratio ratio = Ratio.of(above.get().trials(), below.get().trials());
    if (!Double.isFinite(ratio.value())) {
      return Optional.empty();
    }
    int trials = Math.min(above.get().trials().size(), below.get().trials().size());
    String cells = difference(subject.cell(), other.cell());
    return Optional.of(
        finding(claim, new Finding.Measured(ratio.value(), ratio.interval(), trials, cells)));
  }

  private static Optional<Cost> amounts(Claim claim, JmhEntry entry) {
    Optional<Cost> amounts =
        claim.metric().isEmpty()
            ? Optional.of(Cost.of(entry))
            : entry
                .secondary(claim.metric().get())
                .map(metric -> new Cost(metric.unit(), metric.forkMeans()));
    return amounts.filter(cost -> !cost.trials().isEmpty());
  }

  private static Optional<Finding> value(Claim claim, JmhEntry subject) {
    Optional<Metric> metric = claim.metric().flatMap(subject::secondary);
    return amounts(claim, subject)
        .map(amounts -> {
          Summary summary = Summary.of(amounts.trials());
          String cells = shortly(subject.cell());
          Finding.Measured measured =
              new Finding.Measured(summary.mean(), summary.interval(), summary.n(), cells);
          Finding byInterval =
              exception(claim, metric, measured).orElseGet(() -> finding(claim, measured));
          return byInterval.verdict() == Verdict.UNDECIDED
              ? bySigns(byInterval, amounts.trials()).orElse(byInterval)
              : byInterval;
        });
  }

  /**
   * The sign test (Arbuthnott 1710), for values so skewed that the t-interval of their mean says
   * nothing: were the median on the other side of the bound, so many trials would all lie on this
   * side with a probability of 2^-n at most.
   */
  private static Optional<Finding> bySigns(Finding straddling, List<Double> trials) {
    if (trials.size() < FEWEST_SIGNS) {
      return Optional.empty();
    }
    Bound bound = straddling.claim().bound();
    boolean within = trials.stream().allMatch(bound::contains);
    boolean outside = trials.stream().noneMatch(bound::contains);
    boolean above = trials.stream().allMatch(value -> value >= bound.high());
    boolean below = trials.stream().allMatch(value -> value <= bound.low());
    if (!within && !(outside && (above || below))) {
      return Optional.empty();
    }
    String where =
        "the interval straddles the bound, but all of %d trials are %s it (sign test)"
            .formatted(trials.size(), within ? "within" : "outside");
    Verdict verdict = within ? Verdict.HOLDS : Verdict.REFUTED;
    Finding.Measured measured = straddling.measured().orElseThrow();
    return Optional.of(
        new Finding(
            straddling.claim(), verdict, Optional.of(measured), measured.cells() + ": " + where));
  }

  /** Of a claim that a value is always the same, one iteration with another value is enough. */
  private static Optional<Finding> exception(
      Claim claim, Optional<Metric> metric, Finding.Measured measured) {
    if (!claim.bound().isPoint()) {
      return Optional.empty();
    }
    return metric.stream()
        .flatMap(m -> m.raw().stream())
        .flatMap(List::stream)
        .filter(value -> Double.isFinite(value) && !claim.bound().contains(value))
        .findFirst()
        .map(value ->
            new Finding(
                claim,
                Verdict.REFUTED,
                Optional.of(measured),
                "an iteration of %s has %s".formatted(measured.cells(), value)));
  }

  private static Finding finding(Claim claim, Finding.Measured measured) {
    if (measured.interval().isEmpty()) {
      String trials = measured.trials() == 1 ? "1 trial" : measured.trials() + " trials";
      String reason =
          measured.trials() < FEWEST_TRIALS
              ? "%s a side; an interval needs %d".formatted(trials, FEWEST_TRIALS)
              : "no interval, since a trial is not above 0";
      return new Finding(
          claim, Verdict.UNDECIDED, Optional.of(measured), measured.cells() + ": " + reason);
    }
    Interval interval = measured.interval().get();
    Verdict verdict = claim.bound().judge(interval);
    String where =
        switch (verdict) {
          case HOLDS -> "the interval is within the bound";
          case REFUTED -> "the interval is outside the bound";
          default -> "the interval straddles the bound";
        };
    return new Finding(claim, verdict, Optional.of(measured), measured.cells() + ": " + where);
  }

  /** What the cells have in common, and in what they differ. */
  private static String difference(Cell one, Cell two) {
    SortedMap<String, String> left = named(one);
    SortedMap<String, String> right = named(two);
    SortedMap<String, String> common = new TreeMap<>(left);
    common.entrySet().retainAll(right.entrySet());
    left.keySet().removeAll(common.keySet());
    right.keySet().removeAll(common.keySet());
    String text = text(left) + " against " + text(right);
    return common.isEmpty() ? text : text + " (" + text(common) + ")";
  }

  private static SortedMap<String, String> named(Cell cell) {
    SortedMap<String, String> named = new TreeMap<>(cell.params());
    named.put("benchmark", cell.simpleName() + "." + cell.methodName());
    named.put("mode", cell.mode());
    named.put("threads", Integer.toString(cell.threads()));
    return named;
  }

  private static String shortly(Cell cell) {
    return text(named(cell));
  }

  private static String text(SortedMap<String, String> named) {
    String text =
        named.entrySet().stream()
            .map(e ->
                e.getKey().equals("benchmark") ? e.getValue() : e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
    return text.isEmpty() ? "the same again" : text;
  }
}
