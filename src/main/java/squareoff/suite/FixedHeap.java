package squareoff.suite;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * A heap that does not change its size and was touched as a whole when the JVM started: by what the
 * memory of such a JVM grows, it grows outside of the heap.
 */
final class FixedHeap {

  private static final int COLLECTIONS = 3;
  private static final long REFERENCE_HANDLING_MILLIS = 10;

  private FixedHeap() {}

  /**
   * Rids the heap of what was there before the measurement. Some of it is freed only by the
   * collection after the one that has found it, and would be missed in the midst of measuring.
   */
  static void settle() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(REFERENCE_HANDLING_MILLIS);
    }
  }

  /** Tells how much of the heap is in use now, in bytes; garbage counts until it is collected. */
  static long used() {
    return usage().getUsed();
  }

  /**
   * Checks that this JVM was started with such a heap.
   *
   * @throws UnmeasurableCellException if it was not
   */
  static void require() {
    require(
        usage(),
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("AlwaysPreTouch")
            .getValue());
  }

  static void require(MemoryUsage heap, String alwaysPreTouch) {
    if (heap.getCommitted() != heap.getMax() || !Boolean.parseBoolean(alwaysPreTouch)) {
      throw new UnmeasurableCellException(
          "the heap of this JVM may grow while it is measured, and then counts as memory outside of"
              + " it: hand JVM arguments of your own over with -jvmArgs or -jvmArgsAppend and not"
              + " with -jvmArgsPrepend, which replaces those of this benchmark, and leave -Xms,"
              + " -Xmx and -XX:+AlwaysPreTouch alone");
    }
  }

  private static MemoryUsage usage() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
  }
}
