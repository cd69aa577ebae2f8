package squareoff.harness.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit to show numbers in.
 *
 * @param label the unit: {@code µs/op}, {@code Mops/s}, or JMH's own where it is no time or rate
 * @param factor what a number in JMH's unit is multiplied by
 */
public record Scale(String label, double factor) {
  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);
  private static final String PER_OPERATION = "/op";
  private static final String RATE = "ops/";

  /** Whether a unit of JMH's is a time per operation or operations per time. */
  static boolean isTimeOrRate(String unit) {
    return candidates(unit).size() > 1;
  }

  /** The units that numbers in a unit of JMH's can be shown in, from the smallest. */
  private static List<Scale> candidates(String unit) {
    if (unit.endsWith(PER_OPERATION)) {
      Double seconds = SECONDS.get(unit.substring(0, unit.length() - PER_OPERATION.length()));
      if (seconds != null) {
        return List.of(
            new Scale("ns/op", seconds * 1e9),
            new Scale("µs/op", seconds * 1e6),
            new Scale("ms/op", seconds * 1e3),
            new Scale("s/op", seconds));
      }
    } else if (unit.startsWith(RATE)) {
      Double seconds = SECONDS.get(unit.substring(RATE.length()));
      if (seconds != null) {
        return List.of(
            new Scale("ops/s", 1 / seconds),
            new Scale("kops/s", 1e-3 / seconds),
            new Scale("Mops/s", 1e-6 / seconds),
            new Scale("Gops/s", 1e-9 / seconds));
      }
    }
    return List.of(new Scale(unit, 1));
  }

  /** The smallest unit that numbers in a unit of JMH's can be shown in: one for all times. */
  static Scale least(String unit) {
    return candidates(unit).getFirst();
  }

  /**
   * The unit in which a number is 1 or more and below 1000, or as near to that as can be.
   *
   * @param unit JMH's
   * @param value in that unit
   * @return JMH's own unit where that is no time per operation and no rate
   */
  public static Scale of(String unit, double value) {
    List<Scale> candidates = candidates(unit);
    return candidates.reversed().stream()
        .filter(scale -> Math.abs(value) * scale.factor >= 1)
        .findFirst()
        .orElse(candidates.getFirst());
  }

  /**
   * One unit in which all numbers can be read: none below 0.1 (the smallest unit excepted) or from
   * 10 000 up.
   *
   * @return empty where their range is too wide
   */
  static Optional<Scale> common(String unit, List<Double> values) {
    List<Double> sizes =
        values.stream().filter(Double::isFinite).map(Math::abs).filter(v -> v > 0).toList();
    List<Scale> candidates = candidates(unit);
    if (candidates.size() == 1 || sizes.isEmpty()) {
      return Optional.of(candidates.getFirst());
    }
    double middle = Math.exp(sizes.stream().mapToDouble(Math::log).average().orElseThrow());
    double least = sizes.stream().min(Comparator.naturalOrder()).orElseThrow();
    double greatest = sizes.stream().max(Comparator.naturalOrder()).orElseThrow();
    return candidates.stream()
        .filter(s -> least * s.factor >= 0.1 || s.equals(candidates.getFirst()))
        .filter(s -> greatest * s.factor < 10_000 || s.equals(candidates.getLast()))
        // Between 1 and 1000, three digits before the point are as good as one: aim at its middle.
        .min(Comparator.comparingDouble(s -> Math.abs(Math.log(middle * s.factor / 30))));
  }
}
