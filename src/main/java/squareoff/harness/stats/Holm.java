package squareoff.harness.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's adjustment of several p-values (S. Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 1979): whoever believes every difference whose
 * adjusted p is below α is wrong anywhere among them with a probability of at most α, however the
 * tests depend on each other.
 *
 * @param raw the p-values, 0 to 1
 * @param adjusted for each the greatest of (K - j + 1) · p_(j) over the j-th least p-values up to
 *     its own, at most 1
 */
public record Holm(List<Double> raw, List<Double> adjusted) {

  /** Copies the lists. */
  public Holm {
    raw = List.copyOf(raw);
    adjusted = List.copyOf(adjusted);
  }

  /**
   * Adjusts p-values.
   *
   * @param raw the p-values, 0 to 1, in any order
   * @return the adjusted ones in the same order
   */
  public static Holm of(List<Double> raw) {
    List<Integer> order =
        IntStream.range(0, raw.size())
            .boxed()
            .sorted((a, b) -> Double.compare(raw.get(a), raw.get(b)))
            .toList();
    List<Double> adjusted = new ArrayList<>(Collections.nCopies(raw.size(), 1.0));
    double greatest = 0;
    for (int j = 0; j < order.size(); j++) {
      greatest = Math.max(greatest, (raw.size() - j) * raw.get(order.get(j)));
      adjusted.set(order.get(j), Math.min(1, greatest));
    }
    return new Holm(raw, adjusted);
  }

  /**
   * What the adjusted p of one test would be if its own were as small as it can be and all others
   * were as they are.
   *
   * @param place its place in the lists
   * @param least the least p that it can have, at most its own
   * @return 0 to 1
   */
  public double best(int place, double least) {
    List<Double> others = new ArrayList<>(raw);
    others.set(place, least);
    return of(others).adjusted().get(place);
  }
}
