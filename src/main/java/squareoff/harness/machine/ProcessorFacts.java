package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What {@code /proc/cpuinfo} and {@code /sys/devices/system/cpu} say about the processors. */
final class ProcessorFacts {

  private static final String CPU = "/sys/devices/system/cpu";

  private final ProcRoot root;
  private final List<Map<String, String>> infos;

  ProcessorFacts(ProcRoot root) {
    this.root = root;
    this.infos = infos(root.lines("/proc/cpuinfo"));
  }

  Facts facts() {
    return new Facts()
        .put("model", first("model name"))
        .put("sockets", distinct(List.of("physical_package_id"), List.of("physical id")))
        .put("cores", cores())
        .put("threads", threads())
        .put("available", OptionalLong.of(Runtime.getRuntime().availableProcessors()))
        .put("allowed", allowed())
        .put("smt", smt())
        .put("maxMHz", maxMegahertz())
        .put("driver", root.text(CPU + "/cpu0/cpufreq/scaling_driver"))
        .put("governors", governors())
        .put("turbo", turbo());
  }

  /** Which hypervisor this is a guest of, and what the firmware calls the machine. */
  Facts virtualization() {
    Optional<String> product = root.text("/sys/class/dmi/id/product_name");
    Optional<String> vendor = root.text("/sys/class/dmi/id/sys_vendor");
    Optional<String> kind = hypervisor(vendor.orElse("") + " " + product.orElse(""));
    Optional<String> flags = first("flags");
    Optional<Boolean> guest =
        flags.map(text -> Arrays.asList(text.split("\\s+")).contains("hypervisor"));
    if (guest.isEmpty()) {
      // Only x86 has the flag; elsewhere a known name proves a guest, and no name proves nothing.
      guest = kind.map(name -> true);
    }
    Facts facts = new Facts().put("guest", guest);
    if (guest.orElse(false)) {
      facts.put("hypervisor", kind);
    }
    return facts.put("vendor", vendor).put("product", product);
  }

  /** The clock sources that exist only under one hypervisor are the surest sign of it. */
  private Optional<String> hypervisor(String firmware) {
    String clocks =
        root.text("/sys/devices/system/clocksource/clocksource0/available_clocksource").orElse("");
    String signs = (clocks + " " + firmware).toLowerCase(Locale.ROOT);
    Map<String, String> names = new LinkedHashMap<>();
    names.put("kvm", "KVM");
    names.put("hyperv_clocksource", "Hyper-V");
    names.put("xen", "Xen");
    names.put("hvm domu", "Xen");
    names.put("vmware", "VMware");
    names.put("virtualbox", "VirtualBox");
    names.put("qemu", "QEMU");
    names.put("microsoft corporation virtual machine", "Hyper-V");
    return names.entrySet().stream()
        .filter(sign -> signs.contains(sign.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private OptionalLong cores() {
    return distinct(List.of("physical_package_id", "core_id"), List.of("physical id", "core id"));
  }

  private OptionalLong threads() {
    int entries = cpuDirectories().size();
    long count = infos.stream().filter(info -> info.containsKey("processor")).count();
    return count > 0
        ? OptionalLong.of(count)
        : entries > 0 ? OptionalLong.of(entries) : OptionalLong.empty();
  }

  /** How many different combinations there are, in sysfs or else in cpuinfo. */
  private OptionalLong distinct(List<String> topologyFiles, List<String> infoKeys) {
    Set<List<Optional<String>>> seen = new HashSet<>();
    for (String cpu : cpuDirectories()) {
      seen.add(topologyFiles.stream().map(f -> root.text(cpu + "/topology/" + f)).toList());
    }
    if (seen.isEmpty() || anyUnknown(seen)) {
      seen.clear();
      for (Map<String, String> info : infos) {
        seen.add(infoKeys.stream().map(key -> Optional.ofNullable(info.get(key))).toList());
      }
    }
    return seen.isEmpty() || anyUnknown(seen) ? OptionalLong.empty() : OptionalLong.of(seen.size());
  }

  private static boolean anyUnknown(Set<List<Optional<String>>> combinations) {
    // Some ARM and virtual machines write -1 where firmware does not say.
    return combinations.stream()
        .flatMap(List::stream)
        .anyMatch(value -> value.isEmpty() || value.get().startsWith("-"));
  }

  private List<String> cpuDirectories() {
    return root.entries(CPU, "cpu[0-9]+");
  }

  private Optional<String> allowed() {
    return root.lines("/proc/self/status").stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private Optional<Boolean> smt() {
    Optional<Boolean> active = root.text(CPU + "/smt/active").map("1"::equals);
    if (active.isPresent() || threads().isEmpty() || cores().isEmpty()) {
      return active;
    }
    return Optional.of(threads().getAsLong() > cores().getAsLong());
  }

  private OptionalLong maxMegahertz() {
    return cpuDirectories().stream()
        .map(cpu -> root.number(cpu + "/cpufreq/cpuinfo_max_freq"))
        .flatMapToLong(OptionalLong::stream)
        .map(kilohertz -> kilohertz / 1000)
        .max();
  }

  private List<String> governors() {
    Set<String> names = new TreeSet<>();
    for (String cpu : cpuDirectories()) {
      root.text(cpu + "/cpufreq/scaling_governor").ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  private Optional<Boolean> turbo() {
    return root.text(CPU + "/intel_pstate/no_turbo")
        .map("0"::equals)
        .or(() -> root.text(CPU + "/cpufreq/boost").map("1"::equals));
  }

  private Optional<String> first(String key) {
    return infos.stream()
        .filter(info -> info.containsKey(key))
        .map(info -> info.get(key))
        .findFirst();
  }

  /** Blocks of "key : value" lines, separated by blank lines. */
  private static List<Map<String, String>> infos(List<String> lines) {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon >= 0) {
        block.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else if (!block.isEmpty()) {
        blocks.add(block);
        block = new HashMap<>();
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }
}
