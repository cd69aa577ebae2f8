package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

  @TempDir Path directory;

  @Test
  void givesTheDigestOfTheStandardsExamples() throws Exception {
    Path abc = Files.writeString(directory.resolve("abc"), "abc");
    Path million = Files.writeString(directory.resolve("million"), "a".repeat(1_000_000));

    // FIPS 180-4's examples: three bytes, and more than one buffer.
    assertThat(Sha256.of(abc))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.of(million))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  @Test
  void failsForAFileThatIsNotThere() {
    assertThatThrownBy(() -> Sha256.of(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
