package squareoff.harness.report.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.gate.GateResult;
import squareoff.harness.report.BrowserCheck;

/** The page of a gate in a real browser. */
@Timeout(600)
class VerdictPageIT {
  private static BrowserCheck browser;

  @TempDir Path folder;

  @BeforeAll
  static void setsUpABrowser(@TempDir Path folder) throws Exception {
    browser = BrowserCheck.setUp(folder);
  }

  private String page(String name, GateResult result) throws IOException {
    return name + "=" + Files.writeString(folder.resolve(name), VerdictPage.render(result));
  }

  @Test
  void worksForReadersOnScreensAndPaperWhateverTheNames() throws Exception {
    browser.check(
        folder,
        page("gate.html", Gates.ofEveryVerdict()).replace("gate.html=", "gate="),
        page("hostile.html", Gates.ofHostileNames()).replace("hostile.html=", "hostilegate="));
  }
}
