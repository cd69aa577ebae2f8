package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.Proportion;

class WorthTest {

  private static final List<Double> SLOWDOWNS = List.of(0.05, 0.10);

  /** Of 200 suites: 78 of them are 32 to 46 %, 144 are 65 to 78 %. */
  private final Worth gate = worth("gate", 0, 78, 78);

  @Test
  void saysWhereAnotherFindsMoreThanChanceExplains() {
    assertThat(outdoneBy(worth("test", 2, 144, 144)))
        .containsExactly(
            "slowdowns of 10 %: 72 % by 40 forks a side and the test, 39 % by the gate");
    assertThat(outdoneBy(worth("test", 2, 144, 100))).isEmpty();
    assertThat(outdoneBy(worth("test", 2, 144, 20))).isEmpty();
  }

  @Test
  void namesTheOneThatFindsMostAmongThoseThatKeepTheLevel() {
    // 8 of 200 are 1.7 to 7.7 %.
    Worth eager = worth("eager", 8, 200, 200);
    assertThat(outdoneBy(worth("good", 2, 0, 150), worth("best", 2, 0, 160), eager))
        .singleElement()
        .asString()
        .contains("80 % by 40 forks a side and the best");
    assertThat(outdoneBy(eager)).isEmpty();
  }

  private List<String> outdoneBy(Worth... others) {
    return gate.outdoneBy(List.of(others), SLOWDOWNS, 0.05, 0.01);
  }

  private static Worth worth(String name, long alarms, long... found) {
    return new Worth(
        name,
        "40",
        new Proportion(alarms, 200),
        LongStream.of(found).mapToObj(count -> new Proportion(count, 200)).toList());
  }
}
