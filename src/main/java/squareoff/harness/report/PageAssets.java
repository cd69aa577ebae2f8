package squareoff.harness.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What every page carries in itself, so that it loads nothing.
 *
 * @param style the style sheet
 * @param script the script, without which everything can be read
 * @param policy the Content-Security-Policy: this style sheet, this script, nothing else
 */
public record PageAssets(String style, String script, String policy) {

  /**
   * The style and the script that pages have in common.
   *
   * @param resource the name of a style sheet of this package that is added to them; empty for none
   * @return what goes into the page as it is
   */
  public static PageAssets with(String resource) {
    String own = resource.isEmpty() ? "" : HtmlReport.resource(resource);
    String style = HtmlReport.resource("chart.css") + HtmlReport.resource("page.css") + own;
    String script = HtmlReport.resource("page.js");
    return new PageAssets(
        style,
        script,
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(style), hash(script)));
  }

  /** The hash by which a policy allows one inline text and no other. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
