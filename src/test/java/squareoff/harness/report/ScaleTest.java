package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "s/op, 4.3e-10, ns/op, 0.43",
    "s/op, 0.0431, ms/op, 43.1",
    "us/op, 1500, ms/op, 1.5",
    "ms/op, 0.002, µs/op, 2",
    "min/op, 1, s/op, 60",
    "ops/s, 318158146, Mops/s, 318.158146",
    "ops/ms, 20, kops/s, 20",
    "ops/us, 20000, Gops/s, 20",
    "ops/day, 86400, ops/s, 1",
    "B/op, 1e9, B/op, 1e9",
    "s/op, 0, ns/op, 0"
  })
  void showsANumberInTheUnitThatFits(String unit, double value, String label, double shown) {
    Scale scale = Scale.of(unit, value);

    assertThat(scale.label()).isEqualTo(label);
    assertThat(value * scale.factor()).isCloseTo(shown, Offset.offset(1e-9 * shown));
  }

  @Test
  void findsOneUnitForAWholeTableWhereThereIsOne() {
    assertThat(Scale.common("s/op", List.of(0.1, 0.0431, 0.9)))
        .get()
        .hasToString("Scale[label=ms/op, factor=1000.0]");
    assertThat(Scale.common("s/op", List.of(2e-10, 5e-10)).orElseThrow().label())
        .isEqualTo("ns/op");
    assertThat(Scale.common("s/op", List.of(9e-4, 0.5)).orElseThrow().label()).isEqualTo("ms/op");
    assertThat(Scale.common("s/op", List.of(1e-8, 0.5))).isEmpty();
    assertThat(Scale.common("ops/s", List.of(1.9e8, 2.1e4))).isEmpty();
    assertThat(Scale.common("B/op", List.of(1e-8, 1e9)).orElseThrow().label()).isEqualTo("B/op");
    assertThat(Scale.common("s/op", List.of(0.0, Double.NaN))).isPresent();
  }
}
