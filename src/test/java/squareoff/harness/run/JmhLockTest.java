package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JmhLockTest {

  private static final String REFUSAL =
      "ERROR: org.openjdk.jmh.runner.RunnerException: ERROR: Another JMH instance might be running."
          + " Unable to acquire the JMH lock (/else/where/jmh.lock), exiting.";

  @Test
  void namesTheLockForWhichJmhRefused() {
    assertThat(JmhLock.thatRefused("$ java\n" + REFUSAL).orElseThrow().file())
        .hasToString("/else/where/jmh.lock");
  }

  @Test
  void doesNotMistakeWhatABenchmarkPrintsForARefusal() {
    assertThat(JmhLock.thatRefused("# JMH version: 1.37\n" + REFUSAL)).isEmpty();
    assertThat(JmhLock.thatRefused("Unable to acquire the JMH lock (x)")).isEmpty();
    assertThat(JmhLock.thatRefused("")).isEmpty();
  }
}
