package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What in an environment disturbs measurements, in sentences. */
final class EnvironmentWarnings {

  /** One-minute load average above which something else was at work just before. */
  static final double LOAD_LIMIT = 0.5;

  /** Clock sources read through a device or counted in ticks: a reading takes 0.5 us and more. */
  private static final Set<String> SLOW_CLOCKS =
      Set.of("hpet", "acpi_pm", "pit", "jiffies", "refined-jiffies");

  private final Environment environment;

  EnvironmentWarnings(Environment environment) {
    this.environment = environment;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    governor().ifPresent(sentences::add);
    turbo().ifPresent(sentences::add);
    smt().ifPresent(sentences::add);
    guest().ifPresent(sentences::add);
    quota().ifPresent(sentences::add);
    load().ifPresent(sentences::add);
    swap().ifPresent(sentences::add);
    clock().ifPresent(sentences::add);
    sentences.addAll(variables());
    return sentences;
  }

  private Optional<String> governor() {
    return environment
        .get(List.class, "cpu", "governors")
        .filter(list -> !list.isEmpty() && !list.equals(List.of("performance")))
        .map(list ->
            "The frequency governor is "
                + join(list)
                + ": the clock follows the load. Remedy: cpupower frequency-set -g"
                + " performance");
  }

  private Optional<String> turbo() {
    String remedy =
        environment.text("cpu", "driver").filter(d -> d.startsWith("intel_")).isPresent()
            ? "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo"
            : "echo 0 > /sys/devices/system/cpu/cpufreq/boost";
    return environment
        .flag("cpu", "turbo")
        .filter(on -> on)
        .map(on ->
            "Turbo is on: the clock falls as more cores work and as they get warm. Remedy: "
                + remedy);
  }

  private Optional<String> smt() {
    return environment
        .flag("cpu", "smt")
        .filter(on -> on)
        .map(on ->
            "SMT is on: two threads may share a core's units, so that two threads are slower"
                + " than two cores. Remedy: echo off > /sys/devices/system/cpu/smt/control, or"
                + " taskset to one thread of each core");
  }

  private Optional<String> guest() {
    return environment
        .flag("virtualization", "guest")
        .filter(guest -> guest)
        .map(guest ->
            "This is a virtual machine"
                + environment
                    .text("virtualization", "hypervisor")
                    .map(name -> " (" + name + ")")
                    .orElse("")
                + ": its host may take processor time away and change the clock unseen."
                + " Remedy: none from inside; watch the trials' steal, and trust ratios within"
                + " one run more than times");
  }

  private Optional<String> quota() {
    return environment.number("cgroup", "cpus").stream()
        .mapToObj(cpus ->
            "A cgroup limits this process to "
                + processors(cpus)
                + ": once a period's share is used, every thread is stopped until the next."
                + " Remedy: no quota but whole processors (docker run --cpuset-cpus, or"
                + " Kubernetes' static CPU manager policy)")
        .findFirst();
  }

  private Optional<String> load() {
    return environment
        .get(List.class, "load")
        .filter(list -> !list.isEmpty() && list.getFirst() instanceof Number)
        .map(list -> ((Number) list.getFirst()).doubleValue())
        .filter(load -> load > LOAD_LIMIT)
        .map(load ->
            String.format(
                Locale.ROOT,
                "The load average of the last minute was %.2f at the start: something else was"
                    + " at work. Remedy: stop it, or wait a minute if it has ended",
                load));
  }

  private Optional<String> swap() {
    return environment.number("memory", "swapUsedBytes").stream()
        .filter(bytes -> bytes > 0)
        .mapToObj(bytes ->
            String.format(
                Locale.ROOT,
                "%.1f MiB of swap are in use: a page that comes back from disk costs"
                    + " milliseconds. Remedy: swapoff -a if memory suffices",
                bytes / (1L << 20)))
        .findFirst();
  }

  private Optional<String> clock() {
    return environment
        .text("kernel", "clockSource")
        .filter(SLOW_CLOCKS::contains)
        .map(name ->
            "The clock source is "
                + name
                + ": each System.nanoTime() takes a microsecond or so. Remedy: boot with"
                + " tsc=reliable if the processor's time stamp counter is");
  }

  private List<String> variables() {
    List<String> sentences = new ArrayList<>();
    for (String name : JvmVariables.NAMES) {
      environment
          .text("variables", name)
          .ifPresent(value ->
              sentences.add(
                  name
                      + " is set ("
                      + value
                      + "): it changes every JVM that is measured. Remedy: unset "
                      + name));
    }
    return sentences;
  }

  static String processors(double count) {
    String number = String.format(Locale.ROOT, "%.2f", count).replaceAll("\\.?0+$", "");
    return number + (count == 1 ? " processor" : " processors");
  }

  static String join(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" and "));
  }
}
