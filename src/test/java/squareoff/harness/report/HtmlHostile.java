package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import squareoff.harness.result.JmhEntry;

/** Results whose every name tries to be more than a name. */
final class HtmlHostile {
  static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "</title></style></svg><img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
          "' onfocus='alert(1)' autofocus tabindex='0",
          "\" onmouseover=\"alert(1)",
          "`<img src=x onerror=alert(1)>`",
          "a|<iframe srcdoc='<script>parent.alert(1)</script>'>",
          "<foreignObject><body onload=alert(1)>",
          "<!-- ",
          "]]><b>",
          "javascript:alert(1)",
          "[x](javascript:alert(1))",
          "${7*7} @raw $unsafe{x} {{x}}",
          "&lt;img src=x onerror=alert(1)&gt; &#60;b&#62;",
          "\u001b[31m\u0000\u0007\u202egnp\u200b",
          "</textarea></pre></details><h1>big</h1>",
          "constructor",
          "__proto__",
          "x".repeat(10_000));

  private HtmlHostile() {}

  /** A source in which classes, methods, parameters, values, metrics and reasons are hostile. */
  static Source source() {
    List<JmhEntry> entries = new ArrayList<>();
    for (String text : TEXTS) {
      String name = text.replace('.', ',');
      for (int i = 1; i <= 3; i++) {
        Map<String, String> params = Map.of(text, text, "n", Integer.toString(i), "strategy", text);
        entries.add(
            Synthetic.entry("a." + name + "." + name, "avgt", i, 3, params, Map.of(text, 1.0)));
      }
    }
    CellNotes notes = new CellNotes(1, TEXTS, List.of(new Disturbance(0.5, TEXTS.getFirst())));
    return new Source(TEXTS.get(2), entries, Map.of(entries.getFirst().cell(), notes), TEXTS);
  }
}
