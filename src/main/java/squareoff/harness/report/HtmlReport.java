package squareoff.harness.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as one HTML file: it loads nothing, and can be read and printed without its script. It
 * shows the tables of {@link MarkdownReport} with the same digits, and beside them charts.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * Writes everything that some sources hold.
   *
   * @param sources what was measured, in the order of the page
   * @param options what the reader chose
   * @param verdicts what the measurements say of claims; may be empty
   * @param out where the page goes; neither flushed nor closed
   */
  public static void write(
      List<Source> sources, Options options, List<PageVerdict> verdicts, Writer out) {
    PageAssets assets = PageAssets.with("");
    PageBuilder builder = new PageBuilder(options);
    Page page =
        new Page(
            title(sources),
            List.copyOf(verdicts),
            sources.stream().map(builder::input).toList(),
            assets.style(),
            assets.script(),
            assets.policy());
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(new WriterOutput(out)), null, page);
  }

  private static String title(List<Source> sources) {
    return sources.stream()
        .map(source -> PageText.parse(MarkdownText.escape(source.name())).plain())
        .distinct()
        .limit(3)
        .collect(Collectors.joining(", "));
  }

  static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name + " of the jar", e);
    }
  }
}
