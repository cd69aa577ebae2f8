package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoLatenessTest {

  @Test
  void survivesItsTripOverAPipe() {
    var lateness = new EchoLateness(3, 6_000_000, 4_000_000, 1_000_000);
    assertThat(EchoLateness.parse(lateness.toLine())).contains(lateness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "late", "late 1 2 3", "late 1 2 3 x", "soon 1 2 3 4", "late 1 2 3 4 5"})
  void isNotReadFromGarbage(String line) {
    assertThat(EchoLateness.parse(line)).isEmpty();
  }

  @Test
  void addsSumsAndKeepsMaxima() {
    var first = new EchoLateness(1, 2_000_000, 2_000_000, 500_000);
    var second = new EchoLateness(3, 6_000_000, 4_000_000, 100_000);
    EchoLateness both = first.plus(second);
    assertThat(both).isEqualTo(new EchoLateness(4, 8_000_000, 4_000_000, 500_000));
    assertThat(both.meanMillis()).isEqualTo(2);
    assertThat(both.maxMillis()).isEqualTo(4);
    assertThat(EchoLateness.NONE.meanMillis()).isZero();
  }
}
