package squareoff.suite.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The parent's handle on an echo server in a process of its own ({@link EchoServerMain}).
 *
 * <p>The process ends when this is closed, and also when this JVM ends in any way.
 */
public final class EchoServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final int LONGEST_LINE = 500;
  private static final int LAST_LINES = 20;

  private final Process process;
  private final Duration patience;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private final Deque<String> errors = new ArrayDeque<>();
  private final Thread errorReader;
  private final int port;

  private EchoServer(List<String> command, Duration patience) {
    this.patience = patience;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException cause) {
      throw new EchoException(
          "the echo server could not be started with " + command + ": " + cause.getMessage(),
          cause);
    }
    errorReader = readLines("echo-server-stderr", process.errorReader(), this::keep, () -> {});
    readLines(
        "echo-server-stdout",
        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII),
        line -> answers.add(Optional.of(line)),
        () -> answers.add(Optional.empty()));
    try {
      port = awaitPort();
    } catch (RuntimeException failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param delay the time between the arrival of a request and its reply; its resolution is a
   *     nanosecond, its accuracy is what {@link #takeLateness} says
   * @return the running server
   * @throws EchoException if there is no process, or it does not say within 20 s where it listens
   */
  public static EchoServer start(Duration delay) {
    return start(command(delay), PATIENCE);
  }

  static EchoServer start(List<String> command, Duration patience) {
    return new EchoServer(command, patience);
  }

  /** The command line of a server, with nothing on its class path but what it needs. */
  static List<String> command(Duration delay) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // One collector thread and one compiler thread: the cores are for the benchmark.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Xmx256m",
        "-cp",
        classPath(),
        EchoServerMain.class.getName(),
        Long.toString(delay.toNanos()));
  }

  private static String classPath() {
    List<Class<?>> needed = new ArrayList<>();
    for (Class<?> type : List.of(EchoServerMain.class, EchoReplies.class, EchoLateness.class)) {
      needed.add(type);
      needed.addAll(List.of(type.getDeclaredClasses()));
    }
    return WorkerClasses.pathTo(needed).stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Where the server listens on 127.0.0.1.
   *
   * @return the port number, 1 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * The server's process number.
   *
   * @return the process number as the system counts
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Asks the server how late its replies left, and makes it start afresh.
   *
   * @return the lateness of the replies since the last call, or since the start
   * @throws EchoException if the server is dead or does not answer in time
   */
  public synchronized EchoLateness takeLateness() {
    try {
      process.getOutputStream().write((EchoServerMain.REPORT + '\n').getBytes());
      process.getOutputStream().flush();
    } catch (IOException cause) {
      throw new EchoException("the echo server cannot be asked: " + describe(), cause);
    }
    String line = awaitLine("its lateness");
    return EchoLateness.parse(line).orElseThrow(() -> garbage("its lateness", line));
  }

  /**
   * Whether the process is alive, and otherwise how it ended: for messages.
   *
   * @return part of a sentence, with the last lines of the process' standard error
   */
  public String describe() {
    try {
      // A process that was just killed is reaped only a moment after its sockets have closed.
      if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
        return "process " + pid() + " is alive" + lastErrors();
      }
      errorReader.join(500);
      return "process " + pid() + " ended with exit code " + process.exitValue() + lastErrors();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "process " + pid() + lastErrors();
    }
  }

  /** Ends the process: by the end of its standard input, and after 2 s by force. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException deadAlready) {
      // The pipe of a process that died before its end: nothing is left to be told.
    }
    try {
      if (process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private int awaitPort() {
    String line = awaitLine("its port");
    if (line.startsWith(EchoServerMain.PORT_PREFIX)) {
      try {
        return Integer.parseInt(line.substring(EchoServerMain.PORT_PREFIX.length()));
      } catch (NumberFormatException notANumber) {
        throw garbage("its port", line);
      }
    }
    throw garbage("its port", line);
  }

  private EchoException garbage(String wanted, String found) {
    return new EchoException(
        "the echo server was to print %s, but printed \"%s\"; %s"
            .formatted(wanted, found, describe()));
  }

  private String awaitLine(String wanted) {
    Optional<String> answer;
    try {
      answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EchoException("interrupted while waiting for the echo server", e);
    }
    if (answer == null) {
      throw new EchoException(
          "the echo server did not print %s within %d ms; %s"
              .formatted(wanted, patience.toMillis(), describe()));
    }
    return answer.orElseThrow(() ->
        new EchoException(
            "the echo server ended instead of printing " + wanted + ": " + describe()));
  }

  private void keep(String errorLine) {
    synchronized (errors) {
      if (errors.size() == LAST_LINES) {
        errors.removeFirst();
      }
      errors.addLast(errorLine);
    }
  }

  private String lastErrors() {
    synchronized (errors) {
      return errors.isEmpty() ? "" : "; it said last: " + String.join("\n", errors);
    }
  }

  private static Thread readLines(
      String name, Reader from, Consumer<String> line, Runnable atTheEnd) {
    Runnable body =
        () -> {
          try (from) {
            var text = new StringBuilder();
            int c;
            while ((c = from.read()) >= 0) {
              // Garbage need not have lines: what is too long is cut, not kept.
              if (c == '\n' || text.length() == LONGEST_LINE) {
                line.accept(text.toString().stripTrailing());
                text.setLength(0);
              } else {
                text.append((char) c);
              }
            }
            if (!text.isEmpty()) {
              line.accept(text.toString());
            }
          } catch (IOException closed) {
            // How the output of a process ends when it is killed by force: as any end.
          } finally {
            atTheEnd.run();
          }
        };
    return Thread.ofPlatform().name(name).daemon().start(body);
  }
}
