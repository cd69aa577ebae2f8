package squareoff.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.8.0_392, 8",
    "9, 9",
    "17.0.15, 17",
    "21.0.1+12-LTS, 21",
    "25, 25",
    "26-ea, 26",
    "1, 1"
  })
  void readsTheFeatureRelease(String text, int feature) {
    assertThat(LauncherVersion.of(text))
        .hasValueSatisfying(version -> assertThat(version.feature()).isEqualTo(feature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ea-26", "unknown", " 21"})
  void readsNothingWhereThereIsNoNumber(String text) {
    assertThat(LauncherVersion.of(text)).isEmpty();
  }

  @Test
  void ordersByNumberAndNotByText() {
    assertThat(
            Stream.of("25.0.10", "8u1", "21.0.9", "1.8.0_392", "25.0.9", "100", "25")
                .map(text -> LauncherVersion.of(text).orElseThrow())
                .sorted()
                .map(LauncherVersion::toString))
        .containsExactly("8u1", "1.8.0_392", "21.0.9", "25", "25.0.9", "25.0.10", "100");
  }

  @Test
  void knowsThatOfThisRuntime() {
    assertThat(LauncherVersion.current().feature()).isEqualTo(Runtime.version().feature());
  }
}
