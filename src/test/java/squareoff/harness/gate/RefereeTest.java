package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.gate.EvidenceTest.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.FamilyWise;
import squareoff.harness.stats.TrialBlock;

class RefereeTest {

  @Test
  void decidesEachWayByTheSizeOfTheEffect() {
    Referee referee = referee(4);
    SplittableRandom random = new SplittableRandom(1);
    double[] effects = {0, 0.2, -0.2, 0.05};
    for (int n = 0; n < 8; n++) {
      for (int cell = 0; cell < effects.length; cell++) {
        referee.add(cell, block(random, cell == 3 ? 0.2 : 0.01, effects[cell], 0));
      }
    }
    assertThat(referee.verdict(0)).isEqualTo(Verdict.NOT_SLOWER);
    assertThat(referee.verdict(1)).isEqualTo(Verdict.SLOWER);
    assertThat(referee.verdict(2)).isEqualTo(Verdict.FASTER);
    assertThat(referee.verdict(3)).isEqualTo(Verdict.UNDECIDED);
    assertThat(referee.isOpen(2)).isFalse();
    assertThat(referee.isOpen(3)).isTrue();
  }

  @Test
  void keepsWhatIsDecided() {
    Referee referee = referee(1);
    SplittableRandom random = new SplittableRandom(2);
    while (referee.isOpen(0)) {
      referee.add(0, block(random, 0.01, 0.2, 0));
    }
    for (int n = 0; n < 100; n++) {
      referee.add(0, block(random, 0.01, -0.2, 0));
    }
    assertThat(referee.evidence(0).estimate()).isNegative();
    assertThat(referee.verdict(0)).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void goesOnWithACellThatIsNotSlowerButLooksFaster() {
    Referee referee = referee(30);
    SplittableRandom random = new SplittableRandom(3);
    int early = 0;
    while (referee.isOpen(0)) {
      referee.add(0, block(random, 0.01, -0.3, 0));
      early += referee.isOpen(0) && referee.verdict(0) == Verdict.NOT_SLOWER ? 1 : 0;
    }
    assertThat(early).isPositive();
    assertThat(referee.verdict(0)).isEqualTo(Verdict.FASTER);
  }

  @Test
  void doesNotCallSlowerWhatIsCertainButWithinTheTolerance() {
    Referee referee = referee(1);
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 30 && referee.isOpen(0); n++) {
      referee.add(0, block(random, 0.02, 0.03, 0));
    }
    assertThat(referee.verdict(0)).isEqualTo(Verdict.NOT_SLOWER);
    for (int n = 0; n < 30; n++) {
      referee.add(0, block(random, 0.02, 0.03, 0));
    }
    assertThat(referee.evidence(0).logSlower()).isGreaterThan(referee.logSlowerFrom(0));
  }

  @Test
  void saysNothingBeforeTheFirstBlock() {
    Referee referee = referee(2);
    assertThat(referee.verdict(0)).isEqualTo(Verdict.UNDECIDED);
    assertThat(referee.isOpen(0)).isTrue();
    referee.add(0, new TrialBlock(0, 0, 0, 0));
    assertThat(referee.verdict(1)).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void letsTheEvidenceOfOthersLowerTheThreshold() {
    Referee referee = referee(3);
    double alone = referee.logSlowerFrom(0);
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 8; n++) {
      referee.add(1, block(random, 0.01, 0.2, 0));
    }
    assertThat(referee.logSlowerFrom(0)).isLessThan(alone);
  }

  /** Blocks of cells in any order, each verdict when it is due, worked out from all thresholds. */
  @Test
  void decidesJustWhenTheFormulasDo() {
    Policy policy = new Policy(0.05, 0.05, 0.05, List.of());
    SplittableRandom random = new SplittableRandom(6);
    int decided = 0;
    for (int run = 0; run < 120; run++) {
      int cells = 1 + run % 6;
      Referee referee = new Referee(policy, Collections.nCopies(cells, 0.05));
      List<Evidence> plain = new ArrayList<>();
      List<Verdict> expected = new ArrayList<>(Collections.nCopies(cells, Verdict.FAILED));
      for (int cell = 0; cell < cells; cell++) {
        plain.add(new Evidence(0.05));
      }
      for (int n = 0; n < 80; n++) {
        int cell = random.nextInt(cells);
        TrialBlock block = block(random, 0.04, 0.06 * (cell - 2), 0);
        plain.get(cell).add(block);
        referee.add(cell, block);
        decide(plain, expected);
        for (int i = 0; i < cells; i++) {
          assertThat(referee.isOpen(i)).isEqualTo(expected.get(i) == Verdict.FAILED);
          if (!referee.isOpen(i)) {
            assertThat(referee.verdict(i)).isEqualTo(expected.get(i));
            decided++;
          }
        }
      }
    }
    assertThat(decided).isGreaterThan(1000);
  }

  private static void decide(List<Evidence> plain, List<Verdict> verdicts) {
    double[] slower = plain.stream().mapToDouble(Evidence::logSlower).toArray();
    double[] faster = plain.stream().mapToDouble(Evidence::logFaster).toArray();
    for (int i = 0; i < plain.size(); i++) {
      Evidence of = plain.get(i);
      if (verdicts.get(i) != Verdict.FAILED || of.blocks() == 0) {
        continue;
      }
      double ratio = Math.exp(of.estimate());
      if (slower[i] >= FamilyWise.logThresholds(slower, 0.05)[i] && ratio > 1.05) {
        verdicts.set(i, Verdict.SLOWER);
      } else if (faster[i] >= FamilyWise.logThresholds(faster, 0.05)[i] && ratio < 1 / 1.05) {
        verdicts.set(i, Verdict.FASTER);
      } else if (Math.exp(of.logWithin()) >= 20 && ratio >= 1 / 1.05) {
        verdicts.set(i, Verdict.NOT_SLOWER);
      }
    }
  }

  private static Referee referee(int cells) {
    return new Referee(Policy.DEFAULT, Collections.nCopies(cells, 0.05));
  }
}
