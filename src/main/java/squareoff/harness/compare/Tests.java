package squareoff.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import squareoff.harness.stats.Holm;
import squareoff.harness.stats.ModeratedT;
import squareoff.harness.stats.PermutationTest;

/**
 * The tests of all cells of a comparison together.
 *
 * <p>Which test a cell gets follows from how many trials and cells there are, before any number is
 * looked at: the permutation test where it can reach the level beside the others, since it takes
 * nothing for granted; else the moderated t-test, where there are cells enough to learn from.
 */
final class Tests {
  private final List<Contrast> contrasts;
  private final double alpha;
  private final List<Test> tests = new ArrayList<>();
  private final Optional<ModeratedT> moderated;
  private final int borrowing;
  private final Holm holm;

  private record Test(ComparedCell.Method method, double p) {}

  /**
   * Tests every cell that can be.
   *
   * @param contrasts those that have trials on both sides and can be compared
   * @param alpha the level over all of them
   */
  Tests(List<Contrast> contrasts, double alpha) {
    this.contrasts = contrasts;
    this.alpha = alpha;
    List<Optional<ModeratedT.Pair>> pairs = contrasts.stream().map(Contrast::pair).toList();
    List<ModeratedT.Pair> present = pairs.stream().flatMap(Optional::stream).toList();
    this.borrowing = present.size();
    this.moderated = borrowing < 2 ? Optional.empty() : Optional.of(ModeratedT.fit(present));
    for (int i = 0; i < contrasts.size(); i++) {
      tests.add(test(contrasts.get(i), pairs.get(i)));
    }
    this.holm = Holm.of(tests.stream().map(Test::p).toList());
  }

  private Test test(Contrast contrast, Optional<ModeratedT.Pair> pair) {
    boolean reaches = contrasts.size() * contrast.leastP() < alpha;
    boolean learns =
        pair.filter(p -> ModeratedT.isFor(borrowing, Math.min(p.n(), p.m()))).isPresent();
    if (!reaches && learns) {
      return new Test(ComparedCell.Method.MODERATED_T, moderated.orElseThrow().p(pair.get()));
    }
    PermutationTest test = contrast.test();
    return new Test(
        test.exact()
            ? ComparedCell.Method.EXACT_PERMUTATIONS
            : ComparedCell.Method.RANDOM_PERMUTATIONS,
        test.p());
  }

  /** What the test of a cell says, by its number. */
  ComparedCell.Tested of(int cell) {
    Test test = tests.get(cell);
    return new ComparedCell.Tested(test.p(), holm.adjusted(cell), test.method());
  }

  /** Whether the trials of a cell could have shown a difference, had they all lain apart. */
  boolean could(int cell) {
    return tests.get(cell).method() == ComparedCell.Method.MODERATED_T
        || holm.best(contrasts.get(cell).leastP()) < alpha;
  }

  /** What there was to be tested. */
  Comparison.Testing summary() {
    boolean used =
        tests.stream().anyMatch(test -> test.method() == ComparedCell.Method.MODERATED_T);
    return new Comparison.Testing(
        tests.size(),
        trialsNeeded(),
        moderated.filter(m -> used).map(m -> Math.sqrt(m.leastVariance())));
  }

  /** How many trials a side any difference needs at least. */
  private int trialsNeeded() {
    int exact = PermutationTest.trialsNeeded(Math.max(1, tests.size()), alpha);
    // Cells with one trial would be learned from as well, if they had two.
    int cells = (int) contrasts.stream().filter(Contrast::isPositive).count();
    int learning = 2;
    while (learning < exact && !ModeratedT.isFor(cells, learning)) {
      learning++;
    }
    return Math.min(exact, learning);
  }
}
