package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.List;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;

/** How to read the table of verdicts: inert lines. */
final class Legend {

  private Legend() {}

  static List<String> lines(GateResult result, VerdictColumns columns) {
    List<String> lines = new ArrayList<>();
    if (result.cells().stream().anyMatch(cell -> cell.estimate().isPresent())) {
      lines.add(Change.DIRECTION);
      lines.add(
          "base → candidate: geometric means of the scores of the trials; their ratio is the change.");
      lines.add(
          "%s interval: of the change, anytime-valid: it holds although the gate looked after every round and stopped when it had seen enough."
              .formatted(columns.level()));
      lines.add(
          "not slower by: slowdowns of so much and more are excluded, if a change makes all JVMs slower alike, which is the interval's upper end.");
      lines.add(
          "change: where a cell was decided early, the estimate leans away from no change, the more the noisier its trials are.");
      if (columns.hasModes()) {
        lines.add(
            "slow modes: that a part of the candidate's JVMs smaller than this is slower, the others not, is not excluded.");
      }
    }
    if (result.count(Verdict.INCOMPARABLE) > 0) {
      lines.add(
          "incomparable: the scores of the two builds mean different things, so that no ratio of theirs says anything; where trials were needed to find out, their geometric means stand there. Measure both alike: by -bm, -t, -bs, -opi, or with one version of JMH.");
    }
    if (!result.machines().isEmpty()) {
      lines.add(
          "machines: so many were to measure the cell. The interval has what is not excluded on one of"
              + " them; not-slower was shown by each of them, mixed is slower on one and not on"
              + " another.");
    }
    if (result.cells().stream().anyMatch(cell -> cell.disturbed() > 0)) {
      lines.add("†: so many of the cell's trials were disturbed by others on the machine.");
    }
    columns.names().constants().forEach(lines::add);
    return lines;
  }
}
