package squareoff.suite.workload;

/**
 * The proof that a message came through: numbers that follow from the message's own number, in its
 * first and last long and in one of every page of 4 KiB.
 *
 * <p>Whoever gets a message reads them, whoever makes one writes them, and nothing else of it is
 * touched. So a message that is handed over by reference pays for what its receiver must look at,
 * and for no copy; and a message that is copied could not have lost a page unseen.
 */
public final class Stamps {

  /** The longs of a page of 4 KiB, the usual unit of memory, of pipes and of mapped files. */
  public static final int PAGE_LONGS = 512;

  // 2^64 divided by the golden ratio, odd: consecutive numbers give stamps that differ all over.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Stamps() {}

  /**
   * Stamps a message.
   *
   * @param message at least one long
   * @param number the message's number; a reply bears the complement of the number it answers, so
   *     that no message passes for its own reply
   */
  public static void write(long[] message, long number) {
    for (int i = 0; i < message.length; i += PAGE_LONGS) {
      message[i] = stamp(number, i);
    }
    message[message.length - 1] = stamp(number, message.length - 1);
  }

  /**
   * Checks every stamp of a message.
   *
   * @param message what came
   * @param number the number that it must have
   * @throws IllegalStateException if a stamp is not that of this number
   */
  public static void check(long[] message, long number) {
    for (int i = 0; i < message.length; i += PAGE_LONGS) {
      check(message, i, number);
    }
    check(message, message.length - 1, number);
  }

  /**
   * What the receiver of a message does: checks it, and makes the reply of it.
   *
   * @param message what came; bears the complement of the number afterwards
   * @param number the number that it must have
   * @throws IllegalStateException if a stamp is not that of this number
   */
  public static void answer(long[] message, long number) {
    check(message, number);
    write(message, ~number);
  }

  private static void check(long[] message, int at, long number) {
    if (message[at] != stamp(number, at)) {
      throw new IllegalStateException(
          "long %d of %d is %x, but message %d has %x there: another message, or a part of it"
              .formatted(at, message.length, message[at], number, stamp(number, at)));
    }
  }

  private static long stamp(long number, int at) {
    return number * SPREAD + at;
  }
}
