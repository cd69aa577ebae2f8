package squareoff.harness.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import squareoff.harness.compare.ComparedCell.Tested;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.Counterparts;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Ratio;

/** Compares two sides: which cells they share, what the tests say, what is to be believed. */
public final class Comparer {
  private final Question question;
  private final Side base;
  private final Side candidate;
  private final Map<Cell, Pool> basePools;
  private final Map<Cell, Pool> candidatePools;
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<Cell, List<String>> onlyBase = new LinkedHashMap<>();
  private final Map<Cell, List<String>> onlyCandidate = new LinkedHashMap<>();

  /**
   * What is compared with what.
   *
   * @param cell the base's
   * @param counterpart the candidate's: another where mode or threads alone differ
   */
  private record Pair(
      Cell cell,
      Pool base,
      Cell counterpart,
      Pool candidate,
      Contrast contrast,
      Differences differences) {

    boolean isIncomparable() {
      return differences.isIncomparable();
    }

    boolean isTestable() {
      return !isIncomparable() && contrast.hasTrials();
    }

    boolean sharesNumbers() {
      return base.numbers().stream().anyMatch(candidate.numbers()::contains);
    }
  }

  private Comparer(Side base, Side candidate, Question question) {
    this.question = question;
    this.base = base;
    this.candidate = candidate;
    this.basePools = base.pools();
    this.candidatePools = candidate.pools();
  }

  /**
   * Compares.
   *
   * @param base what was
   * @param candidate what is
   * @param question what is asked
   * @return every cell of both
   * @throws IncomparableResultsException where they share no cell that is asked about
   */
  public static Comparison compare(Side base, Side candidate, Question question) {
    return new Comparer(base, candidate, question).compare();
  }

  /**
   * What the tests say of a cell.
   *
   * @param test what they say
   * @param shown whether the two sides differ, at the level over all cells
   * @param greater whether the candidate's trials are the greater, by their geometric mean where
   *     there is one
   */
  public record Judged(Tested test, boolean shown, boolean greater) {}

