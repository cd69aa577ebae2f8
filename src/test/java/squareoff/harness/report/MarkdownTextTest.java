package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform-pool",
        "10000",
        "-1",
        "+1.5",
        "a_b",
        "ünï",
        "日本語",
        "10 ms (fair)",
        "x=1",
        "steal 3 % in 2 of 5 trials",
        "Intel Xeon, 2.50GHz: 2 cores",
        "{x}",
        "a/b",
        "100ms"
      })
  void leavesPlainWordsAsTheyAre(String text) {
    assertThat(MarkdownText.escape(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a*",
        "_a_",
        "a_",
        "<b>",
        "[a](b)",
        "![a]",
        "http://a",
        "WWW.a",
        "a@b",
        "#1",
        "$x$",
        "~~a~~",
        ":smile:",
        "&lt;",
        "\\",
        "- a",
        "+",
        "= a",
        "1. a",
        "2)",
        " a",
        "a ",
        "a  b",
        "> a",
        "{{a}}"
      })
  void putsWhatMeansSomethingIntoACodeSpan(String text) {
    assertThat(MarkdownText.escape(text)).isEqualTo("`" + text + "`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a`b!``a`b``",
        "`a!`` `a ``",
        " a ! `  a  `",
        "a|b!<code>a&#124;b</code>",
        "<`|>!<code>&#60;&#96;&#124;&#62;</code>"
      })
  void closesEverySpanThatItOpens(String text, String escaped) {
    assertThat(MarkdownText.escape(text)).isEqualTo(escaped.strip());
  }

  @Test
  void writesOutWhatMovesReordersOrHides() {
    assertThat(MarkdownText.escape("a\u001b[31m\u0000\u007f"))
        .isEqualTo("`a\\u001b[31m\\u0000\\u007f`");
    assertThat(MarkdownText.escape("a\nb")).isEqualTo("`a\\u000ab`");
    assertThat(MarkdownText.escape("\u009b\u202e\u200b\u2028\ufeff\ud800"))
        .isEqualTo("`\\u009b\\u202e\\u200b\\u2028\\ufeff\\ud800`");
    assertThat(MarkdownText.escape("")).isEqualTo("\"\"");
  }

  @Test
  void shortensWhatIsVeryLong() {
    assertThat(MarkdownText.escape("x".repeat(10_000)))
        .hasSizeLessThan(200)
        .contains("…(9880 more)…");
  }

  @Test
  void countsColumnsOfATerminal() {
    assertThat(MarkdownText.width("abc")).isEqualTo(3);
    assertThat(MarkdownText.width("日本")).isEqualTo(4);
    assertThat(MarkdownText.width("e\u0301")).isEqualTo(1);
  }

  @Test
  void doesNotTakeAReferenceThatNamesNoParameter() {
    assertThat(Reference.parse("a=b=c&d=")).hasToString("a=b=c&d=");
    assertThatThrownBy(() -> Reference.parse("sequential"))
        .isInstanceOf(InvalidReferenceException.class)
        .hasMessage("The reference 'sequential' is not name=value, such as kind=old.");
  }
}
