package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import squareoff.suite.strategy.References;
import squareoff.suite.strategy.UnmeasurableCellException;

class ReferenceCountTest {

  @Test
  void demandsThatExactCountsKeepEveryChangeAndComeBackToOne() {
    assertThatCode(() -> require(2, false, used(), used(2))).doesNotThrowAnyException();
    assertThatThrownBy(() -> require(4, false, used(2)))
        .hasMessage(
            "count=atomic: of 4 changes 2 were kept, and the references left are [1], not 1 each");
    References leaked = used();
    leaked.add();
    References freed = used();
    freed.drop();
    assertThatThrownBy(() -> require(2, false, leaked, freed))
        .hasMessageContaining("of 2 changes 2 were kept")
        .hasMessageContaining("[2, 0]");
  }

  @Test
  void letsAPlainSharedCountLoseButNotAllAndNotGain() {
    assertThatCode(() -> require(7, true, used(2))).doesNotThrowAnyException();
    assertThatThrownBy(() -> require(7, true, used())).hasMessageContaining("0 were kept");
    assertThatThrownBy(() -> require(1, true, used(2))).hasMessageContaining("2 were kept");
  }

  @Test
  void makesOneObjectForAllOrOneForEach() {
    assertThat(ReferenceCount.objects(References.Kind.PLAIN, "shared", 3)).hasSize(1);
    assertThat(ReferenceCount.objects(References.Kind.PLAIN, "per-thread", 3))
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> ReferenceCount.objects(References.Kind.PLAIN, "own", 3))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("object=own");
  }

  private static void require(long done, boolean mayLose, References... objects) {
    ReferenceCount.requireCounts("atomic", List.of(objects), done, mayLose);
  }

  private static References used() {
    return References.Kind.ATOMIC.create();
  }

  /** An object after some changes: half of them up, half of them down. */
  private static References used(int changes) {
    References references = used();
    for (int i = 0; i < changes / 2; i++) {
      references.add();
      references.drop();
    }
    return references;
  }
}
