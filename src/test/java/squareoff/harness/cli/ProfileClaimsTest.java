package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.claim.Claim;
import squareoff.harness.claim.InvalidClaimFileException;
import squareoff.harness.run.PlanMaker.ProfileText;

class ProfileClaimsTest {
  private static final String PROFILE =
      """
      {"says": "x", "rounds": 3, "cells": [{"benchmark": "a.B.c"}], "claims": [
        {"id": "one", "says": "s", "measure": {"benchmark": "a.B.c"}, "metric": "m", "value": "== 1"}]}\
      """;

  @TempDir Path run;

  private static Optional<ProfileText> profile(String json) {
    return Optional.of(new ProfileText("p", json));
  }

  @Test
  void areKeptInTheDirectoryOfTheRun() throws Exception {
    assertThat(ProfileClaims.of(run)).isEmpty();
    for (Map.Entry<String, String> file :
        ProfileClaims.kept(ProfileClaims.in(profile(PROFILE))).entrySet()) {
      Files.writeString(run.resolve(file.getKey()), file.getValue());
    }
    assertThat(ProfileClaims.of(run).orElseThrow().claims())
        .extracting(Claim::id)
        .containsExactly("one");
  }

  @Test
  void areNoneWhereTheProfileHasNone() {
    assertThat(ProfileClaims.in(profile("{\"cells\": []}"))).isEmpty();
    assertThat(ProfileClaims.in(Optional.empty())).isEmpty();
  }

  @Test
  void thatAreNotClaimsAreRefused() {
    assertThatThrownBy(() -> ProfileClaims.in(profile("{\"claims\": [{\"id\": 5}]}")))
        .isInstanceOf(InvalidClaimFileException.class)
        .hasMessageContaining("the profile p, claim 1");
    assertThatThrownBy(() -> ProfileClaims.in(profile("{\"claims\": []}")))
        .isInstanceOf(InvalidClaimFileException.class)
        .hasMessageContaining("the profile p: no claims");
  }
}
