package squareoff.harness.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JsonTree;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The claims of a file, in its order.
 *
 * @param name the file's name
 * @param claims at least one
 */
public record ClaimFile(String name, List<Claim> claims) {
  /** Where a jar keeps the claims of its suite. */
  public static final String RESOURCE = "META-INF/squareoff/claims.json";

  /** Copies the list. */
  public ClaimFile {
    claims = List.copyOf(claims);
  }

  /**
   * Reads a claim file.
   *
   * @param file the file
   * @return its claims
   * @throws InvalidClaimFileException where it cannot be read or is no claim file
   */
  public static ClaimFile read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new InvalidClaimFileException("--claims " + file + ": no such file", e);
    } catch (IOException e) {
      throw new InvalidClaimFileException(
          "--claims %s: not readable as UTF-8 text (%s)".formatted(file, e), e);
    }
  }

  /**
   * The claims that this program's own jar holds.
   *
   * @return empty where it holds none
   * @throws InvalidClaimFileException where they are no claim file
   */
  public static Optional<ClaimFile> ofThisJar() {
    try (InputStream in = ClaimFile.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text of a claim file.
   *
   * @param text JSON
   * @param name what messages call the file
   * @return its claims
   * @throws InvalidClaimFileException where it is no claim file
   */
  public static ClaimFile parse(String text, String name) {
    JsonNode list = json(text, name).path("claims");
    if (!list.isArray() || list.isEmpty()) {
      throw new InvalidClaimFileException(
          name + ": no claims; a claim file is {\"claims\": [{\"id\": …, …}, …]}");
    }
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : list.values()) {
      String place = name + ", claim " + (claims.size() + 1);
      Claim claim = new ClaimReader(node, place).claim();
      if (!ids.add(claim.id())) {
        throw new InvalidClaimFileException(
            "%s: the id '%s' is another claim's already; give each its own"
                .formatted(place, claim.id()));
      }
      claims.add(claim);
    }
    return new ClaimFile(name, claims);
  }

  /**
   * The claims that a file brings along which is about something else, such as a profile.
   *
   * @param text JSON
   * @param name what messages call the file
   * @return empty where it has no {@code claims}
   * @throws InvalidClaimFileException where they are not what a claim file has, or it is no JSON
   */
  public static Optional<ClaimFile> within(String text, String name) {
    return json(text, name).has("claims") ? Optional.of(parse(text, name)) : Optional.empty();
  }

  private static JsonNode json(String text, String name) {
    try {
      return JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new InvalidClaimFileException(
          "%s, line %d: not JSON: %s"
              .formatted(
                  name,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  /**
   * The claims about benchmarks that some results are of.
   *
   * @param cells what was measured
   * @return a subset in the same order, maybe empty
   */
  public List<Claim> about(Set<Cell> cells) {
    return claims.stream().filter(claim -> cells.stream().anyMatch(claim::isAbout)).toList();
  }
}
