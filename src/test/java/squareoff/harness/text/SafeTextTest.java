package squareoff.harness.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SafeTextTest {

  /** Every character that there is, in order: halves of pairs stand alone between the others. */
  private static final String ALL =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .mapToObj(Character::toString)
          .collect(Collectors.joining("x"));

  @Test
  void nothingThatActsIsLeftInALine() {
    assertThat(SafeText.line(ALL).codePoints().distinct().filter(SafeTextTest::isControlOrFormat))
        .isEmpty();
  }

  @Test
  void aBlockKeepsLineFeedsAndTabsAndNothingElse() {
    assertThat(
            SafeText.block(ALL)
                .codePoints()
                .distinct()
                .filter(SafeTextTest::isControlOrFormat)
                .boxed())
        .containsExactly((int) '\t', (int) '\n');
  }

  @Test
  void showsWhatItWasAsJavaAndJsonWriteIt() {
    assertThat(SafeText.line("a\u001b[31m\u009b\u202e\n\r\t\u2028b"))
        .isEqualTo("a\\u001b[31m\\u009b\\u202e\\u000a\\u000d\\u0009\\u2028b");
    assertThat(SafeText.line("\ud83dx\ude00")).isEqualTo("\\ud83dx\\ude00");
    assertThat(SafeText.line(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    assertThat(SafeText.block("a\r\nb\rc")).isEqualTo("a\nb\\u000dc");
  }

  @Test
  void leavesWhatPeopleWrite() {
    String text = "é ± † 日本 😀 × <a> \"b\" \\ {c}";
    assertThat(SafeText.line(text)).isSameAs(text);
    assertThat(SafeText.block(text)).isSameAs(text);
  }

  @Test
  void jsonMeansTheSameAfterwards() {
    String hostile = "\u001b\u009b\u202e\u200d\u2028\ufeff" + Character.toString(0xE0041) + "é";
    String json = JsonMapper.shared().writeValueAsString(hostile);

    String safe = SafeText.block(json);

    assertThat(safe.codePoints().distinct().filter(SafeTextTest::isControlOrFormat)).isEmpty();
    assertThat(JsonMapper.shared().readValue(safe, String.class)).isEqualTo(hostile);
  }

  /** Written out here, so that the test does not ask what it tests. */
  private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static boolean isControlOrFormat(int c) {
    return ACTS.matcher(Character.toString(c)).matches();
  }
}
