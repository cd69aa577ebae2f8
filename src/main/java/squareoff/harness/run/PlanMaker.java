package squareoff.harness.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.machine.Environment;

/** Makes the plan of a run on this machine. */
public final class PlanMaker {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final BenchmarkJar jar;
  private final Selection selection;

  /**
   * Plans for one jar.
   *
   * @param jar what to run
   * @param selection which of its cells, and how
   */
  public PlanMaker(BenchmarkJar jar, Selection selection) {
    this.jar = jar;
    this.selection = selection;
  }

  /**
   * The profile that the plan is made of.
   *
   * @return its name and its text as the jar has it; empty where the selection does without one
   * @throws UnusableInputException if the jar has no such profile, or it cannot be read
   */
  public Optional<ProfileText> profile() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Planner(jar, selection, cores)
        .profile()
        .map(profile -> new ProfileText(profile.name(), Profile.text(jar, profile.name())));
  }

  /**
   * A profile as it is written.
   *
   * @param name what the command line calls it
   * @param json its text
   */
  public record ProfileText(String name, String json) {}

  /**
   * Makes the plan.
   *
   * @param seed of the order of trials
   * @param jvm the java to measure with, or empty for the one that was typed
   * @param typed that one, and its arguments
   * @return the plan, with at least one trial
   * @throws UnusableInputException if nothing matches, or a cell cannot be run
   */
  public Plan plan(long seed, Optional<String> jvm, TypedJava typed) {
    int cores = Runtime.getRuntime().availableProcessors();
    Planner.Cells cells = new Planner(jar, selection, cores).plan();
    HostJvm host = HostJvm.of(jvm, typed);
    host.refuseNewer(jar, "--jar", cells.cells());
    Environment environment = environment(host, jvm).withGit(jar.path().getParent());
    Map<String, Plan.Build> builds = new LinkedHashMap<>();
    builds.put(Plan.CANDIDATE, Plan.Build.of(jar));
    return new Plan(
        name(environment),
        seed,
        builds,
        cells.cells(),
        cells.rounds(),
        host.java(),
        host.version(),
        typed.args(),
        Map.of(),
        environment.with("jar", jar.path().toString()).with("jarSha256", jar.sha256()).asMap());
  }

  /** What is measured on: this machine in this folder, and the JVM of the trials. */
  static Environment environment(HostJvm host, Optional<String> jvm) {
    Environment here =
        Environment.here()
            .withJdk(host.properties())
            .with("folder", Path.of("").toAbsolutePath().toString());
    return jvm.map(java -> here.with("jvm", java)).orElse(here);
  }

  /** What a run that begins now is called: its UTC time and host. */
  static String name(Environment environment) {
    return NAME.format(Instant.now())
        + "-"
        + Plan.host(environment.asMap()).replaceAll("[^A-Za-z0-9.-]", "_");
  }
}
