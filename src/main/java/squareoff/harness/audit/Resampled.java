package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.TrialBlock;

/** A recording whose labels were drawn anew: in each block two trials are the candidate's. */
final class Resampled {

  private final Recording recording;
  private final int[][][] lots;
  private final int slowCell;

  /**
   * Draws the labels.
   *
   * @param recording of one jar
   * @param random where the lots come from, and the cell that may be made slower
   */
  Resampled(Recording recording, SplittableRandom random) {
    this.recording = recording;
    this.lots = new int[recording.cells().size()][][];
    for (int cell = 0; cell < lots.length; cell++) {
      lots[cell] = new int[recording.cells().get(cell).blocks().size()][];
      for (int block = 0; block < lots[cell].length; block++) {
        lots[cell][block] = SimulatedCell.LOTS[random.nextInt(SimulatedCell.LOTS.length)];
      }
    }
    this.slowCell = random.nextInt(lots.length);
  }

  /** The cell that is made slower where one is. */
  int slowCell() {
    return slowCell;
  }

  /**
   * What the gate says.
   *
   * @param policy what is held against the candidate
   * @param slowdown of the slow cell, as a fraction of its cost
   */
  Outcome gate(Policy policy, double slowdown) {
    List<BlockSource> sources = new ArrayList<>();
    for (int cell = 0; cell < lots.length; cell++) {
      sources.add(source(cell, cell == slowCell ? Math.log1p(slowdown) : 0));
    }
    List<Double> tolerances =
        recording.cells().stream().map(cell -> policy.tolerance(Cell.parse(cell.name()))).toList();
    int[] blocks = Arrays.stream(lots).mapToInt(cell -> cell.length).toArray();
    return GateProcedure.run(policy, tolerances, sources, blocks);
  }

  private BlockSource source(int cell, double effect) {
    Iterator<List<RecordedTrial>> blocks = recording.cells().get(cell).blocks().iterator();
    Iterator<int[]> places = Arrays.asList(lots[cell]).iterator();
    return () -> {
      List<RecordedTrial> block = blocks.next();
      int[] candidate = places.next();
      double[] logs = block.stream().mapToDouble(RecordedTrial::logCost).toArray();
      double[] base = new double[2];
      int bases = 0;
      for (int place = 0; place < logs.length; place++) {
        if (place != candidate[0] && place != candidate[1]) {
          base[bases++] = logs[place];
        }
      }
      return new TrialBlock(
          base[0], base[1], logs[candidate[0]] + effect, logs[candidate[1]] + effect);
    };
  }

  /**
   * What other rules see: all trials of every cell.
   *
   * @param policy has the tolerances
   * @param slowdown of the slow cell, as a fraction of its cost
   */
  List<Sides> sides(Policy policy, double slowdown) {
    return IntStream.range(0, lots.length)
        .mapToObj(cell -> sides(policy, cell, cell == slowCell ? slowdown : 0))
        .toList();
  }

  private Sides sides(Policy policy, int cell, double slowdown) {
    RecordedCell recorded = recording.cells().get(cell);
    List<double[]> base = new ArrayList<>();
    List<double[]> candidate = new ArrayList<>();
    double factor = recorded.rate() ? 1 / (1 + slowdown) : 1 + slowdown;
    for (int block = 0; block < lots[cell].length; block++) {
      for (int place = 0; place < 4; place++) {
        double[] scores = recorded.blocks().get(block).get(place).scores();
        if (place == lots[cell][block][0] || place == lots[cell][block][1]) {
          candidate.add(Arrays.stream(scores).map(score -> factor * score).toArray());
        } else {
          base.add(scores);
        }
      }
    }
    double tolerance = policy.tolerance(Cell.parse(recorded.name()));
    return new Sides(base, candidate, recorded.rate(), tolerance);
  }

  /** Whether the gate calls a cell slower that was not made so. */
  static boolean alarms(Outcome outcome) {
    return Arrays.asList(outcome.verdicts()).contains(Verdict.SLOWER);
  }
}
