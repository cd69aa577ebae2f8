package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchingLockTest {
  private static final int TURNS = 100;

  @Test
  void goesToTheOtherThreadAtEveryHandOver() throws Exception {
    SwitchingLock lock = new SwitchingLock(Duration.ofNanos(200_000));
    // Only ever touched by the holder.
    List<String> turns = new ArrayList<>();
    Thread one = thread(() -> takeTurns(lock, "one", turns));
    Thread two = thread(() -> takeTurns(lock, "two", turns));
    one.join();
    two.join();
    // While both still take turns, nobody has two in a row.
    int last = Math.min(turns.lastIndexOf("one"), turns.lastIndexOf("two"));
    int first = Math.max(turns.indexOf("one"), turns.indexOf("two"));
    assertThat(last - first).isGreaterThan(TURNS / 2);
    for (int turn = first; turn <= last; turn++) {
      assertThat(turns.get(turn)).isNotEqualTo(turns.get(turn - 1));
    }
    assertThat(lock.switches()).isGreaterThanOrEqualTo(last - first);
  }

  /** Notes the beginning, and each time that the lock has come back from the other. */
  private static void takeTurns(SwitchingLock lock, String name, List<String> turns) {
    lock.acquire();
    turns.add(name);
    while (turns.size() < TURNS) {
      if (lock.isWanted()) {
        lock.handOver();
        turns.add(name);
      }
    }
    lock.release();
  }

  @Test
  void hasOneHolderAtATime() throws Exception {
    SwitchingLock lock = new SwitchingLock(Duration.ofNanos(100_000));
    long[] plain = new long[1];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          thread(() -> {
            for (int turn = 0; turn < 20_000; turn++) {
              lock.acquire();
              plain[0]++;
              if (lock.isWanted()) {
                lock.handOver();
              }
              lock.release();
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(plain[0]).isEqualTo(80_000);
  }

  @Test
  void isNotWantedBeforeTheInterval() throws Exception {
    SwitchingLock lock = new SwitchingLock(Duration.ofMinutes(5));
    lock.acquire();
    Thread waiter =
        thread(() -> {
          lock.acquire();
          lock.release();
        });
    awaitWaiting(waiter);
    assertThat(lock.isWanted()).isFalse();
    lock.release();
    waiter.join();
    assertThat(lock.switches()).isEqualTo(1);
  }

  @Test
  void waitsThroughAnInterruptAndKeepsIt() throws Exception {
    SwitchingLock lock = new SwitchingLock(Duration.ofMillis(1));
    lock.acquire();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiter =
        thread(() -> {
          lock.acquire();
          interrupted.set(Thread.currentThread().isInterrupted());
          lock.release();
        });
    awaitWaiting(waiter);
    waiter.interrupt();
    while (!lock.isWanted()) {
      Thread.onSpinWait();
    }
    lock.release();
    waiter.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void isReleasedByItsHolderOnly() throws Exception {
    SwitchingLock lock = new SwitchingLock(Duration.ofMillis(1));
    assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
    thread(lock::acquire).join();
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not hold the lock");
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().start(work);
  }
}
