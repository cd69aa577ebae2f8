package squareoff.suite.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parent's handle on a worker JVM at the other end of a {@link LinkKind link}. One thread at a
 * time may use it.
 *
 * <p>Whatever goes wrong ends in a {@link WorkerException}, at the latest when the worker has been
 * silent for 25 s, and with the worker dead: after it, the handle can only be closed.
 */
public final class LinkedProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration END = Duration.ofSeconds(2);

  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Xshare:auto",
          // One collector thread, which has nothing to do: the cores are for the two sides.
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx256m",
          // A warning of the JVM on standard output would come between the messages.
          "-Xlog:disable");

  private final LinkKind kind;
  private final Process process;
  private final StderrTail stderr;
  private final SilenceWatch watch;
  private final Link link;

  private LinkedProcess(
      LinkKind kind, Process process, Duration patience, LinkOpening opening, int capacity) {
    this.kind = kind;
    this.process = process;
    stderr = StderrTail.of(process);
    watch = new SilenceWatch(process, patience);
    link = meet(opening, capacity);
  }

  /**
   * Starts a worker and waits until it is up.
   *
   * @param kind what is to be between it and this process
   * @param capacity how many longs the longest message has
   * @param worker its main class, which calls {@link LinkWorker#serve}, and every other class that
   *     it loads, but for the JDK's and this package's
   * @param arguments the arguments of its {@code main} behind those of the link
   * @return the handle; to be closed
   * @throws WorkerException if it cannot be started, or does not come up
   */
  public static LinkedProcess start(
      LinkKind kind, int capacity, List<Class<?>> worker, String... arguments) {
    return start(kind, capacity, PATIENCE, worker, arguments);
  }

  static LinkedProcess start(
      LinkKind kind, int capacity, Duration patience, List<Class<?>> worker, String... arguments) {
    try (LinkOpening opening = LinkOpening.of(kind, capacity)) {
      List<String> command = command(worker);
      command.addAll(List.of(kind.toString(), opening.address(), Integer.toString(capacity)));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      if (kind != LinkKind.PIPE) {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      }
      return new LinkedProcess(kind, builder.start(), patience, opening, capacity);
    } catch (IOException failed) {
      throw new WorkerException(
          "cannot start a worker JVM with a %s: %s".formatted(kind, failed.getMessage()), failed);
    }
  }

  private static List<String> command(List<Class<?>> worker) {
    List<Class<?>> classes = new ArrayList<>(worker);
    classes.addAll(List.of(LinkWorker.class, LinkHandler.class, Link.class));
    classes.addAll(List.of(StreamLink.class, SocketLink.class, MappedLink.class));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGUMENTS);
    command.add("-cp");
    command.add(
        WorkerClasses.pathTo(classes).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(worker.getFirst().getName());
    return command;
  }

  private Link meet(LinkOpening opening, int capacity) {
    // Nobody but this looks at a worker that dies before it has connected.
    var unused = process.onExit().thenRun(() -> endWaitFor(opening));
    watch.begin();
    try {
      Link met = opening.connect(process, capacity);
      long[] greeting = new long[1];
      met.receive(greeting);
      if (greeting[0] != LinkWorker.GREETING) {
        met.close();
        throw new IOException("it greeted with %x".formatted(greeting[0]));
      }
      watch.end();
      return met;
    } catch (IOException failed) {
      WorkerException described = failed("to connect", failed);
      watch.close();
      throw described;
    }
  }

  private static void endWaitFor(LinkOpening opening) {
    try {
      opening.close();
    } catch (IOException left) {
      // Whoever opened it closes it as well, and reports that.
    }
  }

  /**
   * Tells the worker's process id.
   *
   * @return the id that the operating system gave it
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param request as long as the worker expects it
   * @param answer filled with the answer; as long as the worker makes it; may be the request
   * @throws WorkerException if the worker is dead, or silent for too long
   */
  public void exchange(long[] request, long[] answer) {
    watch.begin();
    try {
      link.send(request);
      link.receive(answer);
    } catch (IOException broken) {
      throw failed("an answer", broken);
    }
    watch.end();
  }

  private WorkerException failed(String expected, IOException cause) {
    // A worker that has just died is given the moment that the system needs to say how.
    Exit exit = Exit.of(process, Duration.ofMillis(500));
    String found =
        watch.hasKilled()
            ? "none came for %d ms and it was killed".formatted(watch.allowed().toMillis())
            : String.valueOf(cause.getMessage());
    return new WorkerException(
        "worker %d with a %s: expected %s, but: %s; %s%s"
            .formatted(pid(), kind, expected, found, exit.text(), stderr.lastLines()),
        cause);
  }

  /** Ends the worker, and waits until it is gone. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      link.close();
      process.getOutputStream().close();
    } catch (IOException workerGone) {
      // The pipe is closed all the same: what could not be flushed had no reader any more.
    }
    Exit.of(process, END);
    watch.close();
    stderr.close();
  }
}
