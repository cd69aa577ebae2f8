package squareoff.harness.report.verdict;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  @Test
  void writesTheGoldenFileOfEveryVerdict() throws IOException {
    Golden.assertGolden("every.json", VerdictJson.write(Gates.ofEveryVerdict()));
  }
}
