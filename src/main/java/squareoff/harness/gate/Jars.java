package squareoff.harness.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import squareoff.harness.run.Plan;

/** The jars of a plan, as results name them. */
final class Jars {

  private Jars() {}

  static Map<String, GateResult.Jar> of(Plan plan) {
    Map<String, GateResult.Jar> jars = new LinkedHashMap<>();
    plan.builds()
        .forEach((name, build) -> jars.put(name, new GateResult.Jar(build.jar(), build.sha256())));
    return jars;
  }
}
