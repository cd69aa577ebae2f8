package squareoff.suite.strategy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import squareoff.suite.workload.Stamps;

/**
 * The floor under all processes: one thread makes the copies that a message there and back needs,
 * out of an array and into another one on either way, and there is no other side.
 */
final class CopiedInPlace implements RoundTrips {

  private final long[] message;
  private final long[] other;
  private final LongBuffer between;
  private long number;

  CopiedInPlace(int longs) {
    message = new long[longs];
    other = new long[longs];
    between =
        ByteBuffer.allocateDirect(longs * Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  @Override
  public long run(int trips) {
    for (int i = 0; i < trips; i++) {
      number++;
      Stamps.write(message, number);
      between.put(0, message).get(0, other);
      Stamps.answer(other, number);
      between.put(0, other).get(0, message);
      Stamps.check(message, ~number);
    }
    return number;
  }

  @Override
  public void close() {}
}
