package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermutationTestTest {

  /**
   * The p-values of SciPy 1.17.1: {@code scipy.stats.permutation_test((a, b), lambda x, y, axis:
   * np.mean(x, axis=axis) - np.mean(y, axis=axis), vectorized=True, n_resamples=10**9).pvalue}. The
   * second, the fourth and the last have ties.
   */
  @ParameterizedTest
  @CsvSource({
    "10.1 10.3 9.9 10.2 10.0, 10.4 10.6 10.25 10.5 10.15, 0.047619047619047616",
    "1 2 2 3 5 8, 2 3 5 5 9 9 10, 0.1445221445221445",
    "12.6 11.4 13.2 11.2 9.4 12.0, 16.4 14.1 13.4 15.4 14.0 11.3, 0.01948051948051948",
    "3.5 1.25 2.75, 1.25 4.0 9.5 2.0, 0.6857142857142857",
    "5 5 5 6, 5 5 5, 1",
  })
  void agreesWithSciPy(String one, String other, double p) {
    PermutationTest test = PermutationTest.of(numbers(one), numbers(other));

    assertThat(test.exact()).isTrue();
    assertThat(test.p()).isCloseTo(p, within(1e-12));
  }

  /**
   * Of ranks it is the exact test of Mann and Whitney. R's manual, {@code ?wilcox.test}, has the
   * permeability of human placenta (M. Hollander and D. A. Wolfe, 1973, p. 69 f.): one-sided p =
   * 0.1272; SciPy's, {@code scipy.stats.mannwhitneyu}, the age of diabetics: two-sided p = 0.1111.
   */
  @Test
  void ofRanksIsTheTestOfMannAndWhitney() {
    assertThat(
            ofRanks(
                "0.80 0.83 1.89 1.04 1.45 1.38 1.91 1.64 0.73 1.46", "1.15 0.88 0.90 0.74 1.21"))
        .isCloseTo(2 * 0.1272, within(2 * 0.00005));
    assertThat(ofRanks("19 22 16 29 24", "20 11 17 12")).isCloseTo(1 / 9.0, within(1e-12));
  }

  private static double ofRanks(String one, String other) {
    List<Double> all = new ArrayList<>(numbers(one));
    all.addAll(numbers(other));
    List<Double> sorted = all.stream().sorted().toList();
    List<Double> ranks = all.stream().map(v -> (double) sorted.indexOf(v)).toList();
    int size = numbers(one).size();
    return PermutationTest.of(ranks.subList(0, size), ranks.subList(size, ranks.size())).p();
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "10, 13", "18, 18", "3, 30"})
  void ofRanksAgreesWithCommonsStatistics(int n, int m) {
    List<Double> ranks =
        new ArrayList<>(IntStream.range(0, n + m).mapToObj(i -> (double) i).toList());
    Collections.shuffle(ranks, new Random(n));
    double[] one = ranks.stream().limit(n).mapToDouble(r -> r).toArray();
    double[] other = ranks.stream().skip(n).mapToDouble(r -> r).toArray();

    double p =
        MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT).test(one, other).getPValue();

    assertThat(PermutationTest.of(ranks.subList(0, n), ranks.subList(n, n + m)).p())
        .isCloseTo(p, within(1e-9 * p));
  }

  /** Small whole numbers have many ties, which a sum of doubles gets exactly. */
  @Test
  void countsEveryDivisionAsBruteForceDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Double> all =
          random.doubles(2 + random.nextInt(9)).map(u -> Math.floor(6 * u)).boxed().toList();
      int size = 1 + random.nextInt(all.size() - 1);

      assertThat(PermutationTest.of(all.subList(0, size), all.subList(size, all.size())).p())
          .as("%s, the first %s", all, size)
          .isCloseTo(bruteForce(all, size), within(1e-12));
    }
  }

  private static double bruteForce(List<Double> all, int size) {
    double observed = all.stream().limit(size).mapToDouble(v -> v).sum();
    int divisions = 0;
    int greater = 0;
    int smaller = 0;
    for (int set = 0; set < 1 << all.size(); set++) {
      if (Integer.bitCount(set) == size) {
        int chosen = set;
        double sum =
            IntStream.range(0, all.size())
                .filter(i -> (chosen >> i & 1) == 1)
                .mapToDouble(all::get)
                .sum();
        divisions++;
        greater += sum >= observed ? 1 : 0;
        smaller += sum <= observed ? 1 : 0;
      }
    }
    return Math.min(1, 2.0 * Math.min(greater, smaller) / divisions);
  }

  @Test
  void takesSumsOfTheSameNumbersInAnotherOrderForTies() {
    // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 in doubles, nor are their logarithms' sums.
    List<Double> one = Stream.of(0.1, 0.2, 0.3, 0.4).map(Math::log).toList();
    List<Double> other = Stream.of(0.4, 0.3, 0.2, 0.1).map(Math::log).toList();

    assertThat(PermutationTest.of(one, other).p()).isEqualTo(1);
  }

  @Test
  void isNoSurerWhereAllNumbersAreTheSame() {
    assertThat(PermutationTest.of(List.of(0.1, 0.1, 0.1), List.of(0.1, 0.1)).p()).isEqualTo(1);
    assertThat(PermutationTest.of(Collections.nCopies(40, 24.1), List.of(24.1)))
        .isEqualTo(new PermutationTest(1, false));
  }

  @Test
  void drawsDivisionsWhereThereAreTooManyAndSaysSo() {
    Random random = new Random(3);
    List<Double> one = random.doubles(19).boxed().toList();
    List<Double> other = random.doubles(19).map(u -> u + 0.15).boxed().toList();

    PermutationTest test = PermutationTest.of(one, other);

    assertThat(test.exact()).isFalse();
    assertThat(test).isEqualTo(PermutationTest.of(one, other));
    double p = MannWhitneyUTest.withDefaults().test(array(one), array(other)).getPValue();
    assertThat(test.p()).isBetween(p / 2, 2 * p);
  }

  @Test
  void drawnDivisionsAgreeWithCountedOnes() {
    Random random = new Random(5);
    for (double shift : new double[] {0, 0.1, 0.3}) {
      double[] values = random.doubles(30).map(u -> u - 0.5).toArray();
      for (int i = 0; i < 15; i++) {
        values[i] += shift;
      }
      double observed = IntStream.range(0, 15).mapToDouble(i -> values[i]).sum();

      double counted = new Divisions(values, 15).twoSided(observed, 1e-12);
      double drawn = new RandomDivisions(values, 15).twoSided(observed, 1e-12);

      // A thousand extreme draws know their part to within 3 per cent: four times that.
      assertThat(drawn).as("shift %s", shift).isBetween(0.87 * counted, 1.14 * counted);
    }
  }

  /** Ties count in full; the numbers of {@link #agreesWithSciPy}, alternative "greater". */
  @ParameterizedTest
  @CsvSource({
    "4 5 6, 1 2 3, 0.05",
    "1 2 3, 4 5 6, 1",
    "4 5 3, 1 2 3, 0.1",
    "5 5 5 6, 5 5 5, 0.5714285714285714",
    "2 2 2, 2 2 2, 1",
  })
  void countsTheGreaterSumsAlone(String one, String other, double p) {
    assertThat(PermutationTest.greater(numbers(one), numbers(other), 100))
        .isCloseTo(p, within(1e-12));
  }

  /** Few draws know less, and none says less than one part of them. */
  @Test
  void drawsNoMoreThanAllowed() {
    List<Double> low = IntStream.range(0, 30).mapToObj(i -> i / 30.0).toList();
    List<Double> high = low.stream().map(v -> v + 100).toList();
    assertThat(PermutationTest.greater(high, low, 500)).isEqualTo(1 / 500.0);
    assertThat(PermutationTest.greater(low, high, 500)).isEqualTo(1);
    assertThat(PermutationTest.greater(numbers("4 5 6"), numbers("1 2 3"), 19))
        .isBetween(1 / 19.0, 1.0);

    Random random = new Random(3);
    List<Double> one = random.doubles(19).map(u -> u + 0.15).boxed().toList();
    List<Double> other = random.doubles(19).boxed().toList();
    assertThat(2 * PermutationTest.greater(one, other, 100_000))
        .isBetween(
            0.7 * PermutationTest.of(one, other).p(), 1.4 * PermutationTest.of(one, other).p());
  }

  @Test
  void neverSaysThatSomethingIsImpossible() {
    List<Double> low = IntStream.range(0, 30).mapToObj(i -> i / 30.0).toList();
    List<Double> high = low.stream().map(v -> v + 100).toList();

    assertThat(PermutationTest.of(low, high).p()).isEqualTo(2e-6);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 3, 0.1", "5, 5, 0.0079365", "2, 8, 0.0444444", "8, 8, 0.0001554"})
  void knowsTheLeastP(int n, int m, double least) {
    assertThat(PermutationTest.leastP(n, m)).isCloseTo(least, within(1e-7));
    List<Double> low = IntStream.range(0, n).mapToObj(i -> i / 7.0).toList();
    List<Double> high = IntStream.range(0, m).mapToObj(i -> 50 + i / 7.0).toList();
    assertThat(PermutationTest.of(low, high).p()).isCloseTo(least, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.05, 4", "3, 0.05, 5", "6, 0.05, 5", "7, 0.05, 6", "30, 0.05, 7", "30, 0.01, 8"})
  void knowsHowManyTrialsAreNeeded(int comparisons, double level, int needed) {
    assertThat(PermutationTest.trialsNeeded(comparisons, level)).isEqualTo(needed);
    assertThat(comparisons * PermutationTest.leastP(needed, needed)).isLessThan(level);
    assertThat(comparisons * PermutationTest.leastP(needed - 1, needed - 1))
        .isGreaterThanOrEqualTo(level);
  }

  @Test
  void refusesWhatCannotBeTested() {
    assertThatThrownBy(() -> PermutationTest.of(List.of(), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PermutationTest.of(List.of(Double.NaN), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PermutationTest.greater(List.of(1.0), List.of(), 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Double> numbers(String text) {
    return Stream.of(text.split(" ")).map(Double::valueOf).toList();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
