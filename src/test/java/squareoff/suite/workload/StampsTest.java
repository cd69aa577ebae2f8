package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {

  private static final int LONGS = 3 * Stamps.PAGE_LONGS;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 511, 512, 513, LONGS})
  void knowAMessageByItsNumber(int longs) {
    long[] message = new long[longs];
    Stamps.write(message, 7);
    assertThatCode(() -> Stamps.check(message, 7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Stamps.check(message, 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("but message 8 has");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Stamps.PAGE_LONGS, 2 * Stamps.PAGE_LONGS, LONGS - 1})
  void missAnyPageThatDidNotCome(int at) {
    long[] message = new long[LONGS];
    Stamps.write(message, 7);
    message[at] = 0;
    assertThatThrownBy(() -> Stamps.check(message, 7))
        .hasMessageStartingWith("long " + at + " of " + LONGS + " is 0,");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, LONGS})
  void neverTakeAMessageForItsOwnReply(int longs) {
    long[] message = new long[longs];
    Stamps.write(message, 7);
    assertThatThrownBy(() -> Stamps.check(message, ~7)).isInstanceOf(IllegalStateException.class);
    Stamps.answer(message, 7);
    assertThatCode(() -> Stamps.check(message, ~7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Stamps.answer(message, 7)).isInstanceOf(IllegalStateException.class);
  }
}
