package squareoff.harness.cli;

/** Lengths of time as people read them. */
final class Durations {

  private Durations() {}

  /**
   * A length of time in its two largest units.
   *
   * @param seconds the length in seconds, from 0
   */
  static String text(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return "%d min %02d s".formatted(whole / 60, whole % 60);
    }
    return "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
