package squareoff.harness.stats;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Trials that fall into two groups, as JVMs do that compile or lay out a program in one of two
 * ways. A mean says nothing of either then, and its t-interval is too narrow.
 *
 * <p>The rule: the sorted logarithms are divided at their greatest gap. There are two groups where
 * the gap is at least 3.2 + 64 / (n - 2)² times the standard deviation within the groups (12 + 70 /
 * (n - 2)² times where one group is a single trial, which may just be an outlier), and the groups'
 * geometric means are at least 5 % apart. {@code TwoGroupsTest} computes how often it is wrong and
 * how often it finds what there is: for 4 to 40 trials at most 2 % false alarms in normal and
 * log-normal noise and 3 % in t-distributed (3 degrees of freedom), of any size.
 *
 * @param n how many trials there are
 * @param dear how many of them are in the group of greater cost
 * @param ratio of the geometric means of the groups, above 1
 */
public record TwoGroups(int n, int dear, double ratio) {
  private static final int FEWEST = 4;
  private static final double LEAST_APART = Math.log(1.05);

  /** Of trials that do not differ within a group, the deviation is that of a clock at best. */
  private static final double LEAST_WITHIN = 0.001;

  /**
   * Looks for two groups.
   *
   * @param costs one number a trial, in which less is better
   * @return empty where there is one group, or fewer than four trials, or one that is not above 0
   */
  public static Optional<TwoGroups> of(Collection<Double> costs) {
    if (costs.size() < FEWEST || !Ratio.isPositive(costs)) {
      return Optional.empty();
    }
    List<Double> logs = costs.stream().map(Math::log).sorted().toList();
    int split = 1;
    for (int i = 2; i < logs.size(); i++) {
      split = gap(logs, i) > gap(logs, split) ? i : split;
    }
    Sample low = Sample.of(logs.subList(0, split));
    Sample high = Sample.of(logs.subList(split, logs.size()));
    double apart = high.mean() - low.mean();
    int n = logs.size();
    double within = Math.max(LEAST_WITHIN, Math.sqrt((squares(low) + squares(high)) / (n - 2)));
    boolean single = split == 1 || split == n - 1;
    double wanted = single ? 12 + 70.0 / square(n - 2) : 3.2 + 64.0 / square(n - 2);
    return apart >= LEAST_APART && gap(logs, split) >= wanted * within
        ? Optional.of(new TwoGroups(n, n - split, Math.exp(apart)))
        : Optional.empty();
  }

  private static double gap(List<Double> sorted, int at) {
    return sorted.get(at) - sorted.get(at - 1);
  }

  private static double squares(Sample group) {
    return group.n() < 2 ? 0 : group.variance() * (group.n() - 1);
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * In words.
   *
   * @return such as {@code 2 of 6 trials about 30 % slower}
   */
  public String words() {
    long perCent = Math.round(100 * (ratio - 1));
    return perCent < 100
        ? "%d of %d trials about %d %% slower".formatted(dear, n, perCent)
        : "%d of %d trials about %d times as slow".formatted(dear, n, Math.round(ratio));
  }
}
