package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.BreakEven.Place;
import squareoff.harness.stats.BreakEven.Point;

class BreakEvenTest {

  /** Costs that are apart by a factor, with trials that differ by a part of each. */
  private static Point point(double work, double factor, double noise) {
    return Point.of(
        work,
        List.of(factor * (1 - noise), factor, factor * (1 + noise)),
        List.of(1 - noise, 1.0, 1 + noise));
  }

  @Test
  void liesWhereTheInterpolatedRatioIsOne() {
    BreakEven found = BreakEven.of(List.of(point(100, 4, 0.01), point(10_000, 0.25, 0.01)));

    assertThat(found.place()).isEqualTo(Place.WITHIN);
    assertThat(found.work()).isCloseTo(100 + 9900 * 3 / 3.75, within(1e-6));
    Interval interval = found.interval().orElseThrow();
    assertThat(interval.low()).isBetween(7000.0, 8020.0);
    assertThat(interval.high()).isBetween(8020.0, 9000.0);
  }

  @Test
  void isLessCertainWhereTrialsDifferMore() {
    Interval narrow =
        BreakEven.of(List.of(point(100, 4, 0.01), point(10_000, 0.25, 0.01)))
            .interval()
            .orElseThrow();
    Interval wide =
        BreakEven.of(List.of(point(100, 4, 0.1), point(10_000, 0.25, 0.1)))
            .interval()
            .orElseThrow();

    assertThat(wide.high() / wide.low()).isGreaterThan(1.05 * narrow.high() / narrow.low());
  }

  @Test
  void isBelowOrAboveWhatWasMeasured() {
    BreakEven below = BreakEven.of(List.of(point(100, 0.5, 0.01), point(200, 0.4, 0.01)));
    BreakEven above = BreakEven.of(List.of(point(100, 4, 0.01), point(200, 2, 0.01)));

    assertThat(below.place()).isEqualTo(Place.BELOW);
    assertThat(below.interval()).contains(new Interval(0, 100, 0.95));
    assertThat(above.place()).isEqualTo(Place.ABOVE);
    assertThat(above.interval()).contains(new Interval(200, Double.POSITIVE_INFINITY, 0.95));
  }

  @Test
  void isTheLastCrossingWhereThereAreSeveral() {
    BreakEven found =
        BreakEven.of(
            List.of(
                point(1, 2, 0.01),
                point(10, 0.5, 0.01),
                point(100, 2, 0.01),
                point(1000, 0.5, 0.01)));

    assertThat(found.work()).isCloseTo(100 + 900 / 1.5, within(1e-6));
    assertThat(found.interval().orElseThrow().low()).isLessThan(8);
  }

  @Test
  void hasNoIntervalWithFewerThanThreeTrials() {
    BreakEven found =
        BreakEven.of(
            List.of(
                Point.of(1, List.of(2.0, 2.0), List.of(1.0, 1.0)),
                Point.of(100, List.of(0.5), List.of(1.0))));

    assertThat(found.work()).isCloseTo(1 + 99 / 1.5, within(1e-9));
    assertThat(found.interval()).isEmpty();
  }

  @Test
  void coversTheTrueValueAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    for (int run = 0; run < 150; run++) {
      List<Point> points = new ArrayList<>();
      for (double work : List.of(100.0, 1000.0, 10_000.0)) {
        double expected = 350 + 0.5 * work;
        points.add(Point.of(work, trials(expected, random), trials(work, random)));
      }
      covered += BreakEven.of(points).interval().orElseThrow().contains(700) ? 1 : 0;
    }

    assertThat(covered / 150.0).isBetween(0.9, 1.0);
  }

  private static List<Double> trials(double expected, Random random) {
    return IntStream.range(0, 5)
        .mapToObj(i -> expected * Math.exp(0.1 * random.nextGaussian()))
        .toList();
  }
}
