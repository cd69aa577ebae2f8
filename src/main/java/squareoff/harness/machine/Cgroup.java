package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The control groups of this process: version 1 (one hierarchy per controller), version 2 (one for
 * all), or both next to each other, as kernel documentation {@code admin-guide/cgroup-v1} and
 * {@code cgroup-v2} describe them.
 *
 * <p>A limit of any ancestor binds, so each is read in all groups from the mount point down to our
 * own, as far as they are visible from inside the container.
 */
final class Cgroup {

  /** A version 1 memory limit from here on means "none": the kernel rounds 2^63-1 to pages. */
  private static final long UNLIMITED_BYTES = 1L << 62;

  private final ProcRoot root;

  Cgroup(ProcRoot root) {
    this.root = root;
  }

  Facts facts() {
    return new Facts()
        .put("version", version())
        .put("cpus", cpus())
        .put("cpuset", cpuset())
        .put("memoryBytes", memoryBytes());
  }

  /** 1 if any controller is bound to a version 1 hierarchy, otherwise 2; empty without cgroups. */
  OptionalLong version() {
    List<String[]> memberships = memberships();
    if (memberships.isEmpty()) {
      return OptionalLong.empty();
    }
    boolean first =
        memberships.stream().anyMatch(m -> !m[1].isEmpty() && !m[1].startsWith("name="));
    return OptionalLong.of(first ? 1 : 2);
  }

  /** The smallest processor time quota, in processors; empty if none is set. */
  OptionalDouble cpus() {
    return directories("cpu").stream()
        .map(this::quota)
        .flatMapToDouble(OptionalDouble::stream)
        .min();
  }

  private OptionalDouble quota(String directory) {
    Optional<String> max = root.text(directory + "/cpu.max");
    String[] v2 = max.map(text -> text.split("\\s+")).orElse(new String[0]);
    OptionalLong quota =
        v2.length == 2 ? ProcRoot.parse(v2[0]) : root.number(directory + "/cpu.cfs_quota_us");
    OptionalLong period =
        v2.length == 2 ? ProcRoot.parse(v2[1]) : root.number(directory + "/cpu.cfs_period_us");
    // Version 1 writes -1 for "no quota", version 2 the word "max", which is no number.
    if (quota.orElse(-1) <= 0 || period.orElse(-1) <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) quota.getAsLong() / period.getAsLong());
  }

  /** The processors that our group may use, as a list such as {@code 0-3,8}. */
  Optional<String> cpuset() {
    return directories("cpuset").reversed().stream()
        .flatMap(d ->
            List.of("cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus").stream()
                .flatMap(name -> root.text(d + "/" + name).stream()))
        .findFirst();
  }

  /** The smallest memory limit in bytes; empty if none is set. */
  OptionalLong memoryBytes() {
    return directories("memory").stream()
        .flatMap(d -> List.of(d + "/memory.max", d + "/memory.limit_in_bytes").stream())
        .map(root::number)
        .flatMapToLong(OptionalLong::stream)
        .filter(bytes -> bytes < UNLIMITED_BYTES)
        .min();
  }

  /**
   * Time for which each group has been kept from running by its quota, in ns since the group was
   * made. The kernel adds it up over processors, so it can grow by more than the time that passed.
   */
  Map<String, Long> throttledNanos() {
    Map<String, Long> result = new LinkedHashMap<>();
    for (String directory : directories("cpu")) {
      for (String line : root.lines(directory + "/cpu.stat")) {
        String[] entry = line.split("\\s+");
        if (entry.length == 2) {
          OptionalLong value = ProcRoot.parse(entry[1]);
          if (value.isPresent() && entry[0].equals("throttled_usec")) {
            result.put(directory, value.getAsLong() * 1000);
          } else if (value.isPresent() && entry[0].equals("throttled_time")) {
            result.put(directory, value.getAsLong());
          }
        }
      }
    }
    return result;
  }

  /** Our group and its visible ancestors for a controller, the mount point first. */
  private List<String> directories(String controller) {
    List<String[]> memberships = memberships();
    Optional<String> v1 = path(memberships, controller);
    Optional<String> path = v1.or(() -> path(memberships, ""));
    Optional<String[]> mount = v1.isPresent() ? mount("cgroup", controller) : mount("cgroup2", "");
    if (path.isEmpty() || mount.isEmpty()) {
      return List.of();
    }
    String mountRoot = mount.get()[0];
    String below = path.get();
    // A container without a cgroup namespace sees the host's path here, and its own group as the
    // root of the mount; with "/.." the group lies outside of what is mounted.
    if (!mountRoot.equals("/")) {
      below = below.startsWith(mountRoot) ? below.substring(mountRoot.length()) : "";
    }
    List<String> directories = new ArrayList<>(List.of(mount.get()[1]));
    for (String name : below.split("/")) {
      String next = directories.getLast() + "/" + name;
      if (name.equals("..") || (!name.isEmpty() && !root.exists(next))) {
        break;
      }
      if (!name.isEmpty()) {
        directories.add(next);
      }
    }
    return directories;
  }

  private static Optional<String> path(List<String[]> memberships, String controller) {
    return memberships.stream()
        .filter(m -> Arrays.asList(m[1].split(",")).contains(controller))
        .map(m -> m[2])
        .findFirst();
  }

  /** Lines of /proc/self/cgroup: hierarchy, controllers (none for version 2), path. */
  private List<String[]> memberships() {
    return root.lines("/proc/self/cgroup").stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3)
        .toList();
  }

  /** Root within the hierarchy and mount point of the first mount of this type. */
  private Optional<String[]> mount(String type, String controller) {
    for (String line : root.lines("/proc/self/mountinfo")) {
      int separator = line.indexOf(" - ");
      String[] before = line.split(" ");
      String[] after = separator < 0 ? new String[0] : line.substring(separator + 3).split(" ");
      if (before.length >= 5
          && after.length >= 3
          && after[0].equals(type)
          && (controller.isEmpty() || Arrays.asList(after[2].split(",")).contains(controller))) {
        return Optional.of(new String[] {before[3], before[4]});
      }
    }
    return Optional.empty();
  }
}
