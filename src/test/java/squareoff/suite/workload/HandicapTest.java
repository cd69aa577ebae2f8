package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jar is asked for is read once a JVM, so each case gets a JVM of its own. */
class HandicapTest {

  private static final long SQUARES = 3_000_000;

  @TempDir Path directory;

  /** Prints a sum, the least of many times that it takes, and that of holding a lock. */
  public static final class Timing {
    private Timing() {}

    /** Nothing is asked of the command line. */
    public static void main(String[] args) {
      long least = Long.MAX_VALUE;
      long held = Long.MAX_VALUE;
      long sum = 0;
      for (int i = 0; i < 40; i++) {
        long start = System.nanoTime();
        sum = SquareLoop.sum(5, 5 + SQUARES);
        long middle = System.nanoTime();
        Handicap.holdLock();
        least = Math.min(least, middle - start);
        held = Math.min(held, System.nanoTime() - middle);
      }
      System.out.println(Handicap.jvmArgument());
      System.out.println(sum + " " + least + " " + held);
    }
  }

  private record Timed(long sum, double nanos, double held) {}

  @Test
  void doesMoreSquaresForTheSameSum() throws Exception {
    Timed plain = timed("# nothing is asked for");
    Timed more = timed("squaresPercent = 200");
    assertThat(more.sum).isEqualTo(plain.sum).isEqualTo(SquareLoop.sum(5, 5 + SQUARES));
    // Three times the squares; that of two builds on a machine that others use, hence the bounds.
    assertThat(more.nanos / plain.nanos).isBetween(1.7, 5.0);
    assertThat(more.held).as("the lock is another matter").isLessThan(plain.nanos / 5);
  }

  @Test
  void holdsALockForAsManySquares() throws Exception {
    Timed longer = timed("lockSquares = " + SQUARES);
    assertThat(longer.held / longer.nanos).isBetween(0.4, 2.5);
  }

  @Test
  void goesByWhatTheParentTellsItAndNotByTheResource() throws Exception {
    Timed plain = timed("# nothing is asked for");
    Timed told = timed("lockSquares = " + SQUARES, "-Dsquareoff.handicap=200/0");
    assertThat(told.nanos / plain.nanos).isBetween(1.7, 5.0);
    assertThat(told.held).as("the lock, of the resource").isLessThan(plain.nanos / 5);
  }

  @Test
  void tellsWorkersWhatThisJvmWasAskedFor() throws Exception {
    assertThat(Handicap.jvmArgument()).isEqualTo("-Dsquareoff.handicap=0/0");
    assertThat(output("squaresPercent = 7\nlockSquares = 9")).contains("-Dsquareoff.handicap=7/9");
  }

  @Test
  void refusesToBeAskedForLessThanNothing() throws Exception {
    assertThat(output("squaresPercent = -5"))
        .contains(Handicap.RESOURCE + ": squaresPercent is below 0: -5")
        .contains("IllegalStateException");
  }

  private Timed timed(String properties, String... jvmArguments) throws Exception {
    String[] words = output(properties, jvmArguments).lines().toList().getLast().split(" ");
    return new Timed(
        Long.parseLong(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  private String output(String properties, String... jvmArguments) throws IOException {
    Path resource = directory.resolve(Handicap.RESOURCE);
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, properties);
    String classPath = directory + System.getProperty("path.separator");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmArguments));
    command.addAll(
        List.of("-cp", classPath + System.getProperty("java.class.path"), Timing.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
