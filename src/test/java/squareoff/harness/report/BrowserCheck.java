package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pages in a real browser, looked at by {@code src/test/browser/check.mjs}. */
public final class BrowserCheck {
  private static final Path FOLDER = Path.of("src/test/browser").toAbsolutePath();
  private static final int NOT_TO_BE_HAD = 3;

  private final String browser;

  /** What a process printed, and its exit code. */
  record Output(int exit, String text) {}

  private BrowserCheck(String browser) {
    this.browser = browser;
  }

  /** Finds a browser; where none can be had, the test is left out, but not on a build server. */
  public static BrowserCheck setUp(Path folder) throws Exception {
    Output output = run(folder, List.of("sh", FOLDER.resolve("setup.sh").toString()));
    boolean absent = output.exit() == NOT_TO_BE_HAD;
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(!absent, () -> "The page is not tested in a browser: " + output.text().strip());
    }
    assertThat(output.exit()).as(output.text()).isZero();
    return new BrowserCheck(
        output.text().strip().lines().reduce((one, next) -> next).orElseThrow());
  }

  /** Fails where the browser finds fault with a page, each given as {@code name=file}. */
  public void check(Path folder, String... pages) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("node", FOLDER.resolve("check.mjs").toString(), browser));
    command.addAll(List.of(pages));
    // Where to keep pictures of what the browser showed, for people to look at.
    String shots = System.getenv("SQUAREOFF_SHOTS");
    if (shots != null) {
      command.add("shots=" + shots);
    }
    Output output = run(folder, command);
    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(output.text()).contains(pages.length + " pages, 0 failures");
  }

  static Output run(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Output(process.exitValue(), Files.readString(out));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
