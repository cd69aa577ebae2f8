package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class CancellationTest {

  @ParameterizedTest
  @CsvSource({"destroy, spinning", "destroy-forcibly, sleeping"})
  void endsAProcessAndLeavesNone(String request, String worker) throws InterruptedException {
    var processes = new Cancellation.Processes();
    processes.request = request;
    processes.worker = worker;
    var requests = new Cancellation.Requests();
    processes.start();
    new Cancellation().process(processes, requests);
    processes.close();
    assertThat(requests.cancelledFraction()).isEqualTo(1);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void failsWhenAProcessEndedForAnotherReason() {
    assertThatCode(() -> Cancellation.requireExit(false, 143)).doesNotThrowAnyException();
    assertThatCode(() -> Cancellation.requireExit(true, 137)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Cancellation.requireExit(false, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the worker should have ended with exit code 143, but it was 0");
    assertThatThrownBy(() -> Cancellation.requireExit(true, 143))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100})
  void aLoopThatLooksFindsTheSameSum(long pollEvery) throws InterruptedException {
    var polling = new Cancellation.Polling();
    polling.pollEvery = pollEvery;
    assertThat(new Cancellation().polling(polling)).isEqualTo(ClosedForm.sumOfSquares(1_000_000));
  }

  @Test
  void refusesToLookLessOftenThanNever() {
    var polling = new Cancellation.Polling();
    polling.pollEvery = -1;
    assertThatThrownBy(polling::prepare).isInstanceOf(UnmeasurableCellException.class);
  }

  @Test
  void refusesARequestOrAWorkerThatItDoesNotKnow() {
    assertThatCode(() -> Cancellation.requireKnown("destroy", "sleeping"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Cancellation.requireKnown("interrupt", "sleeping"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("request=interrupt: give one of destroy, destroy-forcibly");
    assertThatThrownBy(() -> Cancellation.requireKnown("destroy", "queue"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("worker=queue: give one of sleeping, spinning");
  }

  @Test
  void tellsWhichPartOfTheRequestsWasHeeded() {
    var requests = new Cancellation.Requests();
    requests.add(true);
    requests.add(false);
    assertThat(requests.cancelledFraction()).isEqualTo(0.5);
    requests.clear();
    requests.add(false);
    assertThat(requests.cancelledFraction()).isZero();
  }
}
