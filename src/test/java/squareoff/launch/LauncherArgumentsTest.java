package squareoff.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherArgumentsTest {

  // The lists are what JDK 17 reports for these variables and command lines.

  @Test
  void keepsTheCommandLineInItsOrder() {
    List<String> arguments = List.of("-Dx=y", "-Xmx100m", "-ea", "--add-modules=java.sql");

    assertThat(LauncherArguments.given(arguments, Map.of("PATH", "-ea"))).isEqualTo(arguments);
  }

  @Test
  void dropsWhatTheEnvironmentGaveAlready() {
    List<String> arguments =
        List.of(
            "-Dt=a b",
            "-Dt2=x",
            "-Dj=c d",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-ea",
            "-Dx=y",
            "-Dlast=1");
    Map<String, String> environment =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Dt=\"a b\" -Dt2=x",
            "JDK_JAVA_OPTIONS",
            "  -Dj='c d'\t--add-opens java.base/java.lang=ALL-UNNAMED -ea ",
            "_JAVA_OPTIONS",
            "-Dlast=1");

    assertThat(LauncherArguments.given(arguments, environment)).containsExactly("-Dx=y");
  }

  @Test
  void keepsOnTheCommandLineWhatTheEnvironmentGaveToo() {
    assertThat(
            LauncherArguments.given(
                List.of("-Xmx1g", "-Da=1", "-Xmx2g", "-Xmx1g"),
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g")))
        .containsExactly("-Da=1", "-Xmx2g", "-Xmx1g");
    assertThat(
            LauncherArguments.given(
                List.of("-Xmx1g", "-Xmx2g", "-Xmx1g"), Map.of("_JAVA_OPTIONS", "-Xmx1g")))
        .containsExactly("-Xmx1g", "-Xmx2g");
  }

  @Test
  void leavesAloneWhatAnOlderRuntimeDidNotReadFromTheEnvironment() {
    assertThat(LauncherArguments.given(List.of("-Dx=y"), Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")))
        .containsExactly("-Dx=y");
  }
}
