package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Terms;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

class GateProgressTest {

  private static final Path LOCK = Path.of("/x/jmh.lock");

  private final StringWriter text = new StringWriter();
  private final Plan plan =
      SyntheticGate.plan(
              42,
              40,
              List.of(SyntheticGate.cell("a.B.one:avgt:t1"), SyntheticGate.cell("a.B.two:avgt:t1")))
          .withGate(new Terms(Policy.DEFAULT, 90, false, false, List.of(), List.of()).toMap());
  private final GateCourse course = new GateCourse(plan);
  private final Random random = new Random(1);
  private final List<TrialRecord> recorded = new ArrayList<>();

  private GateProgress progress(boolean terminal) {
    GateProgress progress =
        new GateProgress(new PrintWriter(text), course, terminal, terminal ? 60 : 0);
    progress.started(plan, Path.of("out"), 0);
    return progress;
  }

  private void trial(GateProgress progress, boolean waits, double ratio) {
    Trial trial = course.next(List.copyOf(recorded)).getFirst();
    progress.trialStarted(trial, recorded.size());
    if (waits) {
      progress.waitingFor(LOCK);
    }
    // The second cell is so noisy that it stays undecided.
    boolean noisy = trial.cell().cell().methodName().equals("two");
    double real = trial.build().equals(Plan.BASE) ? 1 : ratio;
    double score = 100 * (noisy ? Math.exp(random.nextGaussian() / 10) : real);
    recorded.add(SyntheticGate.measured(trial, recorded.size(), 1, score, score));
    progress.trialEnded(recorded.getLast(), recorded.size(), 0);
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  @Test
  void saysALineForEachBlockWhereThereIsNoTerminal() {
    GateProgress progress = progress(false);
    for (int i = 0; i < 8; i++) {
      trial(progress, false, 1);
    }
    assertThat(lines()).hasSize(3);
    assertThat(lines().getFirst())
        .isEqualTo(
            "2 cells of base and candidate, at most 40 pairs of trials each and 1 min 30 s of"
                + " trials, recorded in out");
    assertThat(lines().get(1)).startsWith("0/2 decided, 0 s of 1 min 30 s; pairs 1-2 of B.");
    assertThat(lines().get(2)).startsWith("0/2 decided, 4 s of 1 min 30 s; pairs 1-2 of B.");
    assertThat(text.toString()).doesNotContain("\033");
  }

  @Test
  void saysOnceThatItWaitsUntilATrialDidNotHaveTo() {
    GateProgress progress = progress(false);
    trial(progress, true, 1);
    trial(progress, true, 1);
    trial(progress, true, 1);
    assertThat(lines()).filteredOn(line -> line.startsWith("waiting: ")).hasSize(1);
    trial(progress, false, 1);
    trial(progress, true, 1);
    assertThat(lines()).filteredOn(line -> line.startsWith("waiting: ")).hasSize(2);
  }

  @Test
  void saysAtOnceAndOnceWhatIsSlower() {
    GateProgress progress = progress(false);
    for (int i = 0; i < 60; i++) {
      trial(progress, false, 1.5);
      if (course.next(List.copyOf(recorded)).isEmpty()) {
        break;
      }
    }
    assertThat(lines())
        .filteredOn(line -> line.startsWith("slower: "))
        .containsExactly("slower: B.one avgt");
  }

  @Test
  void saysWhatTheLastTrialDecidedToo() {
    GateProgress progress = progress(false);
    while (course.decided() == 0) {
      trial(progress, false, 1.5);
      course.next(List.copyOf(recorded));
    }
    assertThat(text.toString()).doesNotContain("slower: ");
    progress.close();
    assertThat(lines().getLast()).isEqualTo("slower: B.one avgt");
  }

  @Test
  void redrawsOneLineOfATerminalThatFitsItsWidth() {
    GateProgress progress = progress(true);
    trial(progress, true, 1);
    trial(progress, false, 1);
    progress.close();
    String[] drawn = text.toString().split("\r\033\\[K", -1);
    assertThat(drawn).filteredOn(d -> d.startsWith("0/2 decided")).hasSizeGreaterThan(2);
    assertThat(drawn)
        .filteredOn(d -> d.startsWith("0/2"))
        .allMatch(d -> d.length() < 60 && d.contains("pairs 1-2"));
    assertThat(drawn).filteredOn(d -> d.contains("; base, ")).isNotEmpty();
    assertThat(text.toString()).endsWith("\r\033[K");
  }

  @Test
  void saysWhichTrialFailed() {
    GateProgress progress = progress(false);
    Trial trial = course.next(List.of()).getFirst();
    progress.trialStarted(trial, 0);
    progress.trialEnded(SyntheticGate.failed(trial, 0, 1), 1, 0);
    assertThat(lines().getLast()).matches("(base|candidate) of B\\..* avgt  FAILED: exit code 1");
  }
}
