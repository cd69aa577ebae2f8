package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpretedSquaresTest {

  /** Notes what is done with it; wanted at every second check. */
  private static final class Diary implements InterpreterLock {
    final List<String> entries = new ArrayList<>();
    private int checks;

    @Override
    public void acquire() {
      entries.add("acquire");
    }

    @Override
    public boolean isWanted() {
      return ++checks % 2 == 0;
    }

    @Override
    public void handOver() {
      entries.add("hand over");
    }

    @Override
    public void release() {
      entries.add("release");
    }

    @Override
    public long switches() {
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 7, 0, false", "0, 123457, 7, false", "0, 123457, 7, true", "3, 5, 64, true"})
  void squaresEachNumberOnce(long from, long to, int sections, boolean releasedInNative)
      throws InterruptedException {
    long expected = sections == 0 ? 0 : ClosedForm.sumOfSquares(to) - ClosedForm.sumOfSquares(from);
    InterpretedSquares squares =
        new InterpretedSquares(from, to, sections, 0, releasedInNative, false);
    assertThat(squares.run(new Diary())).isEqualTo(expected);
    assertThat(squares.runAlone()).isEqualTo(expected);
  }

  @Test
  void holdsTheLockToTheEndWhereItIsNeverReleased() throws InterruptedException {
    assertThat(diaryOf(2, false, false))
        .containsExactly("acquire", "hand over", "hand over", "release");
  }

  @Test
  void releasesTheLockInNativeCode() throws InterruptedException {
    assertThat(diaryOf(2, true, false))
        .containsExactly(
            "acquire", "release", "acquire", "hand over", "release", "acquire", "release");
  }

  @Test
  void releasesTheLockInThePause() throws InterruptedException {
    assertThat(diaryOf(1, false, true))
        .containsExactly("acquire", "hand over", "release", "acquire", "release");
  }

  @Test
  void givesTheLockBackWhenItIsInterrupted() {
    Diary diary = new Diary();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new InterpretedSquares(0, 10, 1, 1, false, true).run(diary))
        .isInstanceOf(InterruptedException.class);
    assertThat(diary.entries).endsWith("release", "acquire", "release");
  }

  /** Half a section is one check long. */
  private static List<String> diaryOf(int sections, boolean inNative, boolean inPause)
      throws InterruptedException {
    Diary diary = new Diary();
    long squares = 2 * InterpretedSquares.SQUARES_BETWEEN_CHECKS * sections;
    new InterpretedSquares(0, squares, sections, 1, inNative, inPause).run(diary);
    return diary.entries;
  }
}
