package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private final StringWriter written = new StringWriter();
  private final Messages messages = new Messages(written);

  @Test
  void noControlOfAStrangerReachesTheTerminal() {
    messages.println("a\u001b[2Jb\u009bc\u202ed");
    messages.printf("%s%n", "\u0007");
    messages.print('\u001b');
    messages.write(new char[] {'\u0085'}, 0, 1);
    messages.append("\u200b");

    assertThat(lines()).isEqualTo("a\\u001b[2Jb\\u009bc\\u202ed\n\\u0007\n\\u001b\\u0085\\u200b");
  }

  @Test
  void noLineIsACommandOfABuildServer() {
    messages.println("::error::a");
    messages.println("b\n::error::b");
    messages.printf("c%n \t%s%n", "::error::c");
    messages.print(":");
    messages.println(":error::d");
    messages.println("e ##[error]e ##vso[task.x]e ###[f]");

    assertThat(lines().lines().map(String::strip)).noneMatch(line -> line.startsWith("::"));
    assertThat(lines()).doesNotContainPattern("##\\w*\\[").contains("b", "error::c", "task.x");
  }

  @Test
  void whatIsNoCommandStaysAsItIs() {
    String text = "run: -p a=b::c, ## [x] #[y] a:b";
    messages.println(text);
    assertThat(lines()).isEqualTo(text + "\n");
  }

  @Test
  void ourOwnControlsPass() {
    Messages.control(messages, "\r\033[K");
    messages.flush();
    assertThat(written.toString()).isEqualTo("\r\033[K");
  }

  private String lines() {
    messages.flush();
    return written.toString().replace("\r\n", "\n");
  }
}
