package squareoff.harness.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import squareoff.harness.compare.ComparedCell.Tested;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Holm;
import squareoff.harness.stats.PermutationTest;
import squareoff.harness.stats.Ratio;

/** Compares two sides: which cells they share, what the tests say, what is to be believed. */
public final class Comparer {
  private final Question question;
  private final Side base;
  private final Side candidate;
  private final Map<Cell, Pool> basePools;
  private final Map<Cell, Pool> candidatePools;
  private final Map<Cell, Contrast> contrasts = new LinkedHashMap<>();
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

  private Comparison compare() {
    pair();
    if (contrasts.isEmpty()) {
      throw new Mismatch(base, candidate, question).exception();
    }
    boolean same =
        contrasts.keySet().stream()
            .anyMatch(cell ->
                basePools.get(cell).numbers().stream()
                    .anyMatch(candidatePools.get(cell).numbers()::contains));
    return new Comparison(
        question,
        base.name(),
        candidate.name(),
        judged(),
        onlyBase,
        onlyCandidate,
        geometricMean(),
        same);
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
        contrasts.put(cell, new Contrast(before.get(), after.get()));
      } else if (before.isPresent()) {
        onlyBase.put(cell, why(candidate, candidatePools, cell));
      } else if (after.isPresent()) {
        onlyCandidate.put(cell, why(base, basePools, cell));
      }
    }
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

  private List<ComparedCell> judged() {
    List<Cell> tested =
        contrasts.keySet().stream().filter(c -> contrasts.get(c).hasTrials()).toList();
    List<PermutationTest> tests = tested.stream().map(c -> contrasts.get(c).test()).toList();
    Holm holm = Holm.of(tests.stream().map(PermutationTest::p).toList());
    Map<Cell, Integer> places = new HashMap<>();
    tested.forEach(cell -> places.put(cell, places.size()));
    List<ComparedCell> judged = new ArrayList<>();
    contrasts.forEach((cell, contrast) -> {
      Optional<Integer> place = Optional.ofNullable(places.get(cell));
      Optional<Tested> test =
          place.map(
              i -> new Tested(tests.get(i).p(), holm.adjusted().get(i), tests.get(i).exact()));
      Optional<Ratio> ratio = contrast.ratio().filter(r -> !Double.isNaN(r.value()));
      boolean could =
          place.map(i -> holm.best(i, contrast.leastP()) < question.alpha()).orElse(false);
      judged.add(
          new ComparedCell(
              basePools.get(cell).first(),
              contrast.base(),
              contrast.candidate(),
              ratio,
              test,
              verdict(contrast, ratio, test, could),
              notes(cell, contrast)));
    });
    return judged;
  }

  /**
   * @param could whether the trials could have shown a difference, had they all lain apart
   */
  private Verdict verdict(
      Contrast contrast, Optional<Ratio> ratio, Optional<Tested> test, boolean could) {
    if (test.isEmpty() || ratio.isEmpty()) {
      return Verdict.UNDECIDED;
    }
    if (test.get().adjusted() >= question.alpha()) {
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
    List<String> notes = new ArrayList<>(contrast.notes());
    notes.addAll(basePools.get(cell).differences(candidatePools.get(cell)));
    List<String> ofBase = notes(basePools.get(cell), base, cell);
    List<String> ofCandidate = notes(candidatePools.get(cell), candidate, cell);
    ofBase.forEach(note -> notes.add((ofCandidate.contains(note) ? "both: " : "base: ") + note));
    ofCandidate.stream()
        .filter(note -> !ofBase.contains(note))
        .forEach(note -> notes.add("candidate: " + note));
    return notes;
  }

  private static List<String> notes(Pool pool, Side side, Cell cell) {
    List<String> notes = new ArrayList<>(pool.notes());
    notes.addAll(side.remarks().getOrDefault(cell, List.of()));
    return notes;
  }

  private Optional<GeometricMean> geometricMean() {
    List<Ratio.Samples> pairs =
        contrasts.values().stream().filter(Contrast::isPositive).map(Contrast::samples).toList();
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(new GeometricMean(Ratio.geometricMean(pairs), pairs.size()));
  }
}
