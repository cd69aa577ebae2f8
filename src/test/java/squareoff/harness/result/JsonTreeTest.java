package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonTreeTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"a\":[1,-2147483649,123456789012345678901234567890,1.5e-3,true,false,null],\"b\":{}}",
        "{\"twice\":1,\"twice\":\"é日\\u0000\"}",
        " [ [ [ ] ], { \"x\" : 0.1 } ] "
      })
  void readsWhatTheMapperReads(String text) {
    assertThat(JsonTree.read(bytes(text))).isEqualTo(JsonMapper.shared().readTree(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "[1,", "{\"a\" 1}", "[1]]", "nul"})
  void refusesWhatIsNotOneValue(String text) {
    assertThatThrownBy(() -> JsonTree.read(bytes(text))).isInstanceOf(JacksonException.class);
  }

  @Test
  void readsNumbersThatAreNoneAsOldFilesHaveThem() {
    assertThat(JsonTree.read(bytes("[NaN]")).get(0).doubleValue()).isNaN();
  }
}
