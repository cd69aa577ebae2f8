package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import squareoff.harness.claim.Claim;
import squareoff.harness.claim.ClaimFile;
import squareoff.harness.claim.Finding;
import squareoff.harness.claim.Judge;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.stats.Interval;

/** The end of a report: what its results say of the claims of a file. */
public final class ClaimsSection {

  private final String input;
  private final List<Finding> findings;
  private final int others;

  private ClaimsSection(String input, List<Finding> findings, int others) {
    this.input = input;
    this.findings = findings;
    this.others = others;
  }

  /**
   * Judges the claims of a file that the reader named: all of them, measured or not.
   *
   * @param source what was measured
   * @param file the claims
   * @return what the results say of them
   */
  public static ClaimsSection of(Source source, ClaimFile file) {
    return judged(source, file.claims(), 0);
  }

  /**
   * Judges the claims that come with the program: only those about benchmarks of the source, since
   * a stranger's results should not be told that they lack ours.
   *
   * @param source what was measured
   * @param file the claims
   * @return what the results say of them; nothing where no claim is about the source
   */
  public static ClaimsSection whereAbout(Source source, ClaimFile file) {
    Set<Cell> cells = source.entries().stream().map(JmhEntry::cell).collect(Collectors.toSet());
    List<Claim> about = file.about(cells);
    return judged(source, about, file.claims().size() - about.size());
  }

  private static ClaimsSection judged(Source source, List<Claim> claims, int others) {
    Judge judge = new Judge(source.entries());
    return new ClaimsSection(source.name(), claims.stream().map(judge::judge).toList(), others);
  }

  /**
   * What the results say, for the top of a page.
   *
   * @return a verdict for each claim
   */
  public List<PageVerdict> verdicts() {
    return findings.stream()
        .map(finding ->
            new PageVerdict(
                inert(input),
                finding.verdict().label(),
                inert(finding.claim().says()),
                finding.measured().isEmpty() ? "" : inert(against(finding)),
                inert(finding.reason()),
                background(finding).stream().map(text -> PageText.parse(text).plain()).toList()))
        .toList();
  }

  private static String against(Finding finding) {
    String metric = finding.claim().metric().map(m -> m + " ").orElse("");
    String bound = finding.claim().bound().toString().replace("<=", "≤").replace(">=", "≥");
    return "%s%s; claimed: %s".formatted(metric, number(finding), bound);
  }

  private static String inert(String text) {
    return PageText.parse(MarkdownText.prose(text)).plain();
  }

  /**
   * The section.
   *
   * @return Markdown; empty where there is no claim
   */
  public String markdown() {
    return markdown("Claims");
  }

  /**
   * The section of one of several sources.
   *
   * @param source its name
   * @return Markdown, with the name in the heading; empty where there is no claim
   */
  public String markdownOf(String source) {
    return markdown("Claims: " + MarkdownText.escape(source));
  }

  private String markdown(String heading) {
    if (findings.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append("\n## ").append(heading).append("\n\n").append(summary()).append("\n\n");
    MarkdownTable<Finding> table = new MarkdownTable<>();
    table.text("claim", f -> MarkdownText.escape(f.claim().id()));
    table.text("says", f -> MarkdownText.prose(f.claim().says()));
    table.text("verdict", f -> f.verdict().label());
    table.number("measured", ClaimsSection::measured);
    table.text("bound", f -> MarkdownText.escape(f.claim().bound().toString()));
    table.render(findings, out);
    out.append('\n');
    findings.forEach(finding -> out.append(details(finding)));
    return out.toString();
  }

  /**
   * The same as outcomes, side by side: what came out where the sentences come from, and what comes
   * out here.
   *
   * @return Markdown; empty where there is no claim
   */
  public String outcomes() {
    if (findings.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append("\n## Outcomes\n\n")
        .append(counts())
        .append(". There is where the program comes from; here is this run.\n\n");
    MarkdownTable<Finding> table = new MarkdownTable<>();
    table.text("program", f -> MarkdownText.prose(f.claim().says()));
    table.text("there", ClaimsSection::there);
    table.text("here", ClaimsSection::outcome);
    table.text("claimed", f -> MarkdownText.escape(f.claim().bound().toString()));
    table.text("verdict", f -> f.verdict().label());
    table.render(findings, out);
    out.append('\n');
    findings.forEach(finding -> out.append(inWords(finding)));
    return out.toString();
  }

  private static String there(Finding finding) {
    String text = finding.claim().python();
    return text.isEmpty() ? "" : MarkdownText.prose(text);
  }

  /** An outcome that is the same whole number every time is that number, and no estimate. */
  private static String outcome(Finding finding) {
    return finding
        .measured()
        .filter(m -> m.interval().map(Interval::halfWidth).orElse(0.0) == 0)
        .filter(m -> m.value() == Math.rint(m.value()))
        .flatMap(m ->
            finding
                .claim()
                .metric()
                .map(name -> MarkdownText.escape(name) + " %.0f".formatted(m.value())))
        .orElseGet(() -> measured(finding));
  }

  private static String inWords(Finding finding) {
    String meaning =
        Optional.ofNullable(finding.claim().jvm().get(finding.verdict()))
            .map(MarkdownText::prose)
            .orElseGet(() -> "Why: " + MarkdownText.prose(finding.reason()));
    return "- %s: %s. %s\n"
        .formatted(MarkdownText.escape(finding.claim().id()), finding.verdict().label(), meaning);
  }

  private String summary() {
    String text =
        counts()
            + ". Measured is the ratio of the costs of an operation (less than 1: cheaper) or the"
            + " value of a metric, with its 95 % interval over trials.";
    return others == 0
        ? text
        : text + " Claims about benchmarks that are not in this input: " + others + ".";
  }

  private String counts() {
    String counts =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::verdict, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getValue() + " " + e.getKey().label())
            .collect(Collectors.joining(", "));
    return findings.size() + (findings.size() == 1 ? " claim: " : " claims: ") + counts;
  }

  private static String measured(Finding finding) {
    String metric = finding.claim().metric().map(m -> MarkdownText.escape(m) + " ").orElse("");
    return finding.measured().isEmpty() ? Digits.MISSING : metric + number(finding);
  }

  private static String number(Finding finding) {
    Finding.Measured measured = finding.measured().orElseThrow();
    Optional<Interval> interval = measured.interval();
    double half = interval.map(Interval::halfWidth).orElse(Double.NaN);
    String number = Digits.number(measured.value(), half);
    String ends =
        interval
            .map(i ->
                " (%s–%s)".formatted(Digits.number(i.low(), half), Digits.number(i.high(), half)))
            .orElse("");
    return number + ends;
  }

  private static List<String> background(Finding finding) {
    Claim claim = finding.claim();
    List<String> lines = new ArrayList<>();
    if (!claim.python().isEmpty()) {
      lines.add("Python: " + MarkdownText.prose(claim.python()));
    }
    Optional.ofNullable(claim.jvm().get(finding.verdict()))
        .ifPresent(text -> lines.add("Here: " + MarkdownText.prose(text)));
    return lines;
  }

  private static String details(Finding finding) {
    List<String> lines = new ArrayList<>(background(finding));
    lines.add("Why: " + MarkdownText.prose(finding.reason()));
    return "- %s: %s.\n%s"
        .formatted(
            MarkdownText.escape(finding.claim().id()),
            finding.verdict().label(),
            lines.stream().map(line -> "  - " + line + "\n").collect(Collectors.joining()));
  }
}
