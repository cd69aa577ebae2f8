package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class CrowdTest {
  private static final int TWICE_THE_CORES = 2 * Runtime.getRuntime().availableProcessors();

  /** Some hundred milliseconds of one core for each worker: no delay of the caller hides that. */
  private static final long MUCH = 250_000_000L * TWICE_THE_CORES;

  /** More than any test waits for. */
  private static final long ENDLESS = 1_000_000_000_000L;

  static List<Thread.Builder> kinds() {
    return List.of(Thread.ofPlatform().daemon().name("tested-crowd-", 0), Thread.ofVirtual());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void doesAllSquaresRoundAfterRound(Thread.Builder kind) throws InterruptedException {
    for (int workers : new int[] {1, 2, 7}) {
      try (Crowd crowd = new Crowd(kind, 1_000_003, workers)) {
        for (int round = 0; round < 3; round++) {
          crowd.release();
          assertThat(crowd.awaitSum()).isEqualTo(ClosedForm.sumOfSquares(1_000_003));
        }
      }
    }
  }

  @Test
  void aNewPlatformThreadIsLetInBeforeTheOthersAreDone() throws InterruptedException {
    try (Crowd crowd = new Crowd(kinds().getFirst(), ENDLESS, TWICE_THE_CORES)) {
      crowd.release();
      crowd.awaitBusy();
      Crowd.Arrival arrival = crowd.arrive();
      assertThat(arrival.finishedFraction()).isZero();
      assertThat(arrival.waitedNanos()).isPositive();
      crowd.disperse();
    }
  }

  @Test
  void aNewVirtualThreadWaitsUntilMostOfTheOthersAreDone() throws InterruptedException {
    try (Crowd crowd = new Crowd(Thread.ofVirtual(), MUCH, TWICE_THE_CORES)) {
      crowd.release();
      crowd.awaitBusy();
      Crowd.Arrival arrival = crowd.arrive();
      assertThat(arrival.finishedFraction()).isBetween(0.5, 1.0);
      crowd.disperse();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRoundThatWasCalledOffLeavesTheNextOneWhole(Thread.Builder kind)
      throws InterruptedException {
    try (Crowd crowd = new Crowd(kind, 40_000_000, 3)) {
      crowd.release();
      crowd.disperse();
      assertThat(crowd.awaitSum()).isNotEqualTo(ClosedForm.sumOfSquares(40_000_000));
      crowd.release();
      assertThat(crowd.awaitSum()).isEqualTo(ClosedForm.sumOfSquares(40_000_000));
    }
  }

  @Test
  void doesNotCallADelayAmongIdleThreadsOne() throws InterruptedException {
    try (Crowd crowd = new Crowd(Thread.ofVirtual(), 200_000, 2)) {
      assertThatThrownBy(crowd::arrive).isInstanceOf(UnmeasurableCellException.class);
      crowd.release();
      crowd.awaitSum();
      assertThatThrownBy(crowd::arrive)
          .isInstanceOf(UnmeasurableCellException.class)
          .hasMessageContaining("squares=200000: of 2 threads, 0 were left at work");
    }
  }

  @Test
  void doesNotReleaseThreadsThatAreOnTheirRound() {
    try (Crowd crowd = new Crowd(Thread.ofVirtual(), ENDLESS, 2)) {
      crowd.release();
      assertThatThrownBy(crowd::release)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("2 threads are still on their round");
    }
  }

  @Test
  void leavesNoThreadBehindThatIsInTheMidstOfItsRound() throws InterruptedException {
    try (Crowd crowd = new Crowd(kinds().getFirst(), ENDLESS, TWICE_THE_CORES)) {
      crowd.release();
      crowd.awaitBusy();
      crowd.arrive();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("tested-crowd-"));
  }

  @Test
  void anInterruptOfTheCallerCallsTheRoundOff() throws InterruptedException {
    try (Crowd crowd = new Crowd(kinds().getFirst(), ENDLESS, 2)) {
      crowd.release();
      Thread.currentThread().interrupt();
      assertThatThrownBy(crowd::awaitSum).isInstanceOf(InterruptedException.class);
      crowd.awaitSum();
    }
  }

  @ParameterizedTest
  @CsvSource({"200000, 0", "199999, 2", "1000000000001, 1", "-1, 1"})
  void refusesWhatIsTooLittleOrTooMuch(long squares, int workers) {
    assertThatThrownBy(() -> new Crowd(Thread.ofVirtual(), squares, workers))
        .isInstanceOf(StrategyException.class)
        .hasMessageStartingWith("squares=" + squares + ", workers=" + workers + ": give");
  }

  /** With one worker and several processors there is no more to wait for than that one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theNewThreadCallsTheOthersOff(int workers) throws InterruptedException {
    try (Crowd crowd = new Crowd(kinds().getFirst(), ENDLESS, workers)) {
      crowd.release();
      crowd.awaitBusy();
      crowd.arrive();
      assertThat(crowd.awaitSum()).isNotEqualTo(ClosedForm.sumOfSquares(ENDLESS));
    }
  }
}
