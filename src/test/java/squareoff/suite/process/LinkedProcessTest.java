package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class LinkedProcessTest {

  private static final Duration LONG = Duration.ofSeconds(300);

  /** More than a pipe or a socket holds, and no multiple of anything. */
  private static final int MANY = 100_003;

  @AfterEach
  void leavesNoFileNoThreadAndNoProcessBehind() throws IOException {
    assertThat(ownFiles()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().matches("(watch|stderr) of worker.*"));
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void getsAllOfEveryAnswer(LinkKind kind) throws IOException {
    try (LinkedProcess worker = start(kind, LONG, Integer.toString(MANY))) {
      assertThat(ownFiles()).isEmpty();
      long[] answer = new long[MANY];
      for (long request : new long[] {0, 41, Long.MAX_VALUE - MANY, Long.MIN_VALUE}) {
        worker.exchange(new long[] {request}, answer);
        assertThat(answer).isEqualTo(LongStream.range(0, MANY).map(i -> request + 1 + i).toArray());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsWhenTheWorkerDiesInTheMiddle(LinkKind kind) {
    try (LinkedProcess worker = start(kind, LONG, "1")) {
      assertThatThrownBy(() -> worker.exchange(new long[] {TestLinkWorker.EXIT}, new long[1]))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("worker %d with a %s: expected an answer", worker.pid(), kind)
          .hasMessageContaining("ended")
          .hasMessageContaining("exit code 7")
          .hasMessageContaining("leaving in the middle");
      assertThatThrownBy(() -> worker.exchange(new long[1], new long[1]))
          .isInstanceOf(WorkerException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "MAPPED_FILE"})
  void killsAWorkerThatIsSilentForTooLong(LinkKind kind) {
    try (LinkedProcess worker = start(kind, Duration.ofMillis(1500), "1")) {
      assertThatThrownBy(() -> worker.exchange(new long[] {TestLinkWorker.SLEEP}, new long[1]))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("none came for 1500 ms and it was killed");
      assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsWhenTheWorkerDiesBeforeItIsThere(LinkKind kind) {
    assertThatThrownBy(() -> start(kind, LONG, "dies"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("expected to connect")
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("leaving before it began");
  }

  @ParameterizedTest
  @EnumSource
  void killsAWorkerThatNeverConnects(LinkKind kind) {
    assertThatThrownBy(() -> start(kind, Duration.ofMillis(400), "deaf"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("none came for 400 ms");
  }

  @Test
  void doesNotMistakeAnotherProgramForItsWorker() {
    assertThatThrownBy(() -> start(LinkKind.PIPE, LONG, "talks"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("it greeted with");
  }

  @Test
  void leavesAWorkerAloneThatHasNothingToDo() throws InterruptedException {
    try (LinkedProcess worker = start(LinkKind.PIPE, Duration.ofMillis(600), "1")) {
      Thread.sleep(1000);
      long[] answer = new long[1];
      worker.exchange(new long[] {5}, answer);
      assertThat(answer).containsExactly(6);
    }
  }

  @Test
  void endsAWorkerThatNoLongerListens() throws Exception {
    LinkedProcess worker = start(LinkKind.MAPPED_FILE, LONG, "1");
    new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
    worker.close();
    assertThat(ProcessHandle.of(worker.pid())).isEmpty();
  }

  @Test
  void mayBeClosedTwice() {
    LinkedProcess worker = start(LinkKind.TCP, LONG, "1");
    worker.close();
    worker.close();
    assertThat(ProcessHandle.of(worker.pid())).isEmpty();
  }

  @Test
  void noWorkerSurvivesAParentThatIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LinkParent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> workers = new ArrayList<>();
    try (BufferedReader out = parent.inputReader()) {
      for (String line = out.readLine(); !line.equals("ready"); line = out.readLine()) {
        workers.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
      }
      assertThat(workers).hasSize(LinkKind.values().length).allMatch(ProcessHandle::isAlive);
      parent.destroyForcibly().waitFor();
      long deadline = System.nanoTime() + Duration.ofSeconds(300).toNanos();
      while (workers.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(workers).noneMatch(ProcessHandle::isAlive);
    } finally {
      workers.forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  private static LinkedProcess start(LinkKind kind, Duration patience, String argument) {
    return LinkedProcess.start(kind, MANY, patience, List.of(TestLinkWorker.class), argument);
  }

  private static List<Path> ownFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    String own = "squareoff-worker-" + ProcessHandle.current().pid() + "-";
    for (Path parent : List.of(LinkFile.TEMPORARY, LinkFile.inMemory())) {
      try (Stream<Path> all = Files.list(parent)) {
        all.filter(path -> path.getFileName().toString().startsWith(own)).forEach(found::add);
      }
    }
    return found;
  }
}
