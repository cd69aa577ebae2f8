package squareoff.suite.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files (sockets count as files) this process has open, and how many it may have.
 *
 * @param open number of files open now
 * @param max the largest number that the system allows this process to have open at once
 */
record EchoFileLimit(long open, long max) {

  /**
   * Room for what a JVM opens in passing: jars, pipes to the server, the pollers of virtual
   * threads.
   */
  static final int SLACK = 32;

  private static final int ROUNDING = 1024;

  /** The limit of this process; without bounds where the system has no such limit (Windows). */
  static EchoFileLimit current() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      return new EchoFileLimit(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount());
    }
    return new EchoFileLimit(0, Long.MAX_VALUE);
  }

  /**
   * Refuses to begin what could not be finished. The server inherits the limit of this process and
   * has less open, so one check covers both ends.
   *
   * @throws EchoException if so many connections do not fit
   */
  void require(int connections) {
    long needed = open + connections + SLACK;
    if (needed > max) {
      long advised = (needed + ROUNDING - 1) / ROUNDING * ROUNDING;
      throw new EchoException(
          "connections=%d needs %d open files (%d are open, %d in reserve) but the limit is %d: "
                  .formatted(connections, needed, open, SLACK, max)
              + "raise it with `ulimit -n %d` in the shell that starts java".formatted(advised)
              + " (beyond `ulimit -Hn` only root can), or use fewer connections");
    }
  }
}
