package squareoff.harness.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.Trial;

/**
 * In which order the four trials of a block run: by lot from the six that are possible. All that
 * the gate guarantees rests on this lot. It is drawn from a hash of the seed, the cell and the
 * block, so that one block tells nothing of the next, and a run that goes on goes on as it began.
 */
final class BlockOrder {

  /** The six ways to put two trials of the base (B) among two of the candidate (C). */
  private static final List<String> ORDERS =
      List.of("BBCC", "BCBC", "BCCB", "CBBC", "CBCB", "CCBB");

  private BlockOrder() {}

  /**
   * The trials of a block, in order.
   *
   * @param seed of the plan
   * @param cell of the plan, with the trial's length
   * @param block which, from 0: rounds 2 block and 2 block + 1
   */
  static List<Trial> of(long seed, PlannedCell cell, int block) {
    List<Trial> trials = new ArrayList<>();
    int bases = 0;
    int candidates = 0;
    for (char build : order(seed, cell.cell().toString(), block).toCharArray()) {
      trials.add(
          build == 'B'
              ? new Trial(cell, Plan.BASE, 2 * block + bases++)
              : new Trial(cell, Plan.CANDIDATE, 2 * block + candidates++));
    }
    return trials;
  }

  static String order(long seed, String cell, int block) {
    return ORDERS.get((int) Long.remainderUnsigned(lot(seed, cell, block), ORDERS.size()));
  }

  /**
   * A number that nothing but its arguments tells.
   *
   * @return any of the 2^64 numbers, each as likely
   */
  static long lot(long seed, String cell, int block) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((seed + "|" + block + "|" + cell).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
