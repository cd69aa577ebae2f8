package squareoff.suite.workload;

/**
 * What the square loop must come to, without looping: the sum of the squares below n is {@code (n -
 * 1) n (2n - 1) / 6}, the square pyramidal number (Archimedes, On Spirals, proposition 10).
 */
public final class ClosedForm {

  private ClosedForm() {}

  /**
   * Computes the sum of {@code i * i} for {@code 0 <= i < n}, modulo 2^64.
   *
   * @param n how many numbers are squared
   * @return the sum, modulo 2^64
   * @throws IllegalArgumentException if n is negative or above 2^62
   */
  public static long sumOfSquares(long n) {
    if (n < 0 || n > 1L << 62) {
      throw new IllegalArgumentException("no sum of " + n + " squares: give 0 to 2^62");
    }
    if (n == 0) {
      return 0;
    }
    // Dividing after the product has overflowed would be wrong: each divisor is taken out of a
    // factor that it divides.
    long[] factors = {n - 1, n, 2 * n - 1};
    divideOut(factors, 2);
    divideOut(factors, 3);
    return factors[0] * factors[1] * factors[2];
  }

  /**
   * Checks what a worker or all of them together have found.
   *
   * @param n how many numbers, from 0 on, were squared
   * @param sum the sum found, modulo 2^64
   * @return the sum
   * @throws IllegalStateException if it is wrong
   */
  public static long check(long n, long sum) {
    long right = sumOfSquares(n);
    if (sum != right) {
      throw new IllegalStateException(
          "the sum of the squares below " + n + " is " + right + ", but the workers found " + sum);
    }
    return sum;
  }

  private static void divideOut(long[] factors, long divisor) {
    int i = 0;
    while (factors[i] % divisor != 0) {
      i++;
    }
    factors[i] /= divisor;
  }
}
