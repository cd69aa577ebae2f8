package squareoff.harness.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The kernel's counters at one moment. All but {@code nanos} count from the boot on.
 *
 * @param nanos the clock, in ns from an arbitrary origin
 * @param ticks the machine's processor time, in ticks of 10 ms; empty without /proc/stat
 * @param ownTicks processor time of this process and of the children that it has waited for, with
 *     theirs, in ticks of 10 ms
 * @param throttledNanos time kept from running by a quota, by control group, in ns
 * @param pressureMicros time in which some task waited for a processor, in us
 * @param thermal number of times the processor slowed itself down for heat, by counter file
 */
record Counters(
    long nanos,
    Optional<Ticks> ticks,
    OptionalLong ownTicks,
    Map<String, Long> throttledNanos,
    OptionalLong pressureMicros,
    Map<String, Long> thermal) {

  /**
   * The first line of /proc/stat, in ticks of 10 ms summed over all processors (proc(5): USER_HZ,
   * which is 100 on every architecture that a JDK 21 runs on).
   *
   * @param total all processor time, idle included; a guest's time is part of user time already
   * @param processes user, nice and system time: what processes and kernel threads used. Interrupts
   *     are left out, because they belong to nobody and our own network traffic causes them
   * @param steal time that the hypervisor gave to other guests; empty on kernels before 2.6.11
   */
  record Ticks(long total, long processes, OptionalLong steal) {}

  private static final int USER = 0;
  private static final int NICE = 1;
  private static final int SYSTEM = 2;
  private static final int STEAL = 7;

  static Counters read(ProcRoot root, long nanos) {
    return new Counters(
        nanos,
        ticks(root),
        ownTicks(root),
        new Cgroup(root).throttledNanos(),
        pressure(root),
        thermal(root));
  }

  private static Optional<Ticks> ticks(ProcRoot root) {
    List<Long> fields =
        root.lines("/proc/stat").stream()
            .filter(line -> line.startsWith("cpu "))
            .findFirst()
            .map(line -> numbers(line.substring("cpu ".length())))
            .orElse(List.of());
    if (fields.size() < SYSTEM + 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Ticks(
            fields.stream().limit(STEAL + 1).mapToLong(Long::longValue).sum(),
            fields.get(USER) + fields.get(NICE) + fields.get(SYSTEM),
            fields.size() > STEAL ? OptionalLong.of(fields.get(STEAL)) : OptionalLong.empty()));
  }

  private static OptionalLong ownTicks(ProcRoot root) {
    // The name, in parentheses, may hold spaces and parentheses itself. After it comes field 3;
    // fields 14 to 17 are utime, stime, cutime and cstime.
    List<String> fields =
        root.text("/proc/self/stat")
            .map(text -> text.substring(text.lastIndexOf(')') + 1).strip())
            .map(text -> List.of(text.split("\\s+")))
            .orElse(List.of());
    return fields.size() < 15
        ? OptionalLong.empty()
        : OptionalLong.of(
            numbers(String.join(" ", fields.subList(11, 15))).stream()
                .mapToLong(Long::longValue)
                .sum());
  }

  private static OptionalLong pressure(ProcRoot root) {
    return root.lines("/proc/pressure/cpu").stream()
        .filter(line -> line.startsWith("some ") && line.contains("total="))
        .map(line -> ProcRoot.parse(line.substring(line.indexOf("total=") + "total=".length())))
        .flatMapToLong(OptionalLong::stream)
        .findFirst();
  }

  private static Map<String, Long> thermal(ProcRoot root) {
    Map<String, Long> counts = new HashMap<>();
    for (String cpu : root.entries("/sys/devices/system/cpu", "cpu[0-9]+")) {
      for (String file : List.of("core_throttle_count", "package_throttle_count")) {
        String path = cpu + "/thermal_throttle/" + file;
        root.number(path).ifPresent(count -> counts.put(path, count));
      }
    }
    return counts;
  }

  private static List<Long> numbers(String text) {
    return List.of(text.strip().split("\\s+")).stream()
        .map(ProcRoot::parse)
        .flatMap(number -> number.stream().boxed())
        .toList();
  }
}
