package squareoff.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.claim.ClaimFile;
import squareoff.harness.report.ClaimsSection;
import squareoff.harness.report.Source;
import squareoff.harness.run.PlanMaker;

/**
 * The claims that a profile brings along: what should come out of its cells. A run keeps them in
 * its directory, so that they are still those of the run when it is resumed or reported.
 */
final class ProfileClaims {
  private static final String FILE = "claims.json";

  private ProfileClaims() {}

  /**
   * The text of a profile, if it is a claim file as well.
   *
   * @throws squareoff.harness.claim.InvalidClaimFileException where it has claims that are none
   */
  static Optional<String> in(Optional<PlanMaker.ProfileText> profile) {
    return profile
        .filter(p -> ClaimFile.within(p.json(), "the profile " + p.name()).isPresent())
        .map(PlanMaker.ProfileText::json);
  }

  /** What the directory of a run keeps of them: a text by the name of its file. */
  static Map<String, String> kept(Optional<String> claims) {
    return claims.map(text -> Map.of(FILE, text)).orElse(Map.of());
  }

  /** The claims that a run began with. */
  static Optional<ClaimFile> of(Path run) {
    Path file = fileOf(run);
    return Files.exists(file) ? Optional.of(ClaimFile.read(file)) : Optional.empty();
  }

  /** What became of them, as Markdown; empty where the run began with none. */
  static String outcomes(Path run, Source source) {
    return of(run).map(file -> ClaimsSection.of(source, file).outcomes()).orElse("");
  }

  private static Path fileOf(Path run) {
    return run.resolve(FILE);
  }
}
