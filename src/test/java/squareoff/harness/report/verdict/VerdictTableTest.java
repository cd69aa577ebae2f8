package squareoff.harness.report.verdict;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

  @Test
  void makesTheGoldenTableOfEveryVerdict() throws IOException {
    Golden.assertGolden("every.md", VerdictTable.render(Gates.ofEveryVerdict()));
  }

  @Test
  void makesTheGoldenTableOfManyCells() throws IOException {
    Golden.assertGolden("many.md", VerdictTable.render(Gates.ofMany(120)));
  }

  @Test
  void makesTheGoldenTableOfNoCell() throws IOException {
    Golden.assertGolden("nothing.md", VerdictTable.render(Gates.ofNothing()));
  }
}
