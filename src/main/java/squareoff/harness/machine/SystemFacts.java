package squareoff.harness.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operating system, memory, kernel settings, limits, load: all that is not the processor. */
final class SystemFacts {

  private static final List<String> CONTAINER_NAMES =
      List.of("kubepods", "docker", "containerd", "libpod", "lxc", "garden");

  /** What we call a fact of a JVM, and the system property that states it. */
  private static final Map<String, String> JDK = new LinkedHashMap<>();

  static {
    JDK.put("version", "java.version");
    JDK.put("vendor", "java.vendor");
    JDK.put("vendorVersion", "java.vendor.version");
    JDK.put("vm", "java.vm.name");
    JDK.put("vmVersion", "java.vm.version");
    JDK.put("home", "java.home");
  }

  private final ProcRoot root;

  SystemFacts(ProcRoot root) {
    this.root = root;
  }

  Optional<String> host() {
    return root.text("/proc/sys/kernel/hostname")
        .or(() -> {
          try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
          } catch (UnknownHostException e) {
            // A machine whose own name does not resolve: it has none that we could give.
            return Optional.empty();
          }
        });
  }

  Facts os() {
    Optional<String> distribution =
        root.lines("/etc/os-release").stream()
            .filter(line -> line.startsWith("PRETTY_NAME="))
            .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", "").strip())
            .findFirst();
    return new Facts()
        .put("name", root.text("/proc/sys/kernel/ostype").or(() -> own("os.name")))
        .put("version", distribution)
        .put("kernel", root.text("/proc/sys/kernel/osrelease").or(() -> own("os.version")))
        .put("arch", own("os.arch"));
  }

  /** Sizes in bytes. */
  Facts memory() {
    OptionalLong swap = memoryInfo("SwapTotal");
    OptionalLong free = memoryInfo("SwapFree");
    OptionalLong total = memoryInfo("MemTotal");
    return new Facts()
        .put("totalBytes", total.isPresent() ? total : totalFromJdk())
        .put("swapBytes", swap)
        .put(
            "swapUsedBytes",
            swap.isPresent() && free.isPresent()
                ? OptionalLong.of(swap.getAsLong() - free.getAsLong())
                : OptionalLong.empty())
        .put(
            "transparentHugePages",
            root.text("/sys/kernel/mm/transparent_hugepage/enabled").flatMap(SystemFacts::chosen));
  }

  private OptionalLong memoryInfo(String key) {
    return root.lines("/proc/meminfo").stream()
        .map(line -> line.split("[:\\s]+"))
        .filter(fields -> fields.length == 3 && fields[0].equals(key) && fields[2].equals("kB"))
        .map(fields -> ProcRoot.parse(fields[1]))
        .flatMapToLong(OptionalLong::stream)
        .map(kibibytes -> kibibytes * 1024)
        .findFirst();
  }

  /** Only where there is no /proc: in a Linux container the JDK answers with the group's limit. */
  private static OptionalLong totalFromJdk() {
    OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
    return bean instanceof com.sun.management.OperatingSystemMXBean sun
            && sun.getTotalMemorySize() > 0
        ? OptionalLong.of(sun.getTotalMemorySize())
        : OptionalLong.empty();
  }

  /** The word in brackets of a sysfs choice such as {@code always [madvise] never}. */
  private static Optional<String> chosen(String choices) {
    Matcher matcher = Pattern.compile("\\[(.+?)]").matcher(choices);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  Facts kernel() {
    return new Facts()
        .put("randomizeVaSpace", root.number("/proc/sys/kernel/randomize_va_space"))
        .put(
            "clockSource",
            root.text("/sys/devices/system/clocksource/clocksource0/current_clocksource"))
        .put("threadsMax", root.number("/proc/sys/kernel/threads-max"))
        .put("pidMax", root.number("/proc/sys/kernel/pid_max"))
        .put("maxMapCount", root.number("/proc/sys/vm/max_map_count"));
  }

  /** Soft and hard limits of this JVM, which itself raises its soft limit of open files. */
  Facts limits() {
    return new Facts()
        .put("openFiles", limit("Max open files"))
        .put("processes", limit("Max processes"));
  }

  private Facts limit(String name) {
    Facts facts = new Facts();
    for (String line : root.lines("/proc/self/limits")) {
      String[] values =
          line.startsWith(name + " ")
              ? line.substring(name.length()).strip().split("\\s+")
              : new String[0];
      if (values.length >= 2) {
        facts.put("soft", limitValue(values[0])).put("hard", limitValue(values[1]));
      }
    }
    return facts;
  }

  private static Optional<?> limitValue(String text) {
    OptionalLong number = ProcRoot.parse(text);
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.of(text);
  }

  /** A sign of a container, not a proof: an image unpacked to a disk keeps its /.dockerenv. */
  Optional<String> container(Map<String, String> variables) {
    if (variables.containsKey("KUBERNETES_SERVICE_HOST")) {
      return Optional.of("kubernetes");
    }
    return root.text("/run/systemd/container")
        .or(() -> Optional.ofNullable(variables.get("container")).filter(s -> !s.isBlank()))
        .or(() -> Optional.of("podman").filter(name -> root.exists("/run/.containerenv")))
        .or(() -> Optional.of("docker").filter(name -> root.exists("/.dockerenv")))
        .or(() ->
            CONTAINER_NAMES.stream()
                .filter(root.text("/proc/self/cgroup").orElse("")::contains)
                .findFirst());
  }

  /** Load averages over 1, 5 and 15 minutes; only the first where the JDK is all there is. */
  List<Double> load() {
    String[] fields = root.text("/proc/loadavg").map(s -> s.split("\\s+")).orElse(new String[0]);
    if (fields.length >= 3) {
      return Arrays.stream(fields).limit(3).map(Double::valueOf).toList();
    }
    double fromJdk = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    // The JDK's word for "not available" is a negative number. On Linux it would read the /proc
    // that is missing here.
    boolean known =
        fromJdk >= 0 && !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return known ? List.of(fromJdk) : List.of();
  }

  /** The facts of a JVM, by its system properties. */
  static Facts jdk(UnaryOperator<String> properties) {
    Facts facts = new Facts();
    JDK.forEach((name, property) -> facts.put(name, present(properties.apply(property))));
    return facts;
  }

  private static Optional<String> own(String property) {
    return present(System.getProperty(property));
  }

  private static Optional<String> present(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
