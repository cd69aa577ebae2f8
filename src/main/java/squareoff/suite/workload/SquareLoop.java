package squareoff.suite.workload;

/**
 * The square loop: the sum of the squares of consecutive numbers, one after the other.
 *
 * <p>The textbook loop {@code for (i = from; i < to; i++) sum += i * i} says nothing about a
 * worker: a compiler may unroll it, do several squares at once in a vector register, or replace it
 * by its closed form. (C2 of JDK 25 overlaps the squares and takes about one cycle for each.) Here
 * the next number depends on the square before it, through a mask that is always 0 but that no
 * compiler can know, since it is volatile. So the squares form one chain that must be walked.
 *
 * <p>How we know: a step of the chain is a multiplication (3 cycles of latency on current x86
 * cores), a bitwise and (1) and an addition (1), 5 cycles in all. The chain {@code x = x * x + k}
 * is 4. Measured side by side on one core at 3.7 GHz, as the least of many short runs: 1.34 ns a
 * square against 1.07 ns, 5 : 4 as it must be; the same from 10 000 to 4 million squares, and the
 * same with {@code -XX:-UseSuperWord}. The textbook loop took 0.27 ns. To repeat it without any
 * tool: {@code java -jar benchmarks.jar CpuBoundSquares -p strategy=sequential -p
 * squares=10000000,20000000,40000000}, then again with {@code -jvmArgsAppend -XX:-UseSuperWord}:
 * the time must double with the squares, must not change with the flag, and is 5 cycles a square.
 */
public final class SquareLoop {

  /** Always 0; volatile, so that no compiler may rely on that. */
  private static volatile long mask;

  private SquareLoop() {}

  /**
   * Adds up {@code i * i} for {@code from <= i < to}, modulo 2^64.
   *
   * @param from the first number squared
   * @param to one more than the last number squared; nothing is squared if not above {@code from}
   * @return the sum, modulo 2^64
   */
  public static long sum(long from, long to) {
    long sum = chain(from, to);
    if (Handicap.SQUARES_PERCENT > 0) {
      sum += mask & chain(from, from + (to - from) * Handicap.SQUARES_PERCENT / 100);
    }
    return sum;
  }

  private static long chain(long from, long to) {
    long zero = mask;
    long sum = 0;
    long i = from;
    while (i < to) {
      long square = i * i;
      sum += square;
      i += 1 + (square & zero);
    }
    return sum;
  }
}
