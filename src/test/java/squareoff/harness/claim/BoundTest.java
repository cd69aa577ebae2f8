package squareoff.harness.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.stats.Interval;

class BoundTest {

  @ParameterizedTest
  @CsvSource({
    "<= 0.6,   0.5,  0.6,  HOLDS",
    "<= 0.6,   0.5,  0.61, UNDECIDED",
    "<= 0.6,   0.61, 0.7,  REFUTED",
    "< 1,      0.5,  1,    UNDECIDED",
    "< 1,      1,    1.5,  REFUTED",
    "<= 1,     1,    1.5,  UNDECIDED",
    ">= 2,     2,    3,    HOLDS",
    "> 0,      0,    0,    REFUTED",
    "== 0,     0,    0,    HOLDS",
    "== 0,     -1,   1,    UNDECIDED",
    "0.9..1.1, 0.9,  1.1,  HOLDS",
    "0.9..1.1, 0.8,  1.2,  UNDECIDED",
    "0.9..1.1, 1.2,  1.3,  REFUTED",
    "-1e3..2,  -999, 0,    HOLDS",
  })
  void judgesAnInterval(String bound, double low, double high, Verdict verdict) {
    assertThat(Bound.parse(bound).orElseThrow().judge(new Interval(low, high, 0.95)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0.6", "= 1", "=> 1", "<=", "<= x", "2..1", "1...2", "<= NaN", "< 1 2"})
  void refusesWhatIsNoBound(String text) {
    assertThat(Bound.parse(text)).isEmpty();
  }

  @Test
  void isShownAsItWasWritten() {
    assertThat(Bound.parse(" <=  0.60 ").orElseThrow()).hasToString("<=  0.60");
  }
}
