package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EnvironmentTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  private final Environment guest = read("guest");
  private final Environment container = read("container-v1");
  private final Environment workstation = read("workstation");

  private static Environment read(String tree) {
    return Environment.read(RecordedRoot.of(tree), NO_VARIABLES);
  }

  private static Object value(Environment environment, String... path) {
    return environment.get(Object.class, path).orElse("absent");
  }

  private static Set<Object> keys(Environment environment, String name) {
    return Set.copyOf(((Map<?, ?>) value(environment, name)).keySet());
  }

  @Test
  void readsProcessorsFromTheTopology() {
    assertThat(value(guest, "cpu", "model")).isEqualTo("Intel(R) Xeon(R) Processor");
    assertThat(value(guest, "cpu", "sockets")).isEqualTo(1L);
    assertThat(value(guest, "cpu", "cores")).isEqualTo(2L);
    assertThat(value(guest, "cpu", "threads")).isEqualTo(2L);
    assertThat(value(guest, "cpu", "smt")).isEqualTo(false);
    assertThat(value(guest, "cpu", "allowed")).isEqualTo("0-1");
  }

  @Test
  void readsProcessorsFromCpuinfoWhereThereIsNoTopology() {
    assertThat(value(container, "cpu", "cores")).isEqualTo(2L);
    assertThat(value(container, "cpu", "threads")).isEqualTo(4L);
    assertThat(value(container, "cpu", "smt")).isEqualTo(true);
  }

  @Test
  void readsFrequencySettings() {
    assertThat(value(workstation, "cpu", "governors"))
        .isEqualTo(List.of("performance", "schedutil"));
    assertThat(value(workstation, "cpu", "turbo")).isEqualTo(true);
    assertThat(value(workstation, "cpu", "maxMHz")).isEqualTo(2600L);
    assertThat(value(guest, "cpu", "maxMHz")).isEqualTo("absent");
    assertThat(value(guest, "cpu", "turbo")).isEqualTo("absent");
  }

  @Test
  void tellsAGuestFromABareMachine() {
    assertThat(value(guest, "virtualization"))
        .isEqualTo(Map.of("guest", true, "hypervisor", "KVM"));
    assertThat(value(workstation, "virtualization"))
        .isEqualTo(Map.of("guest", false, "vendor", "LENOVO", "product", "ThinkPad E495"));
  }

  @Test
  void readsMemoryInBytes() {
    assertThat(value(container, "memory"))
        .isEqualTo(
            Map.of(
                "totalBytes", 8_192_000_000L,
                "swapBytes", 2_048_000_000L,
                "swapUsedBytes", 512_000_000L));
    assertThat(value(guest, "memory", "transparentHugePages")).isEqualTo("madvise");
  }

  @Test
  void readsKernelSettingsAndLimits() {
    assertThat(value(guest, "kernel"))
        .isEqualTo(
            Map.of(
                "randomizeVaSpace", 2L,
                "clockSource", "tsc",
                "threadsMax", 192730L,
                "pidMax", 32768L,
                "maxMapCount", 65530L));
    assertThat(value(container, "limits"))
        .isEqualTo(
            Map.of(
                "openFiles", Map.of("soft", 1024L, "hard", 524288L),
                "processes", Map.of("soft", "unlimited", "hard", "unlimited")));
  }

  @Test
  void readsTheLimitsOfACgroupOfVersion1InsideAContainer() {
    assertThat(value(container, "cgroup"))
        .isEqualTo(Map.of("version", 1L, "cpus", 1.5, "cpuset", "0-2", "memoryBytes", 1L << 31));
    assertThat(value(container, "container")).isEqualTo("docker");
  }

  @Test
  void takesTheTightestLimitOfAllAncestorsInVersion2() {
    assertThat(value(workstation, "cgroup"))
        .isEqualTo(
            Map.of("version", 2L, "cpus", 2.0, "cpuset", "0-3", "memoryBytes", 6_000_000_000L));
  }

  @Test
  void knowsNoLimitWhereTheCgroupSetsNone() {
    assertThat(value(guest, "cgroup")).isEqualTo(Map.of("version", 1L, "cpuset", "0-1"));
  }

  @Test
  void leavesOutWhatAMachineWithoutProcDoesNotTell(@TempDir Path empty) {
    Environment environment = Environment.read(new ProcRoot(empty), NO_VARIABLES);

    assertThat(environment.asMap())
        .doesNotContainKeys(
            "virtualization", "kernel", "cgroup", "limits", "container", "variables", "git");
    assertThat(keys(environment, "cpu")).containsOnly("available");
    assertThat(keys(environment, "os")).containsOnly("name", "kernel", "arch");
    assertThat(environment.summaryLines())
        .anyMatch(line -> line.startsWith("JDK " + System.getProperty("java.version")));
    assertThat(environment.warnings()).isEmpty();
  }

  @Test
  void doesNotTakeUnknownTopologyForOneCore(@TempDir Path root) {
    RecordedRoot.write(root, "/sys/devices/system/cpu/cpu0/topology/core_id", "-1\n");
    RecordedRoot.write(root, "/sys/devices/system/cpu/cpu0/topology/physical_package_id", "-1\n");
    RecordedRoot.write(root, "/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\n");

    Environment environment = Environment.read(new ProcRoot(root), NO_VARIABLES);

    assertThat(keys(environment, "cpu")).containsOnly("threads", "available");
  }

  @Test
  void readsNumbersOfTheRunningKernelWhole() throws Exception {
    Path pidMax = Path.of("/proc/sys/kernel/pid_max");
    assumeTrue(Files.exists(pidMax));
    Process cat = new ProcessBuilder("cat", pidMax.toString()).start();
    String expected = new String(cat.getInputStream().readAllBytes()).strip();

    assertThat(value(Environment.here(), "kernel", "pidMax")).hasToString(expected);
  }

  @Test
  void summarisesAMachineInAHeading() {
    Environment described =
        guest.with(
            "git", Map.of("commit", "0123456789abcdef0123456789abcdef01234567", "dirty", true));

    List<String> lines =
        described.with("jdk", Map.of("version", "25.0.1", "vendor", "X")).summaryLines();

    assertThat(lines.getFirst())
        .startsWith("Intel Xeon, 2 cores, ")
        .endsWith("23.5 GiB, Linux 6.18.44, KVM guest");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "Debian GNU/Linux 12 (bookworm), SMT off, huge pages madvise",
            "JDK 25.0.1 (X)",
            "commit 0123456789ab with uncommitted changes");
  }

  @Test
  void summarisesWhatIsLimited() {
    assertThat(container.summaryLines().getFirst())
        .startsWith("Intel Core i5-4570T @ 2.90GHz, 2 cores, 4 threads, ");
    assertThat(container.summaryLines())
        .contains("limited to 1.5 processors, limited to 2.0 GiB, SMT on");
  }

  @Test
  void readsBackWhatWasWrittenAsJson() {
    JsonMapper json = new JsonMapper();
    String text = json.writeValueAsString(guest.asMap());

    @SuppressWarnings("unchecked")
    Environment back = Environment.fromMap(json.readValue(text, Map.class));

    assertThat(back.asMap()).isEqualTo(guest.asMap());
    assertThat(back.summaryLines()).isEqualTo(guest.summaryLines());
    assertThat(back.warnings()).isEqualTo(guest.warnings());
    assertThat(json.writeValueAsString(back.asMap())).isEqualTo(text);
  }

  @Test
  void summarisesAForeignFileOfAnotherShape() {
    Environment foreign = Environment.fromMap(Map.of("cpu", "Z80", "jdk", List.of(1), "load", "x"));

    assertThat(foreign.summaryLines()).isEmpty();
    assertThat(foreign.warnings()).isEmpty();
    assertThat(foreign.asMap()).containsEntry("cpu", "Z80");
  }

  @Test
  void rejectsAValueThatJsonCannotHold() {
    assertThatThrownBy(() -> guest.with("jar", Path.of("x.jar")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.jar");
  }
}
