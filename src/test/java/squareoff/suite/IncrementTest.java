package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import squareoff.suite.strategy.CounterKind;
import squareoff.suite.strategy.UnmeasurableCellException;

class IncrementTest {

  @Test
  void demandsEveryIncrementOfAnExactCounter() {
    assertThatCode(() -> Increment.requireCount(CounterKind.ATOMIC, 7, 7))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Increment.requireCount(CounterKind.ATOMIC, 6, 7))
        .hasMessage("counter=atomic counted 6 of 7 increments");
  }

  @Test
  void letsAnUnsynchronizedCounterLoseButNotAllAndNotGain() {
    CounterKind kind = CounterKind.UNSYNCHRONIZED;
    assertThatCode(() -> Increment.requireCount(kind, 1, 7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Increment.requireCount(kind, 0, 7)).hasMessageContaining("0 of 7");
    assertThatThrownBy(() -> Increment.requireCount(kind, 8, 7)).hasMessageContaining("8 of 7");
  }

  @Test
  void refusesMoreVirtualThreadsThanCarriersWhereNobodyParks() {
    assertThatThrownBy(() -> Increment.requireCarriers(CounterKind.ATOMIC, 4, 2, 25))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("-t 4 with counter=atomic")
        .hasMessageContaining("-t 2 or fewer");
    assertThatCode(() -> Increment.requireCarriers(CounterKind.ATOMIC, 2, 2, 25))
        .doesNotThrowAnyException();
    assertThatCode(() -> Increment.requireCarriers(CounterKind.STAMPED_LOCK, 400, 2, 21))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesThreadsThatAreNotWhatTheMethodSays() {
    assertThatThrownBy(() -> Increment.requireThreadOf("squareoff.suite.Increment.virtual", false))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("not with -jvmArgsPrepend");
    assertThatThrownBy(() -> Increment.requireThreadOf("squareoff.suite.Increment.platform", true))
        .isInstanceOf(UnmeasurableCellException.class);
    assertThatCode(() -> Increment.requireThreadOf("squareoff.suite.Increment.virtual", true))
        .doesNotThrowAnyException();
  }
}
