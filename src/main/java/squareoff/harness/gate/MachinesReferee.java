package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import squareoff.harness.stats.FamilyWise;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.JointEvidence;

/**
 * Decides over cells that several machines have measured, once, from the evidence of each machine
 * alone: how much trials scatter on one says nothing of another.
 *
 * <p>That a cell is slower on <em>some</em> machine is shown by the joint evidence, that it is
 * slower on a <em>certain</em> one by that machine's; all of these, over all cells and machines,
 * are one family of closed tests at alpha. Gates that stopped at a verdict of their own seldom have
 * so much evidence. So one machine also shows it where its own gate would have called it slower,
 * and its evidence against the tolerance itself is that of an interval whose level makes up for the
 * number of machines. {@code not-slower} takes the evidence of every machine.
 *
 * <p>What is proven of false alarms (a {@code slower} or {@code mixed} cell of equal builds) is
 * alpha times (machines + 1): alpha for the family, and alpha for each machine's own gate. {@code
 * simulate --machines} prints the rates that come out.
 */
public final class MachinesReferee {

  private final Policy policy;
  private final List<List<Evidence>> cells;
  private final FamilyWise slower;
  private final FamilyWise faster;

  /** Of each cell and machine, whether the machine's own gate would call it slower. */
  private final List<List<Boolean>> slowerAlone;

  /**
   * Takes all evidence into account.
   *
   * @param policy what is held against the candidate
   * @param machines of each cell the evidence of every machine that was to measure it, by the
   *     machine's name; none of a cell that cannot be compared, which is in no family and of which
   *     nothing may be asked
   */
  public MachinesReferee(Policy policy, List<SortedMap<String, Evidence>> machines) {
    this.policy = policy;
    this.cells = machines.stream().map(of -> List.copyOf(of.values())).toList();
    this.slowerAlone = slowerAlone(machines);
    this.slower = family(Evidence::logSlower);
    this.faster = family(Evidence::logFaster);
  }

