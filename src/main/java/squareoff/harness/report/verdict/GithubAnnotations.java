package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.List;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.text.SafeText;

/**
 * A gate's verdicts as workflow commands of GitHub Actions, which it shows as annotations when a
 * step prints them to standard output.
 *
 * <p>Escapes as in GitHub's own toolkit (actions/toolkit, packages/core, command.ts): per cent
 * signs and line ends everywhere, colons and commas in properties as well.
 */
public final class GithubAnnotations {
  /** GitHub shows so many of each kind for a step and drops the others without a word. */
  private static final int MOST = 10;

  private record Annotation(boolean error, String title, String message) {
    private String command() {
      return "::%s title=%s::%s"
          .formatted(error ? "error" : "warning", property(title), data(message));
    }
  }

  private GithubAnnotations() {}

  /**
   * The commands: an error for each cell that is slower, mixed, failed or incomparable, a warning
   * for each that is undecided or in one jar only; before them an error where nothing could be
   * decided.
   *
   * @param result what a gate found out
   * @return a line each, without its end; the worst first; at most 10, of which the last says how
   *     many more there are where there are more; none where nothing is to be said
   */
  public static List<String> render(GateResult result) {
    List<Annotation> all = new ArrayList<>();
    if (result.nothingDecided()) {
      all.add(
          new Annotation(
              true, "nothing decided", CellWords.plain(new SuiteLines(result).headline())));
    }
    result.cells().stream()
        .filter(cell -> cell.verdict().compareTo(Verdict.NOT_SLOWER) < 0)
        .map(GithubAnnotations::of)
        .forEach(all::add);
    result.onlyInBase().forEach(cell -> all.add(missing("candidate", cell)));
    result.onlyInCandidate().forEach(cell -> all.add(missing("base", cell)));
    if (all.size() > MOST) {
      List<Annotation> rest = List.copyOf(all.subList(MOST - 1, all.size()));
      all.subList(MOST - 1, all.size()).clear();
      all.add(
          new Annotation(
              rest.getFirst().error(),
              rest.size() + " more",
              "The step's summary has the whole table. " + new SuiteLines(result).counts()));
    }
    return all.stream().map(Annotation::command).toList();
  }

  private static Annotation of(CellVerdict cell) {
    return new Annotation(
        cell.verdict() != Verdict.UNDECIDED,
        cell.verdict().word() + ": " + CellWords.name(cell.cell()),
        CellWords.sentence(cell));
  }

  private static Annotation missing(String build, Cell cell) {
    return new Annotation(
        false,
        "not compared: " + CellWords.name(cell),
        "The " + build + "'s jar does not have this cell.");
  }

  private static String data(String text) {
    return SafeText.block(text).replace("%", "%25").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
