package squareoff.suite.strategy;

import java.util.List;
import squareoff.suite.process.WorkerException;
import squareoff.suite.process.WorkerJar;
import squareoff.suite.process.WorkerLauncher;
import squareoff.suite.process.WorkerProcess;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.Handicap;
import squareoff.suite.workload.SquareLoop;

/**
 * The worker JVM that squares, as it is started with one set of JVM arguments or another: from the
 * start to its first answer. All have the same small jar on the class path, so that nothing differs
 * but the arguments.
 */
public final class WorkerJvm implements AutoCloseable {

  /** How the JVM is set up. */
  public enum Setting {
    /** As the JDK comes: its own archive of classes, its own choice of collector. */
    DEFAULT,
    /** Without the archive: every class is parsed and linked anew. */
    NO_CDS,
    /** With an AOT cache of what the worker loads, from Java 24 on. */
    AOT_CACHE,
    /** The serial collector, and no compiler but the quick one. */
    SERIAL_C1;

    /**
     * Finds a setting.
     *
     * @param name its key in results, such as {@code no-cds}
     * @return the setting
     * @throws UnmeasurableCellException if there is none of that name
     */
    public static Setting named(String name) {
      return ParameterValue.find("jvm", values(), Setting::key, name);
    }

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * Refuses what a JDK does not have.
     *
     * @param javaFeature the JDK's feature release, such as 21
     * @throws UnmeasurableCellException if that JDK has no AOT cache and this setting needs it
     */
    public void requireJava(int javaFeature) {
      if (this == AOT_CACHE && javaFeature < WorkerJar.FIRST_JDK_WITH_AOT_CACHE) {
        throw new UnmeasurableCellException(
            "jvm=aot-cache: Java %d has no AOT cache. Run on a JDK %d or newer, or choose another"
                    .formatted(javaFeature, WorkerJar.FIRST_JDK_WITH_AOT_CACHE)
                + " jvm");
      }
    }
  }

  /** What the worker squares for its first answer: as good as nothing. */
  private static final long SQUARES = 10;

  private final WorkerJar jar;
  private final WorkerLauncher launcher;

  private WorkerJvm(WorkerJar jar, WorkerLauncher launcher) {
    this.jar = jar;
    this.launcher = launcher;
  }

  /**
   * Prepares to start workers; for {@link Setting#AOT_CACHE} the cache is made now, which takes a
   * second or so.
   *
   * @param setting how their JVMs are set up
   * @return the worker; to be closed
   * @throws UnmeasurableCellException if the JDK that runs this cannot do it
   */
  public static WorkerJvm prepare(Setting setting) {
    setting.requireJava(Runtime.version().feature());
    WorkerJar jar =
        WorkerJar.of(Handicap.jvmArgument(), SquareWorker.class, SquareLoop.class, Handicap.class);
    try {
      return new WorkerJvm(jar, jar.launcher(arguments(setting, jar)));
    } catch (WorkerException notMade) {
      jar.close();
      throw new UnmeasurableCellException(
          "jvm=%s: this JDK cannot do it; choose another jvm. %s"
              .formatted(setting.key(), notMade.getMessage()));
    }
  }

  private static List<String> arguments(Setting setting, WorkerJar jar) {
    return switch (setting) {
      case DEFAULT -> List.of();
      case NO_CDS -> List.of("-Xshare:off");
      case AOT_CACHE -> jar.aotCache(SquareWorker.SUM, 0, SQUARES);
      case SERIAL_C1 -> List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    };
  }

  /**
   * Starts a worker and waits for its first answer.
   *
   * @return the worker; to be closed
   * @throws WorkerException if it does not answer
   * @throws IllegalStateException if its answer is wrong
   */
  public WorkerProcess startToFirstAnswer() {
    return firstAnswer(launcher.start());
  }

  private static WorkerProcess firstAnswer(WorkerProcess worker) {
    try {
      ClosedForm.check(SQUARES, worker.call(SquareWorker.SUM, 0, SQUARES));
      return worker;
    } catch (RuntimeException failed) {
      worker.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    jar.close();
  }
}
