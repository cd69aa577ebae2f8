package squareoff.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import squareoff.harness.machine.Environment;
import squareoff.harness.result.JmhEntry;

/**
 * The JVMs that have measured, by what their results say: the harness may run on another one, and a
 * plan knows only what was asked for.
 */
public final class MeasuredJvms {

  private MeasuredJvms() {}

  /**
   * The environment of recordings, with the JVMs of their forks as {@code jvms} and the first of
   * them as {@code jdk}.
   *
   * @param recordings what journals hold, at least one
   * @return the first one's environment, with the JVMs of all
   */
  public static Map<String, Object> environment(List<Journal.Contents> recordings) {
    Plan first = recordings.getFirst().plan();
    Set<Map<String, Object>> jvms = new LinkedHashSet<>();
    for (Journal.Contents recording : recordings) {
      Map<?, ?> known = jdk(recording.plan());
      recording.trials().stream()
          .flatMap(trial -> trial.measured().stream())
          .filter(entry -> entry.jdkVersion().isPresent())
          .forEach(entry -> jvms.add(facts(entry, known)));
    }
    if (jvms.isEmpty()) {
      jvms.add(planned(first));
    }
    Map<String, Object> jdk = new LinkedHashMap<>(jvms.iterator().next());
    jdk.remove("args");
    return Environment.fromMap(first.environment())
        .with("jdk", jdk)
        .with("jvms", new ArrayList<>(jvms))
        .asMap();
  }

  private static Map<?, ?> jdk(Plan plan) {
    return plan.environment().get("jdk") instanceof Map<?, ?> jdk ? jdk : Map.of();
  }

  private static Map<String, Object> facts(JmhEntry entry, Map<?, ?> known) {
    Map<String, Object> facts = new LinkedHashMap<>();
    String version = entry.jdkVersion().orElseThrow();
    boolean same =
        version.equals(known.get("version"))
            && entry.vmVersion().map(v -> v.equals(known.get("vmVersion"))).orElse(true);
    if (same) {
      // JMH does not say who built it.
      known.forEach((name, value) -> facts.put(name.toString(), value));
    }
    facts.put("version", version);
    put(facts, "vm", entry.vmName());
    put(facts, "vmVersion", entry.vmVersion());
    put(facts, "java", entry.jvm());
    facts.put("args", Environment.withoutSecrets(entry.jvmArgs()));
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, Optional<String> value) {
    value.ifPresent(text -> facts.put(name, text));
  }

  /** What is to measure, where nothing has yet. */
  private static Map<String, Object> planned(Plan plan) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Map<?, ?> known = jdk(plan);
    if (plan.javaVersion().isEmpty() || plan.javaVersion().equals(known.get("version"))) {
      known.forEach((name, value) -> facts.put(name.toString(), value));
    } else {
      facts.put("version", plan.javaVersion());
    }
    facts.put("args", Environment.withoutSecrets(plan.hostArgs()));
    return facts;
  }
}
