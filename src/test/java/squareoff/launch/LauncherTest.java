package squareoff.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  @TempDir Path root;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void throwsWhatTheCommandLineThrows() {
    assertThatThrownBy(() ->
            Launcher.call(
                LauncherTest.class.getClassLoader(),
                Throwing.class.getName(),
                new String[] {"full"}))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("full")
        .hasNoCause();
  }

  @Test
  void endsWithTwoWhereNoneIsFound() throws Exception {
    assertThat(Launcher.handOver(search(), new String[0], err)).isEqualTo(2);
    assertThat(written.toString()).isEqualToIgnoringNewLines(Launcher.missing(search()));
  }

  @Test
  void handsOverAndPassesTheExitCodeOn() throws Exception {
    Path seen = root.resolve("seen");
    Path home = FakeJdks.released(root.resolve("usr/lib/jvm/x"), "21.0.1");
    FakeJdks.script(home.resolve("bin/java"), "printf '%s\\n' \"$@\" > '" + seen + "'\nexit 77");

    int exit = Launcher.handOver(search(), new String[] {"-h", "two words", ""}, err);

    assertThat(exit).isEqualTo(77);
    assertThat(written.toString())
        .startsWith("squareoff: java " + System.getProperty("java.version") + " is too old")
        .contains("using " + home.toRealPath() + " (21.0.1)")
        .hasLineCount(1);
    List<String> arguments = Files.readAllLines(seen);
    assertThat(arguments.subList(arguments.indexOf("-cp"), arguments.size()))
        .containsExactly(
            "-cp",
            System.getProperty("java.class.path"),
            "squareoff.launch.LauncherChild",
            Long.toString(ProcessHandle.current().pid()),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-h",
            "two words",
            "");
  }

  @Test
  void takesTheNextOneWhereTheBestDoesNotStart() throws Exception {
    Path broken = FakeJdks.released(root.resolve("usr/lib/jvm/a"), "25.0.1");
    Files.writeString(broken.resolve("bin/java"), "#!/no/such/interpreter\n");
    Path good = FakeJdks.released(root.resolve("usr/lib/jvm/b"), "21.0.1");
    FakeJdks.script(good.resolve("bin/java"), "exit 5");

    assertThat(Launcher.handOver(search(), new String[0], err)).isEqualTo(5);
    assertThat(written.toString())
        .contains(broken.toRealPath().resolve("bin/java") + " does not start")
        .contains("using " + good.toRealPath());
  }

  @Test
  void sendsNoControlOfAVariableToTheTerminal() throws Exception {
    LauncherSearch search =
        LauncherSearch.of(
            "Linux", Map.of("JAVA_HOME", "/x\u001b[2J\u009b\u202ey"), root.resolve("home"), root);

    assertThat(Launcher.handOver(search, new String[0], err)).isEqualTo(2);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("/x?[2J??y");
  }

  private LauncherSearch search() throws InterruptedException {
    return LauncherSearch.of("Linux", Map.of(), root.resolve("home"), root);
  }

  /** A command line that fails. */
  public static final class Throwing {

    private Throwing() {}

    /** Fails with its first argument. */
    public static void main(String[] args) throws IOException {
      throw new IOException(args[0]);
    }
  }
}
