package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.gate.EvidenceTest.block;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.BlockEProcess;
import squareoff.harness.stats.FamilyWise;
import squareoff.harness.stats.Interval;
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
  void staysWithWhatIsShownUnlessItsTrialsContradictThemselves() {
    Referee referee = referee(1);
    SplittableRandom random = new SplittableRandom(2);
    while (referee.isOpen(0)) {
      referee.add(0, block(random, 0.01, 0.2, 0));
    }
    for (int n = 0; n < 3; n++) {
      referee.add(0, block(random, 0.1, 0.1, 0));
    }
    assertThat(referee.verdict(0)).isEqualTo(Verdict.SLOWER);
    for (int n = 0; n < 100; n++) {
      referee.add(0, block(random, 0.01, -0.2, 0));
    }
    assertThat(referee.evidence(0).estimate()).isNegative();
    assertThat(referee.verdict(0)).isEqualTo(Verdict.UNDECIDED);
    Interval interval = referee.evidence(0).interval(0.05);
    assertThat(interval.low()).isGreaterThan(interval.high());
  }

  @Test
  void takesEvidenceAgainstTheToleranceItselfWhereThatIsAskedFor() {
    Policy policy = new Policy(0.01, 0.05, 0.05, List.of(), 0.5, true);
    Referee usual = referee(2);
    Referee strict = new Referee(policy, Collections.nCopies(2, 0.05));
    SplittableRandom random = new SplittableRandom(8);
    for (int n = 0; n < 12; n++) {
      TrialBlock near = block(random, 0.03, 0.07, 0);
      TrialBlock far = block(random, 0.03, 0.2, 0);
      usual.add(0, near);
      usual.add(1, far);
      strict.add(0, near);
      strict.add(1, far);
    }
    assertThat(usual.verdict(0)).isEqualTo(Verdict.SLOWER);
    assertThat(strict.verdict(0)).isEqualTo(Verdict.UNDECIDED);
    assertThat(strict.verdict(1)).isEqualTo(Verdict.SLOWER);
    assertThat(strict.evidence(1).logSlower()).isLessThan(usual.evidence(1).logSlower());
  }

  @Test
  void waitsForAsManyJvmsAsExcludeASlowMode() {
    double[] rare = {1, 0.5, 0.25, 0.1};
    int[] blocks = {2, 3, 6, 15};
    for (int i = 0; i < rare.length; i++) {
      Policy policy = new Policy(0.01, 0.05, 0.05, List.of(), rare[i], false);
      Referee referee = new Referee(policy, List.of(0.05));
      SplittableRandom random = new SplittableRandom(9);
      int n = 0;
      while (referee.isOpen(0)) {
        referee.add(0, block(random, 0.003, 0, 0));
        n++;
      }
      assertThat(referee.verdict(0)).isEqualTo(Verdict.NOT_SLOWER);
      assertThat(n).as("part %s", rare[i]).isEqualTo(blocks[i]);
    }
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
      List<Plain> plain = new ArrayList<>();
      for (int cell = 0; cell < cells; cell++) {
        plain.add(new Plain());
      }
      for (int n = 0; n < 80; n++) {
        int cell = random.nextInt(cells);
        TrialBlock block = block(random, 0.04, 0.06 * (cell - 2), 0);
        plain.get(cell).add(block);
        referee.add(cell, block);
        look(plain);
        for (int i = 0; i < cells; i++) {
          assertThat(referee.verdict(i)).isEqualTo(plain.get(i).verdict());
          decided += referee.isOpen(i) ? 0 : 1;
        }
      }
    }
    assertThat(decided).isGreaterThan(1000);
  }

  /** What has been shown of a cell. */
  private static final class Plain {
    private final Evidence of = new Evidence(0.05);
    private final BlockEProcess notFaster = BlockEProcess.slowerThan(-Math.log(1.05));
    private double within;
    private double above;
    private boolean slower;
    private boolean faster;
    private boolean notSlower;

    void add(TrialBlock block) {
      of.add(block);
      notFaster.add(block);
      within = Math.max(within, of.logWithin());
      above = Math.max(above, notFaster.logE());
    }

    Verdict verdict() {
      double ratio = Math.exp(of.estimate());
      if (slower && faster) {
        return Verdict.UNDECIDED;
      }
      if (slower && ratio > 1.05 && within < Math.log(20)) {
        return Verdict.SLOWER;
      }
      if (faster && ratio < 1 / 1.05 && above < Math.log(20)) {
        return Verdict.FASTER;
      }
      return notSlower ? Verdict.NOT_SLOWER : Verdict.UNDECIDED;
    }
  }

  private static void look(List<Plain> cells) {
    double[] slower = cells.stream().mapToDouble(cell -> cell.of.logSlower()).toArray();
    double[] faster = cells.stream().mapToDouble(cell -> cell.of.logFaster()).toArray();
    for (int i = 0; i < cells.size(); i++) {
      Plain cell = cells.get(i);
      cell.slower |= slower[i] >= FamilyWise.logThresholds(slower, 0.05)[i];
      cell.faster |= faster[i] >= FamilyWise.logThresholds(faster, 0.05)[i];
      cell.notSlower |= cell.within >= Math.log(20) && cell.of.modes().excluded(0.5, 0.05);
    }
  }

  private static Referee referee(int cells) {
    return new Referee(Policy.DEFAULT, Collections.nCopies(cells, 0.05));
  }

  /** It looks at few cells after each block; whoever looks at all of them must see the same. */
  @Test
  void decidesAfterEachBlockWhatALookAtAllCellsWouldDecide() {
    int cells = 60;
    SplittableRandom random = new SplittableRandom(9);
    for (double slow : new double[] {0.1, 0.5, 1}) {
      Referee referee = referee(cells);
      BitSet slower = new BitSet();
      BitSet faster = new BitSet();
      for (int n = 0; n < 6 * cells; n++) {
        int cell = random.nextInt(cells);
        double effect = cell < slow * cells ? 0.12 : cell % 2 == 0 ? 0 : -0.12;
        referee.add(cell, block(random, 0.02, effect, 0));
        for (int i = 0; i < cells; i++) {
          Evidence of = referee.evidence(i);
          slower.set(i, slower.get(i) || of.logSlower() >= referee.logSlowerFrom(i));
          faster.set(i, faster.get(i) || of.logFaster() >= referee.logFasterFrom(i));
          assertThat(referee.verdict(i) == Verdict.SLOWER)
              .isEqualTo(slower.get(i) && !faster.get(i) && of.looksSlower(0.05));
          assertThat(referee.verdict(i) == Verdict.FASTER)
              .isEqualTo(faster.get(i) && !slower.get(i) && of.looksFaster(0.05));
        }
      }
      assertThat(slower.cardinality()).isGreaterThan((int) (slow * cells / 2));
    }
  }
}
