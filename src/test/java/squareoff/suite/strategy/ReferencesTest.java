package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencesTest {
  private static final int USES = 1_000_000;

  @ParameterizedTest
  @EnumSource
  void countsReferencesAndChanges(References.Kind kind) {
    References references = kind.create();
    assertThat(references.left()).isEqualTo(1);
    assertThat(references.changes()).isZero();
    references.add();
    references.add();
    assertThat(references.left()).isEqualTo(3);
    assertThat(references.drop()).isEqualTo(2);
    assertThat(references.drop()).isEqualTo(1);
    assertThat(references.drop()).isZero();
    assertThat(references.drop()).isEqualTo(-1);
    assertThat(references.left()).isEqualTo(-1);
    assertThat(references.changes()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void losesNoChangeWhenItIsProtected(References.Kind kind) {
    References references = kind.create();
    assertThat(freedBySeveral(references)).isZero();
    assertThat(references.left()).isEqualTo(1);
    assertThat(references.changes()).isEqualTo(4L * USES);
  }

  @Test
  void losesChangesAndFreesWhatIsInUseWithoutProtection() {
    long lost = 0;
    long freed = 0;
    // On a busy machine the threads of one attempt may get their cores one after the other.
    for (int attempt = 0; attempt < 200 && (lost == 0 || freed == 0); attempt++) {
      References references = References.Kind.PLAIN.create();
      freed += freedBySeveral(references);
      lost += 4L * USES - references.changes();
    }
    assertThat(lost).isPositive();
    assertThat(freed).isPositive();
  }

  @Test
  void refusesAnUnknownCount() {
    assertThatThrownBy(() -> References.Kind.named("biased"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("count=biased")
        .hasMessageContaining("plain, atomic, locked");
  }

  /** Two threads use one object; how often did one of them see it come to 0? */
  private static long freedBySeveral(References references) {
    StartLine line = new StartLine(2, Duration.ofSeconds(300));
    long[] freed = new long[2];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int slot = i;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                line.await();
                long zeros = 0;
                for (int use = 0; use < USES; use++) {
                  references.add();
                  zeros += references.drop() == 0 ? 1 : 0;
                }
                freed[slot] = zeros;
              }));
    }
    BoundedJoin.ofAll(threads, Duration.ofSeconds(300));
    return freed[0] + freed[1];
  }
}
