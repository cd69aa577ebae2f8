package squareoff.harness.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private final Map<Cell, Contrast> contrasts = new LinkedHashMap<>();

  /** The candidate's cell by the base's: another where mode or threads alone differ. */
  private final Map<Cell, Cell> counterparts = new HashMap<>();

  private final Map<Cell, Differences> differences = new HashMap<>();
  private final Map<Cell, List<String>> onlyBase = new LinkedHashMap<>();
  private final Map<Cell, List<String>> onlyCandidate = new LinkedHashMap<>();

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
    Map<Cell, Contrast> contrasts = new LinkedHashMap<>();
    for (int i = 0; i < base.size(); i++) {
      Cell cell = new Cell("cell" + i, "avgt", 1, new TreeMap<>());
      contrasts.put(cell, new Contrast(base.get(i), candidate.get(i)));
    }
    Tests tests = new Tests(contrasts, alpha);
    List<Judged> judged = new ArrayList<>();
    contrasts.forEach((cell, contrast) -> {
      Tested test = tests.of(cell).orElseThrow();
      judged.add(new Judged(test, test.adjusted() < alpha, contrast.isGreater()));
    });
    return judged;
  }

  private Comparison compare() {
    pair();
    if (contrasts.isEmpty()) {
      throw new Mismatch(base, candidate, question).exception();
    }
    boolean same =
        contrasts.keySet().stream()
            .anyMatch(cell ->
                basePools.get(cell).numbers().stream()
                    .anyMatch(ofCandidate(cell).numbers()::contains));
    Map<Cell, Contrast> testable = new LinkedHashMap<>();
    contrasts.forEach((cell, contrast) -> {
      if (!isIncomparable(cell) && contrast.hasTrials()) {
        testable.put(cell, contrast);
      }
    });
    Tests tests = new Tests(testable, question.alpha());
    return new Comparison(
        question,
        base.name(),
        candidate.name(),
        judged(tests),
        onlyBase,
        onlyCandidate,
        geometricMean(),
        same,
        tests.summary());
  }

  private Pool ofCandidate(Cell cell) {
    return candidatePools.get(counterparts.get(cell));
  }

  private boolean isIncomparable(Cell cell) {
    return differences.get(cell).isIncomparable();
  }

  private void pair() {
    Set<Cell> all = new LinkedHashSet<>(basePools.keySet());
    Stream.of(candidatePools.keySet(), base.remarks().keySet(), candidate.remarks().keySet())
        .forEach(all::addAll);
    all.removeIf(cell -> !question.filter().test(cell));
    for (Cell cell : all) {
      Optional<Quantity> before = quantity(basePools, cell);
      Optional<Quantity> after = quantity(candidatePools, cell);
      if (before.isPresent() && after.isPresent()) {
        pair(cell, cell, new Contrast(before.get(), after.get()));
      } else if (before.isPresent()) {
        onlyBase.put(cell, why(candidate, candidatePools, cell));
      } else if (after.isPresent()) {
        onlyCandidate.put(cell, why(base, basePools, cell));
      }
    }
    pairWhatWasMeasuredOtherwise();
  }

  private void pair(Cell one, Cell other, Contrast contrast) {
    contrasts.put(one, contrast);
    counterparts.put(one, other);
    Differences found = base.differences(basePools.get(one), candidate, candidatePools.get(other));
    if (!found.isIncomparable() && !contrast.isPossible()) {
      found =
          new Differences(
              List.of(
                  "unit %s in the base, %s in the candidate"
                      .formatted(contrast.base().unit(), contrast.candidate().unit())),
              found.circumstances());
    }
    differences.put(one, found);
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
          pair(
              one,
              other,
              new Contrast(
                  quantity(basePools, one).orElseThrow(),
                  quantity(candidatePools, other).orElseThrow()));
        });
  }

  private Optional<Quantity> quantity(Map<Cell, Pool> pools, Cell cell) {
    return Optional.ofNullable(pools.get(cell)).flatMap(pool -> pool.quantity(question.metric()));
  }

  /** Why a side lacks a cell that the other has. */
  private List<String> why(Side lacking, Map<Cell, Pool> pools, Cell cell) {
    return pools.containsKey(cell)
        ? List.of("without " + question.subject())
        : lacking.remarks().getOrDefault(cell, List.of());
  }

  private List<ComparedCell> judged(Tests tests) {
    List<ComparedCell> judged = new ArrayList<>();
    contrasts.forEach((cell, contrast) -> {
      Optional<ComparedCell.Tested> test = tests.of(cell);
      Optional<Ratio> ratio =
          isIncomparable(cell) ? Optional.empty() : contrast.ratio(floor(contrast));
      judged.add(
          new ComparedCell(
              basePools.get(cell).first(),
              contrast.base(),
              contrast.candidate(),
              ratio,
              test,
              isIncomparable(cell)
                  ? Verdict.INCOMPARABLE
                  : verdict(contrast, ratio, test, tests.could(cell)),
              notes(cell, contrast)));
    });
    return judged;
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

  private List<String> notes(Cell cell, Contrast contrast) {
    Differences differing = differences.get(cell);
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
    List<String> ofBase = notes(basePools.get(cell), base, cell, contrast.base());
    List<String> ofCandidate =
        notes(ofCandidate(cell), candidate, counterparts.get(cell), contrast.candidate());
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
    notes.addAll(side.remarks().getOrDefault(cell, List.of()));
    return notes;
  }

  private Optional<GeometricMean> geometricMean() {
    List<Ratio.Samples> pairs =
        contrasts.entrySet().stream()
            .filter(entry -> !isIncomparable(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(contrast -> contrast.isPositive() && !contrast.isNextToNothing(floor(contrast)))
            .map(Contrast::samples)
            .toList();
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(new GeometricMean(Ratio.geometricMean(pairs), pairs.size()));
  }
}
