package squareoff.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.PermutationTest;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.Sample;

/**
 * The numbers of one cell on both sides, against each other.
 *
 * <p>Trials are compared by their logarithms, for noise multiplies; where a trial is 0, as
 * allocation may be, by the numbers themselves.
 */
record Contrast(Quantity base, Quantity candidate) {

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
        && all().distinct().count() == 1;
  }

  boolean isPositive() {
    return hasTrials() && all().allMatch(value -> value > 0 && Double.isFinite(value));
  }

  private Stream<Double> all() {
    // 0.0 and -0.0 are one number and two objects.
    return Stream.concat(base.trials().stream(), candidate.trials().stream()).map(v -> v + 0.0);
  }

  PermutationTest test() {
    return isPositive()
        ? PermutationTest.of(logarithms(base.trials()), logarithms(candidate.trials()))
        : PermutationTest.of(base.trials(), candidate.trials());
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

  Optional<Ratio> ratio() {
    if (!isPossible()) {
      return Optional.empty();
    }
    if (isPositive()) {
      return Optional.of(Ratio.of(samples().numerator(), samples().denominator()));
    }
    double below = hasTrials() ? Sample.of(base.trials()).mean() : base.score();
    double above = hasTrials() ? Sample.of(candidate.trials()).mean() : candidate.score();
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
    if (!isPossible()) {
      notes.add("no ratio of %s and %s".formatted(base.unit(), candidate.unit()));
    } else if (isConstant()) {
      notes.add("every trial of both gave the same number");
    } else if (hasTrials() && !isPositive()) {
      notes.add(
          "a trial is not above 0: the ratio is of the arithmetic means, without an interval");
    }
    return notes;
  }
}
