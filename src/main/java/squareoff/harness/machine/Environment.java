package squareoff.harness.machine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a result depends on besides the code: machine, operating system, limits, JDK, commit.
 *
 * <p>It is an ordered tree of values under names, as {@code environment.json} holds it. What is not
 * known has no key. The names:
 *
 * <ul>
 *   <li>{@code host}, {@code os} (name, version, kernel, arch)
 *   <li>{@code cpu}: model; sockets, cores, threads (of the machine); available (processors that
 *       the JVM counts), allowed (list, from the affinity mask); smt, turbo (booleans); maxMHz;
 *       driver, governors (of frequency scaling)
 *   <li>{@code virtualization}: guest (boolean), hypervisor, vendor, product
 *   <li>{@code memory}: totalBytes, swapBytes, swapUsedBytes, transparentHugePages
 *   <li>{@code kernel}: randomizeVaSpace (0, 1 or 2), clockSource, threadsMax, pidMax, maxMapCount
 *   <li>{@code cgroup}: version (1 or 2), cpus (quota, in processors), cpuset, memoryBytes
 *   <li>{@code limits}: openFiles and processes, each soft and hard (a number or {@code unlimited})
 *   <li>{@code container}: the sign of one that was found; {@code load}: averages over 1, 5, 15 min
 *   <li>{@code jdk}: version, vendor, vendorVersion, vm, vmVersion, home, of the JVM that is
 *       measured on
 *   <li>{@code jvms}: those of the forks, by what results say of each: as {@code jdk}, and java
 *       (its command), args (its options, with passwords masked)
 *   <li>{@code variables}: JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, _JAVA_OPTIONS where set, with
 *       passwords masked
 *   <li>{@code folder}: where trials are started
 *   <li>{@code git}: commit, dirty (boolean)
 * </ul>
 */
public final class Environment {

  private final Map<String, Object> values;

  private Environment(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Reads the running machine.
   *
   * @return what is known, without {@code git}
   */
  public static Environment here() {
    return read(ProcRoot.here());
  }

  /**
   * Reads the machine that a root shows; the JDK's facts are those of this JVM.
   *
   * @param root where {@code /proc} and {@code /sys} are
   * @return what is known, without {@code git}
   */
  public static Environment read(ProcRoot root) {
    return read(root, System.getenv());
  }

  static Environment read(ProcRoot root, Map<String, String> variables) {
    ProcessorFacts processor = new ProcessorFacts(root);
    SystemFacts system = new SystemFacts(root);
    return new Environment(
        new Facts()
            .put("host", system.host())
            .put("os", system.os())
            .put("cpu", processor.facts())
            .put("virtualization", processor.virtualization())
            .put("memory", system.memory())
            .put("kernel", system.kernel())
            .put("cgroup", new Cgroup(root).facts())
            .put("limits", system.limits())
            .put("container", system.container(variables))
            .put("load", system.load())
            .put("jdk", SystemFacts.jdk(System::getProperty))
            .put("variables", JvmVariables.of(variables))
            .toMap());
  }

  /**
   * Takes over the environment of another machine, as read from its {@code environment.json}.
   *
   * @param values values of the types that JSON has; nulls are left out, unknown names are kept
   * @return the environment
   * @throws IllegalArgumentException if a value is no string, number, boolean, map or list
   */
  public static Environment fromMap(Map<String, Object> values) {
    return new Environment(Facts.copy(values));
  }

  /**
   * This environment and one more fact, such as the digests of the jars.
   *
   * @param name the fact's name; a fact of that name is replaced
   * @param value a string, number, boolean, map or list
   * @return a new environment
   * @throws IllegalArgumentException if the value is of another type
   */
  public Environment with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return fromMap(all);
  }

  /**
   * This environment with the facts of the JVM that is measured on, where that is another one.
   *
   * @param properties that JVM's system properties
   * @return a new environment
   */
  public Environment withJdk(Map<String, String> properties) {
    return with("jdk", SystemFacts.jdk(properties::get).toMap());
  }

  /**
   * This environment and the commit that a directory's work tree is at.
   *
   * @param directory any directory
   * @return a new environment; one without {@code git} where no commit can be found
   */
  public Environment withGit(Path directory) {
    return GitState.of(directory)
        .map(state ->
            new Facts()
                .put("commit", Optional.of(state.commit()))
                .put("dirty", state.dirty())
                .toMap())
        .map(git -> with("git", git))
        .orElse(this);
  }

  /**
   * All that is known, in a fixed order.
   *
   * @return an unmodifiable tree of String, Long, Double, Boolean, Map and List
   */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * Options of a JVM as they may be published.
   *
   * @param args one option each
   * @return the same with passwords masked
   */
  public static List<String> withoutSecrets(List<String> args) {
    return args.stream().map(JvmVariables::withoutSecret).toList();
  }

  /**
   * A heading for a report: the machine, its operating system, the JDK, the commit.
   *
   * @return one to four lines without line ends
   */
  public List<String> summaryLines() {
    return new EnvironmentSummary(this).lines();
  }

  /**
   * What would disturb measurements here.
   *
   * @return whole sentences, each with its remedy where there is one; empty if nothing is known to
   */
  public List<String> warnings() {
    return new EnvironmentWarnings(this).sentences();
  }

  /** The value under nested names, if it is there and of this type: other people wrote the file. */
  <T> Optional<T> get(Class<T> type, String... path) {
    Object value = values;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return Optional.ofNullable(value).filter(type::isInstance).map(type::cast);
  }

  Optional<String> text(String... path) {
    return get(String.class, path);
  }

  Optional<Boolean> flag(String... path) {
    return get(Boolean.class, path);
  }

  OptionalDouble number(String... path) {
    return get(Number.class, path).stream().mapToDouble(Number::doubleValue).findFirst();
  }
}
