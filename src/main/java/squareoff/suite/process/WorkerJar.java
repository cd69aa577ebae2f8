package squareoff.suite.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The classes of a worker in a small jar of their own, and an AOT cache of what it loads, which (as
 * CDS) takes classes of jars only, not of directories. Closing it deletes both.
 */
public final class WorkerJar implements AutoCloseable {

  /** The first JDK with AOT caches: JEP 483. */
  public static final int FIRST_JDK_WITH_AOT_CACHE = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Class<?> mainClass;
  private final Path directory;
  private final Path jar;
  private final String jvmArgument;

  private WorkerJar(Class<?> mainClass, Path directory, String jvmArgument) {
    this.mainClass = mainClass;
    this.jvmArgument = jvmArgument;
    this.directory = directory;
    this.jar = directory.resolve("worker.jar");
  }

  /**
   * Writes the jar.
   *
   * @param jvmArgument what every worker's JVM is given, such as {@code -Dname=value}
   * @param mainClass what the workers start; its {@code main} calls {@link WorkerMain#serve}
   * @param needed every other class that it loads, but for the JDK's and this package's
   * @return the jar; to be closed when no worker needs it any more
   */
  public static WorkerJar of(String jvmArgument, Class<?> mainClass, Class<?>... needed) {
    try {
      Path directory =
          AbandonedDirectories.replaceIn(Path.of(System.getProperty("java.io.tmpdir")));
      WorkerJar made = new WorkerJar(mainClass, directory, jvmArgument);
      made.write(WorkerLauncher.classesOf(mainClass, needed));
      return made;
    } catch (IOException unwritable) {
      throw new UncheckedIOException("no jar of the workers' classes", unwritable);
    }
  }

  private void write(List<Class<?>> classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(entries);
        }
      }
    }
  }

  /**
   * Prepares to start workers from the jar.
   *
   * @param jvmArguments what the workers' JVMs are given besides, instead of what {@link
   *     WorkerLauncher} gives its own
   * @return the launcher; starts nothing yet
   */
  public WorkerLauncher launcher(List<String> jvmArguments) {
    return WorkerLauncher.of(mainClass, jar, jvmArguments).jvmArgument(jvmArgument);
  }

  /**
   * Makes an AOT cache, in two steps: a worker that does one request is recorded, then the cache is
   * made of the recording. Takes a second or so.
   *
   * @param request the request, a number of the worker's own
   * @param requestArguments what the worker needs to know for it
   * @return the JVM arguments with which a worker uses the cache, or fails if it cannot
   * @throws WorkerException if the JDK makes none
   */
  public List<String> aotCache(int request, long... requestArguments) {
    Path recording = directory.resolve("worker.aotconf");
    Path cache = directory.resolve("worker.aot");
    String configuration = "-XX:AOTConfiguration=" + recording;
    try (WorkerProcess trained = launcher(List.of("-XX:AOTMode=record", configuration)).start()) {
      trained.call(request, requestArguments);
      trained.end();
      // It writes what was recorded when it ends.
      trained.awaitEnd(PATIENCE);
    }
    create(List.of("-XX:AOTMode=create", configuration, "-XX:AOTCache=" + cache));
    if (!Files.exists(cache)) {
      throw new WorkerException("the JDK made no AOT cache of " + jar);
    }
    return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
  }

  private void create(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(WorkerLauncher.java()));
    command.addAll(arguments);
    command.addAll(List.of("-cp", jar.toString()));
    Path log = directory.resolve("create.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Exit exit = Exit.of(process, PATIENCE);
      if (exit.forced() || exit.code() != 0) {
        throw new WorkerException(
            "%s: %s: %s".formatted(String.join(" ", command), exit.text(), Files.readString(log)));
      }
    } catch (IOException notStarted) {
      throw new WorkerException("cannot make an AOT cache: " + notStarted.getMessage(), notStarted);
    }
  }

  /** Deletes the jar and the cache. */
  @Override
  public void close() {
    AbandonedDirectories.delete(directory);
  }
}
