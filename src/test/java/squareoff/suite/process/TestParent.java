package squareoff.suite.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A parent JVM with three workers, idle, asleep and computing, that waits to be killed. */
public final class TestParent {

  private TestParent() {}

  public static void main(String[] args) throws InterruptedException {
    WorkerLauncher launcher = WorkerLauncher.of(TestWorker.class);
    List<WorkerProcess> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workers.add(launcher.start());
    }
    workers.forEach(WorkerProcess::ping);
    workers.get(1).send(TestWorker.SLEEP, TimeUnit.MINUTES.toMillis(1));
    workers.get(2).send(TestWorker.SPIN, 20);
    // Long enough for the loop to be compiled.
    Thread.sleep(1500);
    workers.forEach(worker -> System.out.println(worker.pid()));
    System.out.println("ready");
    Thread.sleep(TimeUnit.MINUTES.toMillis(1));
  }
}
