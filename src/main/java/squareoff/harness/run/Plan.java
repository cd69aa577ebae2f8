package squareoff.harness.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.result.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is to do: cells x builds x rounds, with the seed of the order.
 *
 * @param run the run's name: its UTC time and host
 * @param seed of the order of trials
 * @param builds the jars under test by name, in order; a plain run has one, {@code candidate}
 * @param cells what is measured, each once
 * @param rounds trials for each cell and build, at least 1
 * @param java the {@code java} that runs the trials: absolute, or as it is found on the path
 * @param javaVersion its version, as {@code java -version} says it
 * @param hostArgs JVM arguments of the process that runs JMH; forks inherit them
 * @param gate what a gate holds against the candidate, as the gate wrote it; empty for a run that
 *     only measures
 * @param environment what machine this is, as in environment.json
 */
public record Plan(
    String run,
    long seed,
    Map<String, Build> builds,
    List<PlannedCell> cells,
    int rounds,
    String java,
    String javaVersion,
    List<String> hostArgs,
    Map<String, Object> gate,
    Map<String, Object> environment) {

  /** The format of journals that are begun now. */
  static final int FORMAT = 2;

  /** The format of before, which is read and gone on with: its lines carry no hashes. */
  static final int FORMAT_WITHOUT_CHAIN = 1;

  /** The name of the build of a run that compares nothing. */
  public static final String CANDIDATE = "candidate";

  /** The name of the build that a gate holds the candidate against. */
  public static final String BASE = "base";

  /**
   * A jar under test.
   *
   * @param jar its path, absolute
   * @param sha256 the hash of its bytes, in hexadecimal
   * @param given how the command named it: the class path of forks
   */
  public record Build(String jar, String sha256, String given) {

    /** A jar that was named by its path. */
    public Build(String jar, String sha256) {
      this(jar, sha256, jar);
    }

    static Build of(BenchmarkJar jar) {
      return new Build(jar.path().toString(), jar.sha256(), jar.given());
    }

    private void write(ObjectNode json) {
      json.put("jar", jar).put("sha256", sha256);
      if (!given.equals(jar)) {
        json.put("given", given);
      }
    }

    private static Build read(JsonNode json) {
      String jar = json.path("jar").asString();
      return new Build(jar, json.path("sha256").asString(), json.path("given").asString(jar));
    }
  }

  /** Keeps copies that cannot be changed. */
  public Plan {
    builds = Collections.unmodifiableMap(new LinkedHashMap<>(builds));
    cells = List.copyOf(cells);
    hostArgs = List.copyOf(hostArgs);
    gate = Collections.unmodifiableMap(new LinkedHashMap<>(gate));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Whether two builds are compared, and not one measured. */
  public boolean isGate() {
    return !gate.isEmpty();
  }

  /**
   * This plan as that of a gate.
   *
   * @param held what is held against the candidate: texts, numbers, lists and maps of them
   */
  public Plan withGate(Map<String, Object> held) {
    return new Plan(
        run, seed, builds, cells, rounds, java, javaVersion, hostArgs, held, environment);
  }

  /**
   * This plan with what is known since of where it was carried out.
   *
   * @param known as in environment.json
   */
  public Plan withEnvironment(Map<String, Object> known) {
    return new Plan(run, seed, builds, cells, rounds, java, javaVersion, hostArgs, gate, known);
  }

  /** This plan with another number of trials for each cell and build. */
  Plan withRounds(int other) {
    return new Plan(
        run, seed, builds, cells, other, java, javaVersion, hostArgs, gate, environment);
  }

  /** How many trials the whole plan has; of a gate, at the most. */
  public int trials() {
    return cells.size() * builds.size() * rounds;
  }

  /** The folder that trials are started in, as JMH would be; empty in plans of before. */
  Optional<Path> folder() {
    return environment.get("folder") instanceof String path
        ? Optional.of(Path.of(path))
        : Optional.empty();
  }

  /** The host that the plan was made on. */
  String host() {
    return host(environment);
  }

  /** The name of the machine that an environment describes. */
  static String host(Map<String, Object> environment) {
    return environment.get("host") instanceof String name ? name : "unknown";
  }

  /**
   * Identifies what is measured, and by what: two journals may only be told to be of one plan if
   * their hashes are equal.
   *
   * @return SHA-256 over builds, cells, arguments, rounds, seed, JVM and host, in hexadecimal
   */
  public String hash() {
    return hash(toJson());
  }

  /**
   * The hash of a plan as it is written, keys that are not known here included: a journal of a
   * later version is not taken for one that was changed.
   */
  static String hash(ObjectNode line) {
    ObjectNode json = line.deepCopy();
    String host = json.path("environment").path("host").asString("unknown");
    json.remove("environment");
    json.remove("hash");
    json.remove("chain");
    json.put("host", host);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(json.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The plan as the journal's first line, without its hash. */
  ObjectNode toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("type", "plan").put("format", FORMAT).put("run", run).put("seed", seed);
    ObjectNode buildNodes = json.putObject("builds");
    builds.forEach((name, build) -> build.write(buildNodes.putObject(name)));
    cells.forEach(cell -> json.withArray("cells").add(cell.cell().toString()));
    json.put("rounds", rounds).put("java", java).put("javaVersion", javaVersion);
    json.putArray("hostArgs").addAll(texts(hostArgs));
    ObjectNode trials = json.putObject("trials");
    for (PlannedCell cell : cells) {
      ObjectNode node = trials.putObject(cell.cell().toString());
      node.putArray("jmhArgs").addAll(texts(cell.args()));
      node.put("seconds", cell.seconds()).put("timeout", cell.timeout());
    }
    if (isGate()) {
      json.set("gate", JsonMapper.shared().valueToTree(gate));
    }
    json.set("environment", JsonMapper.shared().valueToTree(environment));
    return json;
  }

  private static List<JsonNode> texts(List<String> values) {
    return values.stream()
        .<JsonNode>map(value -> JsonMapper.shared().getNodeFactory().stringNode(value))
        .toList();
  }

  /**
   * Reads a plan back.
   *
   * @param json the journal's first line
   * @param where the journal, for messages
   * @throws UnusableInputException if it is no plan of a known format
   */
  static Plan fromJson(JsonNode json, String where) {
    if (!json.path("type").asString("").equals("plan")) {
      throw new UnusableInputException(
          "%s: its first line is not a plan; it is not the journal of a run".formatted(where));
    }
    int format = json.path("format").asInt(0);
    if (format != FORMAT && format != FORMAT_WITHOUT_CHAIN) {
      throw new UnusableInputException(
          "%s: format %d of journals is not known here (only %d and %d); use the version that wrote it"
              .formatted(where, format, FORMAT_WITHOUT_CHAIN, FORMAT));
    }
    Map<String, Build> builds = new LinkedHashMap<>();
    json.path("builds").properties().forEach(e -> builds.put(e.getKey(), Build.read(e.getValue())));
    List<PlannedCell> cells = new ArrayList<>();
    for (JsonNode id : json.path("cells")) {
      JsonNode trial = json.path("trials").path(id.asString());
      cells.add(
          new PlannedCell(
              Cell.parse(id.asString()),
              strings(trial.path("jmhArgs")),
              trial.path("seconds").asDouble(0),
              trial.path("timeout").asDouble(600)));
    }
    return new Plan(
        json.path("run").asString(""),
        json.path("seed").asLong(0),
        builds,
        cells,
        json.path("rounds").asInt(0),
        json.path("java").asString("java"),
        json.path("javaVersion").asString(""),
        strings(json.path("hostArgs")),
        map(json.path("gate")),
        map(json.path("environment")));
  }

  private static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asString()));
    return values;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode json) {
    return json.isObject() ? JsonMapper.shared().treeToValue(json, LinkedHashMap.class) : Map.of();
  }
}
