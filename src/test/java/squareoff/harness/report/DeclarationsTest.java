package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.JmhEntry;

/** Only what somebody declared is called a speed-up, a break-even, a reference or a limit. */
class DeclarationsTest {
  private static final String STRANGER = "org.example.Pool.run";

  /** Words of the suite as texts of the harness; a claim's own key for its source stays. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\"[^\"\\n]*\\b(sequential|workers|squares|ratioToLimit|strategy)\\b[^\"\\n]*\"");

  /** A stranger's file with all names of the suite's parameters and metrics. */
  private static Source stranger() {
    List<JmhEntry> entries = new ArrayList<>();
    for (String strategy : List.of("sequential", "pool")) {
      for (String workers : List.of("1", "2", "4")) {
        for (String squares : List.of("10", "1000")) {
          double score = strategy.equals("pool") ? 1e-5 : 1e-8 * Integer.parseInt(squares);
          Map<String, String> params =
              Map.of("strategy", strategy, "workers", workers, "squares", squares);
          entries.add(
              Synthetic.entry(STRANGER, "avgt", score, 3, params, Map.of("ratioToLimit", 1.5)));
        }
      }
    }
    return Source.ofFile("theirs.json", entries);
  }

  private static Options declaring(String... keys) {
    String text =
        "{\"benchmarks\": [{\"benchmark\": \"%s\", %s}]}"
            .formatted(STRANGER, String.join(", ", keys));
    return Options.DEFAULT.withDeclarations(Declarations.parse(text, "theirs"));
  }

  @Test
  void nothingIsSaidByTheNamesOfParameters() {
    for (Options options : List.of(Options.DEFAULT, Synthetic.SUITE)) {
      assertThat(MarkdownReport.render(stranger(), options))
          .doesNotContain("speed-up", "efficiency", "Scaling", "Break-even", "× sequential")
          .doesNotContain("× limit")
          .contains("ratioToLimit");
    }
  }

  @Test
  void whatIsDeclaredIsSaid() {
    assertThat(MarkdownReport.render(stranger(), declaring("\"sharedWork\": \"workers\"")))
        .contains("Scaling with workers", "speed-up", "efficiency")
        .doesNotContain("Break-even", "× sequential", "× limit");
    assertThat(
            MarkdownReport.render(
                stranger(),
                declaring("\"reference\": \"strategy=sequential\", \"work\": \"squares\"")))
        .contains("Break-even", "from squares", "× sequential")
        .doesNotContain("speed-up", "× limit");
    assertThat(MarkdownReport.render(stranger(), declaring("\"ideal\": \"ratioToLimit\"")))
        .contains("× limit")
        .doesNotContain("speed-up", "Break-even", "× sequential");
  }

  @Test
  void aClassIsDeclaredForAllItsBenchmarks() {
    Declarations all =
        Declarations.parse(
            "{\"benchmarks\": [{\"benchmark\": \"org.example.Pool\", \"sharedWork\": \"workers\"}]}",
            "theirs");
    assertThat(MarkdownReport.render(stranger(), Options.DEFAULT.withDeclarations(all)))
        .contains("speed-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"benchmarks\": 1}",
        "{\"benchmarks\": [{}]}",
        "{",
        "{\"benchmarks\": [{\"benchmark\": \"a.B\", \"sharedwork\": \"n\"}]}",
        "{\"benchmarks\": [{\"benchmark\": \"a.B\", \"work\": 3}]}",
        "{\"benchmarks\": [{\"benchmark\": \"a.B\", \"reference\": \"x\"}]}",
        "{\"benchmarks\": [{\"benchmark\": \"a.B\"}, {\"benchmark\": \"a.B\"}]}"
      })
  void whatNobodyUnderstandsIsRefused(String text) {
    assertThatThrownBy(() -> Declarations.parse(text, "theirs"))
        .isInstanceOf(InvalidReferenceException.class);
  }

  @Test
  void theHarnessKnowsNoWordOfItsSuite() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/squareoff/harness"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        assertThat(WORDS.matcher(Files.readString(file)).results().map(r -> r.group()).toList())
            .as(file.toString())
            .isEmpty();
      }
    }
  }
}
