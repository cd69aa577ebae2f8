package squareoff.suite.process;

import java.util.ArrayList;
import java.util.List;

/** Starts a worker of each kind, prints their process numbers, and waits to be killed. */
public final class LinkParent {

  private LinkParent() {}

  public static void main(String[] args) throws InterruptedException {
    List<LinkedProcess> workers = new ArrayList<>();
    for (LinkKind kind : LinkKind.values()) {
      workers.add(LinkedProcess.start(kind, 1, List.of(TestLinkWorker.class), "1"));
    }
    workers.forEach(worker -> System.out.println(worker.pid()));
    System.out.println("ready");
    Thread.sleep(60_000);
  }
}
