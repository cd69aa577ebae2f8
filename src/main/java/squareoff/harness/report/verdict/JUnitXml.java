package squareoff.harness.report.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.text.SafeText;

/**
 * A gate's verdicts in the XML that JUnit's runners write and build servers read: a cell is a test.
 *
 * <p>Slower and mixed are failures, a failed trial an error, not-slower and faster have passed.
 * Skipped is what was not judged: what is undecided, and what one jar lacks. Where nothing could be
 * decided at all, one test more is an error that says why.
 */
public final class JUnitXml {
  private static final String SUITE = "squareoff gate";
  private static final String NO_CLASS = "benchmarks";

  private final GateResult result;
  private final StringBuilder out = new StringBuilder();

  private JUnitXml(GateResult result) {
    this.result = result;
  }

  /**
   * Renders all cells of a gate.
   *
   * @param result what it found out
   * @return an XML 1.0 document; what acts on a terminal, all that XML forbids among it, is written
   *     out
   */
  public static String render(GateResult result) {
    JUnitXml xml = new JUnitXml(result);
    xml.document();
    return xml.out.toString();
  }

  private void document() {
    int missing = result.onlyInBase().size() + result.onlyInCandidate().size();
    int nothing = result.nothingDecided() ? 1 : 0;
    String counts =
        " tests=\"%d\" failures=\"%d\" errors=\"%d\""
            .formatted(
                result.cells().size() + missing + nothing,
                result.count(Verdict.SLOWER) + result.count(Verdict.MIXED),
                result.count(Verdict.FAILED) + result.count(Verdict.INCOMPARABLE) + nothing);
    String time = " time=\"%s\"".formatted(String.format(Locale.ROOT, "%.3f", result.seconds()));
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites").append(attribute("name", SUITE)).append(counts).append(time);
    out.append(">\n<testsuite").append(attribute("name", SUITE)).append(counts).append(time);
    out.append(" skipped=\"").append(result.count(Verdict.UNDECIDED) + missing).append("\">\n");
    properties();
    if (nothing > 0) {
      decidedNothing();
    }
    result.cells().forEach(this::test);
    result.onlyInBase().forEach(cell -> missing("candidate", cell));
    result.onlyInCandidate().forEach(cell -> missing("base", cell));
    out.append("</testsuite>\n</testsuites>\n");
  }

  private void properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("run", result.name());
    properties.put("ended", result.ended());
    properties.put("trials", Integer.toString(result.trials()));
    properties.put("alpha", Double.toString(result.policy().alpha()));
    properties.put("beta", Double.toString(result.policy().beta()));
    properties.put("tolerance", Double.toString(result.policy().tolerance()));
    properties.put("rare", Double.toString(result.policy().rare()));
    properties.put("proveExcess", Boolean.toString(result.policy().proveExcess()));
    result
        .jars()
        .forEach((build, jar) -> {
          properties.put(build + ".jar", jar.path());
          properties.put(build + ".sha256", jar.sha256());
        });
    out.append("<properties>\n");
    properties.forEach((name, value) ->
        out.append("<property")
            .append(attribute("name", name))
            .append(attribute("value", value))
            .append("/>\n"));
    out.append("</properties>\n");
  }

  private void test(CellVerdict cell) {
    open(cell.cell());
    String sentence = CellWords.sentence(cell);
    switch (cell.verdict()) {
      case SLOWER -> outcome("failure", "slower", sentence, cell.failures());
      case MIXED -> outcome("failure", "mixed", sentence, cell.failures());
      case FAILED -> outcome("error", "failed", sentence, cell.failures());
      case INCOMPARABLE -> outcome("error", "incomparable", sentence, cell.failures());
      case UNDECIDED -> skipped(sentence);
      case NOT_SLOWER, FASTER -> {}
    }
    out.append("<system-out>").append(escaped(numbers(cell), false)).append("</system-out>\n");
    out.append("</testcase>\n");
  }

  /** A test of its own, since skipped ones alone are green on every build server. */
  private void decidedNothing() {
    out.append("<testcase").append(attribute("classname", SUITE));
    out.append(attribute("name", "a cell is decided")).append(">\n");
    outcome("error", "undecided", CellWords.plain(new SuiteLines(result).headline()), List.of());
    out.append("</testcase>\n");
  }

  private void missing(String build, Cell cell) {
    open(cell);
    skipped("the " + build + "'s jar does not have this cell");
    out.append("</testcase>\n");
  }

  private void skipped(String why) {
    out.append("<skipped").append(attribute("message", why)).append("/>\n");
  }

  private void open(Cell cell) {
    String type = cell.className().isEmpty() ? NO_CLASS : cell.className();
    out.append("<testcase").append(attribute("classname", type));
    out.append(attribute("name", name(cell))).append(">\n");
  }

  /** The written form without the class, which does not depend on what else was measured. */
  private static String name(Cell cell) {
    return cell.className().isEmpty() || cell.methodName().isEmpty()
        ? cell.toString()
        : new Cell(cell.methodName(), cell.mode(), cell.threads(), cell.params()).toString();
  }

  private void outcome(String element, String type, String sentence, List<String> more) {
    out.append('<').append(element).append(attribute("type", type));
    out.append(attribute("message", sentence)).append('>');
    out.append(escaped(String.join("\n", more), false));
    out.append("</").append(element).append(">\n");
  }

  /** All numbers in full, a line each. */
  private static String numbers(CellVerdict cell) {
    StringBuilder text = new StringBuilder();
    text.append("cell: ").append(cell.cell()).append('\n');
    text.append("verdict: ").append(cell.verdict().word()).append('\n');
    text.append("tolerance: ").append(cell.tolerance()).append('\n');
    text.append("pairs: ").append(cell.pairs()).append('\n');
    text.append("disturbed trials: ").append(cell.disturbed()).append('\n');
    cell.estimate()
        .ifPresent(e ->
            text.append("ratio of costs, candidate to base: ")
                .append(e.ratio())
                .append("\ninterval: ")
                .append(e.interval().low())
                .append(" to ")
                .append(e.interval().high())
                .append(", level ")
                .append(e.interval().level())
                .append("\nbase: ")
                .append(e.base())
                .append(' ')
                .append(e.unit())
                .append("\ncandidate: ")
                .append(e.candidate())
                .append(' ')
                .append(e.unit())
                .append("\nnoise between trials: ")
                .append(e.noise())
                .append("\nslow modes are not excluded below: ")
                .append(e.rarestMode().isPresent() ? e.rarestMode().getAsDouble() : "any part")
                .append(" of the candidate's JVMs\n"));
    cell.scores()
        .ifPresent(of ->
            text.append("base: %s %s\n".formatted(of.base(), of.baseUnit()))
                .append("candidate: %s %s\n".formatted(of.candidate(), of.candidateUnit())));
    cell.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    for (CellVerdict.OnMachine on : cell.machines()) {
      text.append(
          "on %s: %s, ratio %s, interval %s to %s, pairs %s\n"
              .formatted(
                  on.machine(),
                  on.verdict().word(),
                  on.ratio(),
                  on.interval().low(),
                  on.interval().high(),
                  on.pairs()));
    }
    return text.toString();
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value, true) + "\"";
  }

  private static String escaped(String text, boolean attribute) {
    StringBuilder escaped = new StringBuilder();
    // Whatever Extensible Markup Language (XML) 1.0 forbids (production 2) is among what acts.
    SafeText.block(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            // A reader makes spaces of these in attributes, unless they are written so.
            case '\n', '\t' -> escaped.append(attribute ? "&#" + c + ";" : Character.toString(c));
            default -> escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }
}
