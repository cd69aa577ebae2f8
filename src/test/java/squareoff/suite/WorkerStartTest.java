package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.strategy.UnmeasurableCellException;

@Timeout(600)
class WorkerStartTest {

  @Test
  void countsTheWorkersOfEveryBatch() throws InterruptedException {
    var threads = new WorkerStart.Threads();
    threads.strategy = "virtual";
    threads.workers = 7;
    threads.prepare();
    var started = new WorkerStart.Started();
    try {
      assertThat(new WorkerStart().thread(threads, started)).isEqualTo(7);
      new WorkerStart().thread(threads, started);
    } finally {
      threads.end();
    }
    assertThat(started.perWorker).isEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native-process", "jvm", "process", "process-pool"})
  void refusesBatchesOfProcesses(String strategy) {
    var threads = new WorkerStart.Threads();
    threads.strategy = strategy;
    threads.workers = 100;
    assertThatThrownBy(threads::prepare)
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("strategy=" + strategy + ": processes are started one at a time")
        .hasMessageContaining("WorkerStart.process");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native-process", "jvm", "process"})
  void startsOneProcessAtATimeAndLeavesNone(String strategy) throws Exception {
    var processes = new WorkerStart.Processes();
    processes.strategy = strategy;
    processes.parentHeapMegabytes = 1;
    processes.prepare();
    for (int i = 0; i < 2; i++) {
      assertThat(new WorkerStart().process(processes)).isZero();
      processes.endWorker();
      assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }
    processes.end();
  }

  @Test
  void refusesAProcessThatItDoesNotKnow() {
    var processes = new WorkerStart.Processes();
    processes.strategy = "platform";
    assertThatThrownBy(processes::prepare)
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("strategy=platform: give one of native-process, jvm, process");
  }
}
