package squareoff.harness.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The amount of work from which on one way of doing it is cheaper than another.
 *
 * <p>Between measured amounts the costs are interpolated as straight lines over the work, which is
 * exact where each is a fixed price and a price for each unit; interpolating their logarithms would
 * misplace the crossing by a factor where amounts are decades apart. The break-even is the last
 * place where the difference of the mean costs falls below 0. Its interval holds every amount at
 * which that difference is not distinguishable from 0: the inversion of a test, as of E. C. Fieller
 * ("Some problems in interval estimation", Journal of the Royal Statistical Society B 16, 1954),
 * here the t-test of B. L. Welch (1947) of the interpolated difference, whose variance is that of
 * its two neighbours.
 *
 * @param place where the break-even lies
 * @param work the amount, in the unit of the amounts given; NaN unless it lies within them
 * @param interval from 0 where that is below all amounts, to infinity where it is above all; empty
 *     with fewer than three trials anywhere
 */
public record BreakEven(Place place, double work, Optional<Interval> interval) {
  private static final int STEPS = 1200;
  private static final int FEWEST_TRIALS = 3;

  /** Where a break-even lies, seen from the amounts of work that were measured. */
  public enum Place {
    /** Cheaper at all of them. */
    BELOW,
    /** Between two of them. */
    WITHIN,
    /** Not cheaper at the largest. */
    ABOVE
  }

  /**
   * What was measured at one amount of work.
   *
   * @param work the amount, above 0
   * @param one the costs of the one way, a number a trial, at least one
   * @param other the same of the other way, in the same unit
   */
  public record Point(double work, Sample one, Sample other) {

    /**
     * A point of two lists of costs.
     *
     * @param work the amount, above 0
     * @param one the costs of the one way, a number a trial, at least one
     * @param other the same of the other way, in the same unit
     * @return the point
     */
    public static Point of(double work, Collection<Double> one, Collection<Double> other) {
      return new Point(work, Sample.of(one), Sample.of(other));
    }

    double difference() {
      return one.mean() - other.mean();
    }
  }

  /**
   * Finds the break-even.
   *
   * @param points by ascending work, at least two
   * @return the break-even
   */
  public static BreakEven of(List<Point> points) {
    boolean enough =
        points.stream()
            .flatMap(p -> Stream.of(p.one(), p.other()))
            .allMatch(sample -> sample.n() >= FEWEST_TRIALS);
    Optional<Interval> interval = enough ? Optional.of(interval(points)) : Optional.empty();
    int last = points.size() - 1;
    if (points.get(last).difference() >= 0) {
      return new BreakEven(Place.ABOVE, Double.NaN, interval);
    }
    for (int i = last - 1; i >= 0; i--) {
      double before = points.get(i).difference();
      if (before >= 0) {
        double share = before / (before - points.get(i + 1).difference());
        double from = points.get(i).work();
        double work = from + share * (points.get(i + 1).work() - from);
        return new BreakEven(Place.WITHIN, work, interval);
      }
    }
    return new BreakEven(Place.BELOW, Double.NaN, interval);
  }

  private static Interval interval(List<Point> points) {
    List<Difference> all = differences(points);
    return new Interval(firstNotProvedDearer(all), lastNotProvedCheaper(all), Summary.LEVEL);
  }

  private record Difference(double work, double value, double half) {}

  /** One step below, since the true end lies between two steps. */
  private static double firstNotProvedDearer(List<Difference> all) {
    int first = 0;
    while (first < all.size() && all.get(first).value() - all.get(first).half() > 0) {
      first++;
    }
    return first == 0 ? 0 : all.get(first - 1).work();
  }

  private static double lastNotProvedCheaper(List<Difference> all) {
    int last = all.size() - 1;
    while (last >= 0 && all.get(last).value() + all.get(last).half() < 0) {
      last--;
    }
    return last == all.size() - 1 ? Double.POSITIVE_INFINITY : all.get(last + 1).work();
  }

  private static List<Difference> differences(List<Point> points) {
    // Each step costs a quantile: many amounts need few steps between two of them.
    int steps = Math.max(1, STEPS / (points.size() - 1));
    List<Difference> all = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i++) {
      for (int step = 0; step < steps; step++) {
        all.add(interpolated(points.get(i), points.get(i + 1), (double) step / steps));
      }
    }
    all.add(interpolated(points.get(points.size() - 2), points.getLast(), 1));
    return all;
  }

  /** Between two amounts, on a logarithmic scale; the amounts themselves at its ends. */
  private static double between(double from, double to, double share) {
    return share == 0 ? from : share == 1 ? to : from * Math.pow(to / from, share);
  }

  private static Difference interpolated(Point from, Point to, double place) {
    double work = between(from.work(), to.work(), place);
    double share = (work - from.work()) / (to.work() - from.work());
    double value = (1 - share) * from.difference() + share * to.difference();
    List<Sample> samples = List.of(from.one(), from.other(), to.one(), to.other());
    double near = (1 - share) * (1 - share);
    double far = share * share;
    double[] weights = {near, near, far, far};
    double variance = 0;
    double denominator = 0;
    for (int i = 0; i < weights.length; i++) {
      Sample sample = samples.get(i);
      double part = weights[i] == 0 ? 0 : weights[i] * sample.variance() / sample.n();
      variance += part;
      denominator += part * part / (sample.n() - 1);
    }
    double half =
        variance == 0
            ? 0
            : StudentT.quantile((1 + Summary.LEVEL) / 2, variance * variance / denominator)
                * Math.sqrt(variance);
    return new Difference(work, value, half);
  }
}