  /**
   * Tests numbers alone, as those of cells that both sides have: the choice of the test, the test,
   * and what many cells make of it.
   *
   * @param base of each cell, with trials
   * @param candidate of the same cells, in the same order
   * @param alpha the level over all cells
   * @return of the same cells, in the same order
   */
  public static List<Judged> tested(List<Quantity> base, List<Quantity> candidate, double alpha) {
    List<Contrast> contrasts =
        IntStream.range(0, base.size())
            .mapToObj(i -> new Contrast(base.get(i), candidate.get(i)))
            .toList();
    Tests tests = new Tests(contrasts, alpha);
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < contrasts.size(); i++) {
      Tested test = tests.of(i);
      judged.add(new Judged(test, test.adjusted() < alpha, contrasts.get(i).isGreater()));
    }
    return judged;
  }

  private Comparison compare() {
    pair();
    if (pairs.isEmpty()) {
      throw new Mismatch(base, candidate, question).exception();
    }
    Tests tests =
        new Tests(
            pairs.stream().filter(Pair::isTestable).map(Pair::contrast).toList(), question.alpha());
    return new Comparison(
        question,
        base.name(),
        candidate.name(),
        judged(tests),
        onlyBase,
        onlyCandidate,
        geometricMean(),
        pairs.stream().anyMatch(Pair::sharesNumbers),
        tests.summary());
  }

  private void pair() {
    basePools.forEach((cell, pool) -> pair(cell, pool, candidatePools.get(cell)));
    candidatePools.forEach((cell, pool) -> {
      if (!basePools.containsKey(cell)) {
        pair(cell, null, pool);
      }
    });
    pairWhatWasMeasuredOtherwise();
  }

  /**
   * @param its the base's results, null without any
   * @param theirs the candidate's, null without any
   */
  private void pair(Cell cell, Pool its, Pool theirs) {
    if (!question.filter().test(cell)) {
      return;
    }
    Optional<Quantity> before = quantity(its);
    Optional<Quantity> after = quantity(theirs);
    if (before.isPresent() && after.isPresent()) {
      pairs.add(pair(cell, its, cell, theirs, new Contrast(before.get(), after.get())));
    } else if (before.isPresent()) {
      onlyBase.put(cell, why(candidate, theirs, cell));
    } else if (after.isPresent()) {
      onlyCandidate.put(cell, why(base, its, cell));
    }
  }

  private Pair pair(Cell one, Pool its, Cell other, Pool theirs, Contrast contrast) {
    Differences found = base.differences(its, candidate, theirs);
    if (!found.isIncomparable() && !contrast.isPossible()) {
      found =
          new Differences(
              List.of(
                  "unit %s in the base, %s in the candidate"
                      .formatted(contrast.base().unit(), contrast.candidate().unit())),
              found.circumstances());
    }
    return new Pair(one, its, other, theirs, contrast, found);
  }

  /** What each side has once, in another mode or with other threads, was changed in that. */
  private void pairWhatWasMeasuredOtherwise() {
    List<Cell> bases =
        onlyBase.keySet().stream().filter(cell -> !candidatePools.containsKey(cell)).toList();
    List<Cell> candidates =
        onlyCandidate.keySet().stream().filter(cell -> !basePools.containsKey(cell)).toList();
    Counterparts.of(bases, candidates)
        .forEach((one, other) -> {
          onlyBase.remove(one);
          onlyCandidate.remove(other);
          Pool its = basePools.get(one);
          Pool theirs = candidatePools.get(other);
          Contrast contrast =
              new Contrast(quantity(its).orElseThrow(), quantity(theirs).orElseThrow());
          pairs.add(pair(one, its, other, theirs, contrast));
        });
  }

  private Optional<Quantity> quantity(Pool pool) {
    return pool == null ? Optional.empty() : pool.quantity(question.metric());
  }

  /** Why a side lacks a cell that the other has. */
  private List<String> why(Side lacking, Pool pool, Cell cell) {
    return pool != null
        ? List.of("without " + question.subject())
        : lacking.remarks().getOrDefault(cell, List.of());
  }

  private List<ComparedCell> judged(Tests tests) {
    List<ComparedCell> judged = new ArrayList<>();
    int tested = 0;
    for (Pair pair : pairs) {
      boolean testable = pair.isTestable();
      judged.add(
          judged(
              pair,
              testable ? Optional.of(tests.of(tested)) : Optional.empty(),
              testable && tests.could(tested)));
      tested += testable ? 1 : 0;
    }
    return judged;
  }

  private ComparedCell judged(Pair pair, Optional<Tested> test, boolean could) {
    Contrast contrast = pair.contrast();
    Optional<Ratio> ratio =
        pair.isIncomparable() ? Optional.empty() : contrast.ratio(floor(contrast));
    return new ComparedCell(
        pair.base().first(),
        contrast.base(),
        contrast.candidate(),
        contrast.isPositive(),
        ratio,
        test,
        pair.isIncomparable() ? Verdict.INCOMPARABLE : verdict(contrast, ratio, test, could),
        notes(pair));
  }

  private double floor(Contrast contrast) {
    return question.floor(contrast.base().unit());
  }

  /**
   * @param could whether the trials could have shown a difference, had they all lain apart
   */
  private Verdict verdict(
      Contrast contrast, Optional<Ratio> ratio, Optional<Tested> test, boolean could) {
    boolean below = contrast.isBelow(floor(contrast));
    if (test.isEmpty() || (ratio.isEmpty() && !below)) {
      return Verdict.UNDECIDED;
    }
    if (below || test.get().adjusted() >= question.alpha()) {
      return could || contrast.isConstant() ? Verdict.NOT_SHOWN : Verdict.UNDECIDED;
    }
    double value = ratio.get().value();
    double most = 1 + question.tolerance();
    boolean known = contrast.base().direction() != Direction.UNKNOWN;
    if (value > most) {
      return known ? Verdict.WORSE : Verdict.MORE;
    }
    if (value < 1 / most) {
      return known ? Verdict.BETTER : Verdict.LESS;
    }
    return Verdict.WITHIN_TOLERANCE;
  }

  private List<String> notes(Pair pair) {
    Contrast contrast = pair.contrast();
    Differences differing = pair.differences();
    List<String> notes = new ArrayList<>();
    if (differing.isIncomparable()) {
      notes.add(differing.reason());
    } else {
      notes.addAll(contrast.notes());
      double floor = floor(contrast);
      if (contrast.isBelow(floor) && !contrast.isConstant()) {
        notes.add(
            "differs by less than %s %s, which counts as no difference (--floor)"
                .formatted(plain(floor), contrast.base().unit()));
      }
    }
    notes.addAll(differing.circumstances());
    List<String> ofBase = notes(pair.base(), base, pair.cell(), contrast.base());
    List<String> ofCandidate =
        notes(pair.candidate(), candidate, pair.counterpart(), contrast.candidate());
    ofBase.forEach(note -> notes.add((ofCandidate.contains(note) ? "both: " : "base: ") + note));
    ofCandidate.stream()
        .filter(note -> !ofBase.contains(note))
        .forEach(note -> notes.add("candidate: " + note));
    return notes;
  }

  private static String plain(double amount) {
    return BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString();
  }

  private static List<String> notes(Pool pool, Side side, Cell cell, Quantity quantity) {
    List<String> notes = new ArrayList<>(pool.notes());
    Contrast.groups(quantity).ifPresent(groups -> notes.add(groups.words()));
    if (!side.remarks().isEmpty()) {
      notes.addAll(side.remarks().getOrDefault(cell, List.of()));
    }
    return notes;
  }

  private Optional<GeometricMean> geometricMean() {
    List<Ratio.Samples> samples =
        pairs.stream()
            .filter(pair -> !pair.isIncomparable())
            .map(Pair::contrast)
            .filter(contrast -> contrast.isPositive() && !contrast.isNextToNothing(floor(contrast)))
            .map(Contrast::samples)
            .toList();
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(new GeometricMean(Ratio.geometricMean(samples), samples.size()));
  }
}
