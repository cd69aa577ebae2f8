package squareoff.suite.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * A known slowdown, to try out tools that look for slowdowns: a jar that holds the resource {@value
 * #RESOURCE} does more than one that does not, with the same code. Numbers are constants once this
 * class is initialised, so that a compiler leaves nothing of what is not asked for.
 *
 * <p>The keys: {@code squaresPercent}, how many squares more a loop does, in per cent; {@code
 * lockSquares}, how many squares a lock is held longer for.
 */
public final class Handicap {

  /** Where a jar may hold it. */
  public static final String RESOURCE = "META-INF/squareoff/handicap.properties";

  /** How a parent tells a worker JVM; see {@link #jvmArgument}. */
  private static final String PROPERTY = "squareoff.handicap";

  private static final char SEPARATOR = '/';

  /** How many squares more a loop does, in per cent of those asked for; 0 or more. */
  static final long SQUARES_PERCENT;

  /** How many squares a lock is held longer for; 0 or more. */
  private static final long LOCK_SQUARES;

  static {
    String told = System.getProperty(PROPERTY);
    if (told == null) {
      SQUARES_PERCENT = Resource.number("squaresPercent");
      LOCK_SQUARES = Resource.number("lockSquares");
    } else {
      int middle = told.indexOf(SEPARATOR);
      SQUARES_PERCENT = Long.parseLong(told.substring(0, middle));
      LOCK_SQUARES = Long.parseLong(told.substring(middle + 1));
    }
  }

  private static volatile long spare;

  private Handicap() {}

  /** A class of its own: a worker JVM that is told does not load it, nor what it needs. */
  private static final class Resource {
    private static final Properties ASKED = asked();

    private static Properties asked() {
      Properties properties = new Properties();
      try (InputStream in = Handicap.class.getClassLoader().getResourceAsStream(RESOURCE)) {
        if (in != null) {
          properties.load(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " of this jar cannot be read", e);
      }
      return properties;
    }

    static long number(String key) {
      long number = Long.parseLong(ASKED.getProperty(key, "0").strip());
      if (number < 0) {
        throw new IllegalStateException(RESOURCE + ": " + key + " is below 0: " + number);
      }
      return number;
    }
  }

  /**
   * Tells a worker JVM of this jar what this one was asked for. To look for the resource by itself
   * would take it some ten milliseconds of the forty or so in which it starts, and those are
   * measured.
   *
   * @return an argument for its JVM
   */
  public static String jvmArgument() {
    return "-D" + PROPERTY + "=" + SQUARES_PERCENT + SEPARATOR + LOCK_SQUARES;
  }

  /** Holds a lock longer: to be called by whoever holds it. */
  public static void holdLock() {
    if (LOCK_SQUARES > 0) {
      spare = SquareLoop.sum(0, LOCK_SQUARES);
    }
  }
}
