package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** An environment in two to four lines. */
final class EnvironmentSummary {

  /** So many sets of options are named for each JVM. */
  private static final int MOST_OPTIONS = 3;

  private final Environment environment;

  EnvironmentSummary(Environment environment) {
    this.environment = environment;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Stream.of(machine(), settings()).map(EnvironmentSummary::line).forEach(lines::add);
    lines.addAll(jvms());
    lines.add(line(commit()));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private List<String> machine() {
    List<String> parts = new ArrayList<>();
    environment.text("cpu", "model").map(EnvironmentSummary::plain).ifPresent(parts::add);
    processors().ifPresent(parts::add);
    bytes("memory", "totalBytes").ifPresent(parts::add);
    Optional<String> os = environment.text("os", "name");
    Optional<String> kernel = environment.text("os", "kernel");
    os.map(name -> name + kernel.map(k -> " " + k).orElse("")).ifPresent(parts::add);
    if (environment.flag("virtualization", "guest").orElse(false)) {
      parts.add(
          environment
              .text("virtualization", "hypervisor")
              .map(name -> name + " guest")
              .orElse("virtual machine"));
    }
    return parts;
  }

  private Optional<String> processors() {
    OptionalDouble cores = environment.number("cpu", "cores");
    OptionalDouble threads = environment.number("cpu", "threads");
    OptionalDouble available = environment.number("cpu", "available");
    List<String> counts = new ArrayList<>();
    environment.number("cpu", "sockets").stream()
        .filter(sockets -> sockets > 1)
        .forEach(sockets -> counts.add(count(sockets, "socket")));
    cores.ifPresent(n -> counts.add(count(n, "core")));
    if (threads.isPresent() && !threads.equals(cores)) {
      counts.add(count(threads.getAsDouble(), "thread"));
    }
    if (counts.isEmpty()) {
      available.ifPresent(n -> counts.add(count(n, "processor")));
    } else if (available.isPresent() && threads.isPresent() && !available.equals(threads)) {
      counts.add(String.format(Locale.ROOT, "%.0f available", available.getAsDouble()));
    }
    return Optional.of(String.join(", ", counts)).filter(text -> !text.isEmpty());
  }

  /** Limits and settings that change what the same hardware delivers. */
  private List<String> settings() {
    List<String> parts = new ArrayList<>();
    environment.text("os", "version").ifPresent(parts::add);
    environment
        .number("cgroup", "cpus")
        .ifPresent(n -> parts.add("limited to " + EnvironmentWarnings.processors(n)));
    bytes("cgroup", "memoryBytes").ifPresent(size -> parts.add("limited to " + size));
    environment
        .get(List.class, "cpu", "governors")
        .filter(list -> !list.isEmpty())
        .ifPresent(list -> parts.add("governor " + EnvironmentWarnings.join(list)));
    environment.flag("cpu", "turbo").ifPresent(on -> parts.add("turbo " + (on ? "on" : "off")));
    environment.flag("cpu", "smt").ifPresent(on -> parts.add("SMT " + (on ? "on" : "off")));
    environment
        .text("memory", "transparentHugePages")
        .ifPresent(mode -> parts.add("huge pages " + mode));
    return parts;
  }

  private static String line(List<String> parts) {
    return String.join(", ", parts);
  }

  /**
   * A line for each JVM that has measured; its options, unless benchmarks have many of their own.
   */
  private List<String> jvms() {
    List<?> jvms =
        environment
            .get(List.class, "jvms")
            .orElseGet(() -> environment.get(Map.class, "jdk").stream().toList());
    Map<String, Set<List<String>>> options = new LinkedHashMap<>();
    for (Object jvm : jvms) {
      if (jvm instanceof Map<?, ?> facts) {
        options.computeIfAbsent(jdk(facts), name -> new LinkedHashSet<>()).add(options(facts));
      }
    }
    List<String> lines = new ArrayList<>();
    options.forEach((name, sets) -> {
      if (sets.size() > MOST_OPTIONS) {
        List<String> common = new ArrayList<>(sets.iterator().next());
        sets.forEach(common::retainAll);
        lines.add(
            name
                + (common.isEmpty()
                    ? ", options "
                    : ", options %s and others ".formatted(words(common)))
                + "by benchmark (%d sets)".formatted(sets.size()));
      } else {
        sets.forEach(set -> lines.add(set.isEmpty() ? name : name + ", options " + words(set)));
      }
    });
    return lines;
  }

  private static String words(List<String> options) {
    return JvmVariables.withoutSecrets(String.join(" ", options));
  }

  private static String jdk(Map<?, ?> facts) {
    List<String> parts = new ArrayList<>();
    text(facts, "version")
        .ifPresent(version ->
            parts.add(
                "JDK "
                    + version
                    + text(facts, "vendorVersion")
                        .or(() -> text(facts, "vendor"))
                        .map(vendor -> " (" + vendor + ")")
                        .orElse("")));
    text(facts, "vm").ifPresent(parts::add);
    return line(parts);
  }

  private static Optional<String> text(Map<?, ?> facts, String name) {
    return facts.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static List<String> options(Map<?, ?> facts) {
    return facts.get("args") instanceof List<?> args
        ? args.stream().map(String::valueOf).toList()
        : List.of();
  }

  private List<String> commit() {
    String state =
        environment
            .flag("git", "dirty")
            .map(dirty -> dirty ? " with uncommitted changes" : "")
            .orElse("");
    return environment
        .text("git", "commit")
        .map(commit ->
            List.of("commit " + commit.substring(0, Math.min(12, commit.length())) + state))
        .orElse(List.of());
  }

  private Optional<String> bytes(String... path) {
    return environment.number(path).stream()
        .mapToObj(bytes -> String.format(Locale.ROOT, "%.1f GiB", bytes / (1L << 30)))
        .findFirst();
  }

  private static String count(double number, String noun) {
    return String.format(Locale.ROOT, "%.0f %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** A processor's name without trade marks and the words that say it is a processor. */
  private static String plain(String model) {
    return model
        .replaceAll("\\((?i:R|TM|C)\\)", "")
        .replaceAll("\\b(?:CPU|Processor)\\b", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
