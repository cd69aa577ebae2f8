package squareoff.harness.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JsonTree;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the authors of benchmarks have declared of them, in the file {@code suite.json} of a jar or
 * of a run: what no name of a parameter tells. A speed-up stands in a table only where somebody
 * says that these workers share the work.
 *
 * @param byName by the full name of a benchmark, or of a class for all its benchmarks
 */
public record Declarations(Map<String, Declared> byName) {
  /** Where a jar keeps those of its suite. */
  public static final String RESOURCE = "META-INF/squareoff/suite.json";

  /** Nothing declared of anything. */
  public static final Declarations NONE = new Declarations(Map.of());

  private static final Set<String> KEYS =
      Set.of("benchmark", "reference", "sharedWork", "work", "ideal", "threadsShareWork");

  /**
   * What is declared of a benchmark.
   *
   * @param reference the rows that others of its class are compared with
   * @param sharedWork the parameter that counts those who divide one amount of work among them
   * @param work the parameter that is that amount
   * @param ideal the secondary metric that is the ratio to what arithmetic or physics allows
   * @param threadsShareWork whether JMH's threads work on one thing, of which all together do more
   */
  public record Declared(
      Optional<Reference> reference,
      Optional<String> sharedWork,
      Optional<String> work,
      Optional<String> ideal,
      boolean threadsShareWork) {
    static final Declared NOTHING =
        new Declared(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** Copies the map. */
  public Declarations {
    byName = Map.copyOf(byName);
  }

  /**
   * Those of this program's own jar, for results of its own benchmarks.
   *
   * @return none where it has no such file
   */
  public static Declarations ofThisJar() {
    try (InputStream in = Declarations.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      return in == null
          ? NONE
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param text JSON
   * @param name what messages call the file
   * @return what it declares
   * @throws InvalidReferenceException where it declares nothing, or what nobody understands
   */
  public static Declarations parse(String text, String name) {
    JsonNode list;
    try {
      list = JsonTree.read(text.getBytes(StandardCharsets.UTF_8)).path("benchmarks");
    } catch (JacksonException e) {
      throw new InvalidReferenceException(name + ": not JSON: " + e.getOriginalMessage() + ".", e);
    }
    if (!list.isArray()) {
      throw new InvalidReferenceException(
          name
              + ": declares nothing; it is {\"benchmarks\": [{\"benchmark\": \"a.B.run\", …}, …]}.");
    }
    Map<String, Declared> byName = new HashMap<>();
    for (JsonNode node : list.values()) {
      String place = name + ", benchmark " + (byName.size() + 1);
      String of =
          text(node, "benchmark", place)
              .orElseThrow(() -> new InvalidReferenceException(place + ": no \"benchmark\"."));
      if (byName.put(of, declared(node, place)) != null) {
        throw new InvalidReferenceException(place + ": " + of + " stands there twice.");
      }
    }
    return new Declarations(byName);
  }

  private static Declared declared(JsonNode node, String place) {
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new InvalidReferenceException(
            "%s: nothing is known of \"%s\"; there are %s."
                .formatted(place, key, String.join(", ", KEYS.stream().sorted().toList())));
      }
    }
    JsonNode threads = node.path("threadsShareWork");
    if (!threads.isMissingNode() && !threads.isBoolean()) {
      throw new InvalidReferenceException(place + ": \"threadsShareWork\" is true or false.");
    }
    return new Declared(
        text(node, "reference", place).map(Reference::parse),
        text(node, "sharedWork", place),
        text(node, "work", place),
        text(node, "ideal", place),
        threads.booleanValue(false));
  }

  private static Optional<String> text(JsonNode node, String key, String place) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new InvalidReferenceException(
          "%s: \"%s\" is %s, and a text is wanted.".formatted(place, key, value));
    }
    return Optional.of(value.stringValue());
  }

  /**
   * These and others.
   *
   * @param others declarations that are believed where both say something of one benchmark
   * @return both together
   */
  public Declarations with(Declarations others) {
    Map<String, Declared> both = new HashMap<>(byName);
    both.putAll(others.byName);
    return new Declarations(both);
  }

  /** What is declared of a cell's benchmark, or of its class. */
  Declared of(Cell cell) {
    return Optional.ofNullable(byName.get(cell.benchmark()))
        .or(() -> Optional.ofNullable(byName.get(cell.className())))
        .orElse(Declared.NOTHING);
  }

  /** What is declared of some rows of a class, in their order. */
  Stream<Declared> of(Collection<Row> rows) {
    return byName.isEmpty() ? Stream.empty() : rows.stream().map(row -> of(row.cell())).distinct();
  }

  /** The rows of which something is declared to hold. */
  static List<Row> only(List<Row> rows, Declarations all, Predicate<Declared> wanted) {
    return rows.stream().filter(row -> wanted.test(all.of(row.cell()))).toList();
  }
}
