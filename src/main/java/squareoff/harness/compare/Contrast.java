package squareoff.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.ModeratedT;
import squareoff.harness.stats.PermutationTest;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.Sample;
import squareoff.harness.stats.TwoGroups;

/**
 * The numbers of one cell on both sides, against each other.
 *
 * <p>Trials are compared by their logarithms, for noise multiplies; where a trial is 0, as
 * allocation may be, by the numbers themselves.
 */
final class Contrast {
  private final Quantity base;
  private final Quantity candidate;

  /** Whether every trial of both sides has a logarithm: asked for a dozen times. */
  private final boolean positive;

  private final double baseMean;
  private final double candidateMean;

  Contrast(Quantity base, Quantity candidate) {
    this.base = base;
    this.candidate = candidate;
    this.positive = hasTrials() && isPositive(base) && isPositive(candidate);
    this.baseMean = mean(base);
    this.candidateMean = mean(candidate);
  }

  private static boolean isPositive(Quantity side) {
    for (double trial : side.trials()) {
      if (!(trial > 0 && Double.isFinite(trial))) {
        return false;
      }
    }
    return true;
  }

  Quantity base() {
    return base;
  }

  Quantity candidate() {
    return candidate;
  }

  /** Whether both sides have numbers that can stand beside each other. */
  boolean isPossible() {
    return base.unit().equals(candidate.unit());
  }

  boolean hasTrials() {
    return isPossible() && !base.trials().isEmpty() && !candidate.trials().isEmpty();
  }

  /** Whether several trials a side do not differ from any other. */
  boolean isConstant() {
    return hasTrials()
        && base.trials().size() > 1
        && candidate.trials().size() > 1
        && isConstant(base.trials().getFirst());
  }

  private boolean isConstant(double value) {
    // By their value: 0.0 and -0.0 are one number and two objects, and no number equals NaN.
    return Stream.of(base, candidate)
        .allMatch(side -> side.trials().stream().allMatch(trial -> trial == value));
  }

  boolean isPositive() {
    return positive;
  }

  PermutationTest test() {
    return isPositive()
        ? PermutationTest.of(logarithms(base.trials()), logarithms(candidate.trials()))
        : PermutationTest.of(base.trials(), candidate.trials());
  }

  /** The logarithms of the trials for a test that learns from other cells; empty without. */
  Optional<ModeratedT.Pair> pair() {
    boolean enough = base.trials().size() > 1 && candidate.trials().size() > 1 && isPositive();
    return enough
        ? Optional.of(ModeratedT.Pair.of(logarithms(candidate.trials()), logarithms(base.trials())))
        : Optional.empty();
  }

  /** Whether both sides are so near to nothing that their ratio says nothing. */
  boolean isNextToNothing(double floor) {
    return isPossible() && Math.abs(baseMean) < floor && Math.abs(candidateMean) < floor;
  }

  /** Whether the two sides differ by less than what counts. */
  boolean isBelow(double floor) {
    return isPossible() && Math.abs(baseMean - candidateMean) < floor;
  }

  /** Whether the candidate's trials are the greater. */
  boolean isGreater() {
    return pair().map(pair -> pair.difference() > 0).orElseGet(() -> candidateMean > baseMean);
  }

  private static double mean(Quantity side) {
    return side.trials().isEmpty() ? side.score() : Sample.of(side.trials()).mean();
  }

  double leastP() {
    return PermutationTest.leastP(base.trials().size(), candidate.trials().size());
  }

  private static List<Double> logarithms(List<Double> values) {
    return values.stream().map(Math::log).toList();
  }

  /** Costs, where the direction is known; the candidate's is the numerator. */
  Ratio.Samples samples() {
    return new Ratio.Samples(costs(candidate), costs(base));
  }

  private static List<Double> costs(Quantity side) {
    boolean rate = side.direction() == Direction.MORE_IS_BETTER;
    return side.trials().stream().map(value -> rate ? 1 / value : value).toList();
  }

  /** Whether the trials of a side fall into two groups, where it is a time or a rate. */
  static Optional<TwoGroups> groups(Quantity side) {
    return side.isTimeOrRate() ? TwoGroups.of(costs(side)) : Optional.empty();
  }

  /** The ratio, unless it is one of two that are next to nothing and yet not the same. */
  Optional<Ratio> ratio(double floor) {
    return ratio()
        .filter(r -> !Double.isNaN(r.value()))
        .filter(r -> r.value() == 1 || !isNextToNothing(floor));
  }

  Optional<Ratio> ratio() {
    if (!isPossible()) {
      return Optional.empty();
    }
    if (isPositive()) {
      return Optional.of(Ratio.of(samples().numerator(), samples().denominator()));
    }
    double below = hasTrials() ? baseMean : base.score();
    double above = hasTrials() ? candidateMean : candidate.score();
    if (!(below >= 0 && above >= 0)) {
      return Optional.empty();
    }
    if (above == below) {
      return Optional.of(Ratio.of(1, 1));
    }
    boolean rate = base.direction() == Direction.MORE_IS_BETTER;
    return Optional.of(rate ? Ratio.of(below, above) : Ratio.of(above, below));
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (isConstant()) {
      notes.add("every trial of both gave the same number");
    } else if (hasTrials() && !isPositive()) {
      notes.add(
          ratio().isEmpty()
              ? "a side is below 0: no ratio"
              : "a trial is not above 0: the ratio is of the arithmetic means, without an interval");
    }
    return notes;
  }
}
