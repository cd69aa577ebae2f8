package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsOutputTest {
  private static final String SAMPLE = "src/test/resources/samples/jmh1.37-ragged-forks.json";

  @TempDir Path folder;

  private CommandRun report(Path directory) {
    return CommandRun.of("report", SAMPLE, "--charts", directory.toString());
  }

  private Path chart(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".svg")).sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void makesTheDirectoryAndPrintsTheTablesAsWell() throws IOException {
    Path directory = folder.resolve("docs/charts");

    CommandRun run = report(directory);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(CommandRun.of("report", SAMPLE).out());
    assertThat(Files.readString(chart(directory))).startsWith("<svg ").endsWith("</svg>\n");
  }

  @Test
  void replacesChartsOfEarlierReportsAndNothingElse() throws IOException {
    report(folder);
    Path chart = chart(folder);
    String text = Files.readString(chart);
    Files.writeString(chart, text.replace("</svg>", "<!-- earlier --></svg>"));
    Path other = Files.writeString(folder.resolve("logo.svg"), "<svg/>");

    assertThat(report(folder).exit()).isZero();

    assertThat(chart).hasContent(text);
    assertThat(other).hasContent("<svg/>");
    assertThat(folder.toFile().list()).allMatch(name -> name.endsWith(".svg"));
  }

  @Test
  void refusesToReplaceAFileThatIsNoChart() throws IOException {
    report(folder);
    Path chart = chart(folder);
    Files.writeString(chart, "<svg>drawn by hand</svg>");

    CommandRun run = report(folder);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(chart + " exists and is no chart of a report; move it away");
    assertThat(chart).hasContent("<svg>drawn by hand</svg>");
  }

  @Test
  void followsNoLink() throws IOException {
    report(folder);
    Path chart = chart(folder);
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(chart, elsewhere);
    Files.createSymbolicLink(chart, elsewhere);

    assertThat(report(folder).err()).contains("exists and is no chart");
  }

  @Test
  void saysThatADirectoryIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    CommandRun run = report(file);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--charts " + file + ": cannot be written", "name a directory");
  }
}
