package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class TutorialLockTest {

  @Test
  void aLockThatIsNotReleasedRemainsStuckUnlessItIsReleasedInTheEnd() throws InterruptedException {
    TutorialLock.Stuck outcome = new TutorialLock.Stuck();
    assertThat(new TutorialLock().notReleased(outcome)).isEqualTo(1);
    assertThat(outcome.acquired).isZero();
    assertThat(outcome.acquiredAfterFinally).isEqualTo(1);
  }
}