  private List<List<Boolean>> slowerAlone(List<SortedMap<String, Evidence>> machines) {
    Map<String, List<Evidence>> own = new HashMap<>();
    machines.forEach(cell ->
        cell.forEach((name, of) -> own.computeIfAbsent(name, key -> new ArrayList<>()).add(of)));
    Set<Evidence> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Evidence> family : own.values()) {
      double[] logs = family.stream().mapToDouble(Evidence::logSlower).toArray();
      double[] from = FamilyWise.logThresholds(logs, policy.alpha());
      for (int i = 0; i < logs.length; i++) {
        if (logs[i] >= from[i] && family.get(i).estimate() > family.get(i).tolerance()) {
          found.add(family.get(i));
        }
      }
    }
    return cells.stream().map(cell -> cell.stream().map(found::contains).toList()).toList();
  }

  private FamilyWise family(ToDoubleFunction<Evidence> logE) {
    FamilyWise family = new FamilyWise(cells.size(), policy.alpha());
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cells.get(cell).isEmpty()) {
        family.exclude(cell);
      } else {
        family.set(cell, JointEvidence.logLeast(logs(cell, logE)));
      }
    }
    return family;
  }

  private double[] logs(int cell, ToDoubleFunction<Evidence> logE) {
    return cells.get(cell).stream().mapToDouble(logE).toArray();
  }

  /**
   * What is said of a cell.
   *
   * @param cell the number of the cell, from 0
   */
  public Verdict verdict(int cell) {
    List<Verdict> alone =
        IntStream.range(0, cells.get(cell).size()).mapToObj(m -> alone(cell, m)).toList();
    double estimate = estimate(cell);
    double tolerance = cells.get(cell).getFirst().tolerance();
    boolean one = alone.contains(Verdict.SLOWER);
    if (one && alone.contains(Verdict.NOT_SLOWER)) {
      return Verdict.MIXED;
    }
    if ((one || logSlower(cell) >= logSlowerFrom(cell)) && estimate > tolerance) {
      return Verdict.SLOWER;
    }
    if (!cells.get(cell).stream().allMatch(this::notSlower)) {
      return Verdict.UNDECIDED;
    }
    double[] logs = logs(cell, Evidence::logFaster);
    return JointEvidence.log(logs) >= faster.logThreshold(cell) && estimate < -tolerance
        ? Verdict.FASTER
        : Verdict.NOT_SLOWER;
  }

  /**
   * What one machine shows by itself, beside all the others.
   *
   * @param cell the number of the cell, from 0
   * @param machine the number of the machine among those of the cell, from 0
   * @return {@code SLOWER}, {@code NOT_SLOWER} or {@code UNDECIDED}
   */
  public Verdict alone(int cell, int machine) {
    Evidence of = cells.get(cell).get(machine);
    double least = JointEvidence.logLeastWith(machine, logs(cell, Evidence::logSlower));
    boolean beside = least >= slower.logThreshold(cell) && of.estimate() > of.tolerance();
    if (beside || (isSlowerAlone(cell, machine) && isBeyond(of, cells.get(cell).size()))) {
      return Verdict.SLOWER;
    }
    return notSlower(of) ? Verdict.NOT_SLOWER : Verdict.UNDECIDED;
  }

  /**
   * Whether a machine's own gate would call a cell slower, which beside the others may be too
   * little.
   *
   * @param cell the number of the cell, from 0
   * @param machine the number of the machine among those of the cell, from 0
   */
  public boolean isSlowerAlone(int cell, int machine) {
    return slowerAlone.get(cell).get(machine);
  }

  private boolean isBeyond(Evidence of, int machines) {
    return of.logSlowerThan(of.tolerance()) >= Math.log(machines / policy.beta());
  }

  private boolean notSlower(Evidence of) {
    return of.isWithin(policy.beta()) && of.modes().excluded(policy.rare(), policy.beta());
  }

  /** The logarithm of the ratio of costs: the mean over the blocks of all machines. */
  double estimate(int cell) {
    double differences = 0;
    int blocks = 0;
    for (Evidence of : cells.get(cell)) {
      if (of.blocks() > 0) {
        differences += of.blocks() * of.estimate();
        blocks += of.blocks();
      }
    }
    return differences / blocks;
  }

  /**
   * The logarithm of the evidence that a cell is slower on some machine.
   *
   * @param cell the number of the cell, from 0
   */
  public double logSlower(int cell) {
    return JointEvidence.log(logs(cell, Evidence::logSlower));
  }

  /**
   * The logarithm of the evidence that a cell needs to be called slower beside the others.
   *
   * @param cell the number of the cell, from 0
   */
  public double logSlowerFrom(int cell) {
    return slower.logThreshold(cell);
  }

  /**
   * The ratios of costs that are not excluded on one of the machines, each by its own evidence;
   * where all together show the cell to be slower, from the least ratio that they do not exclude
   * together.
   *
   * @param cell the number of the cell, from 0
   * @return ratios candidate to base, of level 1 - 2 beta
   */
  public Interval interval(int cell) {
    List<Interval> own = cells.get(cell).stream().map(of -> of.interval(policy.beta())).toList();
    double low = own.stream().mapToDouble(Interval::low).min().orElseThrow();
    double high = own.stream().mapToDouble(Interval::high).max().orElseThrow();
    if (own.size() > 1 && verdict(cell) == Verdict.SLOWER) {
      low = Math.max(low, Math.exp(Math.min(lowTogether(cell), estimate(cell))));
    }
    return new Interval(low, high, 1 - 2 * policy.beta());
  }

  private double lowTogether(int cell) {
    List<Evidence> of = cells.get(cell).stream().filter(e -> e.blocks() > 0).toList();
    double from = of.stream().mapToDouble(Evidence::estimate).max().orElseThrow();
    double step = of.stream().mapToDouble(Evidence::noise).max().orElseThrow();
    return Evidence.end(
        -1,
        from,
        step,
        bound ->
            JointEvidence.log(logs(cell, e -> e.logSlowerThan(bound))) >= -Math.log(policy.beta()));
  }
}
