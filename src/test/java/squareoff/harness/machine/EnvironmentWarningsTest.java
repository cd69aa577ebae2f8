package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentWarningsTest {

  private static List<String> warnings(String tree, Map<String, String> variables) {
    return Environment.read(RecordedRoot.of(tree), variables).warnings();
  }

  @Test
  void warnsOfAllThatDisturbsOnAWorkstation() {
    assertThat(warnings("workstation", Map.of()))
        .satisfiesExactly(
            governor -> assertThat(governor).contains("performance and schedutil", "cpupower"),
            turbo ->
                assertThat(turbo).contains("Turbo is on", "/sys/devices/system/cpu/cpufreq/boost"),
            smt -> assertThat(smt).contains("SMT is on", "/sys/devices/system/cpu/smt/control"),
            quota -> assertThat(quota).contains("limits this process to 2 processors", "Remedy"),
            load -> assertThat(load).contains("1.50", "Remedy"),
            clock -> assertThat(clock).contains("hpet", "Remedy"));
  }

  @Test
  void warnsOfTheQuotaAndTheSwapOfAContainer() {
    assertThat(warnings("container-v1", Map.of()))
        .satisfiesExactly(
            smt -> assertThat(smt).contains("SMT is on"),
            quota -> assertThat(quota).contains("1.5 processors"),
            swap -> assertThat(swap).contains("488.3 MiB of swap"));
  }

  @Test
  void warnsOfAVirtualMachineAndALoadedOne() {
    assertThat(warnings("guest", Map.of()))
        .satisfiesExactly(
            guest -> assertThat(guest).contains("virtual machine (KVM)"),
            load -> assertThat(load).contains("0.72"));
  }

  @Test
  void warnsOfVariablesThatChangeEveryJvmWithoutGivingTheirSecretsAway() {
    Map<String, String> variables =
        Map.of("JAVA_TOOL_OPTIONS", "-Xint -Dhttp.proxyPassword=hunter2", "PATH", "/bin");

    Environment environment = Environment.read(RecordedRoot.of("guest"), variables);

    assertThat(environment.warnings().getLast())
        .startsWith("JAVA_TOOL_OPTIONS is set (-Xint -Dhttp.proxyPassword=***)")
        .endsWith("Remedy: unset JAVA_TOOL_OPTIONS");
    assertThat(environment.asMap().toString()).doesNotContain("hunter2").doesNotContain("/bin");
  }

  @Test
  void masksQuotedSecretsAndLogins() {
    assertThat(
            JvmVariables.withoutSecrets(
                "\"-Da.token=x y\" -Db.Secret='p q' -Dproxy=http://me:pw@host:1 -Dkeep=z"))
        .isEqualTo("\"-Da.token=***\" -Db.Secret=*** -Dproxy=http://***@host:1 -Dkeep=z");
  }
}
