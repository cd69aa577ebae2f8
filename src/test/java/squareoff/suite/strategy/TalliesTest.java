package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TalliesTest {

  @ParameterizedTest
  @EnumSource
  void keepsANumberForEachThread(Tallies.Layout layout) {
    Tallies tallies = new Tallies(3, layout);
    tallies.add(tallies.slotOf(0));
    tallies.add(tallies.slotOf(2));
    tallies.add(tallies.slotOf(2));
    assertThat(tallies.of(0)).isEqualTo(1);
    assertThat(tallies.of(1)).isZero();
    assertThat(tallies.of(2)).isEqualTo(2);
    assertThat(tallies.total()).isEqualTo(3);
    tallies.clear();
    assertThat(tallies.total()).isZero();
  }

  @Test
  void liesWhereTheLayoutSays() {
    Tallies padded = new Tallies(2, Tallies.Layout.named("padded"));
    Tallies shared = new Tallies(2, Tallies.Layout.named("shared-line"));
    assertThat((padded.slotOf(1) - padded.slotOf(0)) * Integer.BYTES).isEqualTo(128);
    assertThat(shared.slotOf(1) - shared.slotOf(0)).isEqualTo(1);
    assertThat(shared.slotOf(0) % 2).as("the first two in one aligned long").isZero();
  }

  @Test
  void countsBeyondThirtyTwoBits() {
    int maximum = -1;
    Tallies tallies = new Tallies(2, Tallies.Layout.SHARED_LINE, maximum);
    tallies.add(tallies.slotOf(1));
    tallies.add(tallies.slotOf(1));
    assertThat(tallies.of(0)).isEqualTo((1L << 32) - 1);
    assertThat(tallies.of(1)).isEqualTo((1L << 32) + 1);
  }

  @Test
  void refusesAnUnknownLayout() {
    assertThatThrownBy(() -> Tallies.Layout.named("dense"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("layout=dense");
  }
}
