package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.run.SyntheticJournal;
import squareoff.harness.run.UnusableInputException;

class RecordingTest {

  private static final List<String> CELLS = List.of("a.B.one:avgt:t1", "a.B.two:thrpt:t1");
  private static final Map<String, String> ONE = Map.of("candidate", "00");

  @TempDir Path directory;

  @Test
  void makesBlocksOfFourTrialsNextToEachOtherInTime() throws IOException {
    Recording recording = Recording.read(List.of(plain("a", ONE, 10, -1)));
    assertThat(recording.cells()).hasSize(2);
    assertThat(logs(recording, 0, 0)).containsExactly(expected(1, 2, 3, 4), within(1e-9));
    assertThat(logs(recording, 0, 1)).containsExactly(expected(5, 6, 7, 8), within(1e-9));
    assertThat(recording.fewestBlocks()).isEqualTo(2);
    // Two rounds of two cells make no block.
    assertThat(recording.unused()).isEqualTo(4);
    assertThat(recording.cells().getFirst().rate()).isFalse();
    assertThat(recording.cells().getLast().rate()).isTrue();
  }

  @Test
  void tellsTheNoiseBetweenTheTrialsOfABlock() throws IOException {
    Path file = directory.resolve("noisy");
    SyntheticJournal.write(
        file,
        "here",
        ONE,
        CELLS,
        8,
        (cell, build, round) -> new double[] {Math.exp(round % 2 == 0 ? 0 : 0.3)});
    // Two and two that are 0.3 apart: the variance is 4 * 0.15^2 / 3.
    assertThat(Recording.read(List.of(file)).cells().getFirst().noise())
        .isCloseTo(0.15 * Math.sqrt(4.0 / 3), within(1e-9));
  }

  @Test
  void makesABlockOfTwoRoundsOfAGate() throws IOException {
    Map<String, String> copies = new LinkedHashMap<>();
    copies.put("base", "00");
    copies.put("candidate", "00");
    Recording recording = Recording.read(List.of(plain("a", copies, 6, 3)));
    // Round 3 failed, and with it rounds 2 and 3.
    assertThat(logs(recording, 0, 0)).containsExactly(expected(1, 1, 2, 2), within(1e-9));
    assertThat(logs(recording, 0, 1)).containsExactly(expected(5, 5, 6, 6), within(1e-9));
    assertThat(recording.cells().getFirst().blocks()).hasSize(2);
  }

  @Test
  void passesOverATrialThatFailed() throws IOException {
    Recording recording = Recording.read(List.of(plain("a", ONE, 9, 1)));
    assertThat(logs(recording, 0, 0)).containsExactly(expected(1, 3, 4, 5), within(1e-9));
    assertThat(recording.unused()).isEqualTo(2);
  }

  @Test
  void passesOverAScoreWithoutALogarithm() throws IOException {
    Path file = directory.resolve("zero");
    SyntheticJournal.write(
        file, "here", ONE, CELLS, 9, (cell, build, round) -> new double[] {round == 0 ? 0 : round});
    assertThat(logs(Recording.read(List.of(file)), 0, 0))
        .containsExactly(expected(1, 2, 3, 4), within(1e-9));
  }

  @Test
  void putsTheBlocksOfSeveralJournalsTogether() throws IOException {
    Recording recording = Recording.read(List.of(plain("a", ONE, 8, -1), plain("b", ONE, 4, -1)));
    assertThat(recording.cells().getFirst().blocks()).hasSize(3);
  }

  @Test
  void leavesOutACellWithTooFewTrials() throws IOException {
    Path file = directory.resolve("few");
    SyntheticJournal.write(
        file,
        "here",
        ONE,
        CELLS,
        8,
        (cell, build, round) -> cell == 1 && round > 4 ? new double[0] : new double[] {1 + round});
    Recording recording = Recording.read(List.of(file));
    assertThat(recording.cells()).extracting(RecordedCell::name).containsExactly(CELLS.getFirst());
    assertThat(recording.tooFew()).containsExactly(CELLS.getLast());
  }

  @Test
  void refusesTrialsOfDifferentJars() throws IOException {
    Path gate = plain("a", Map.of("base", "00", "candidate", "01"), 8, -1);
    assertThatThrownBy(() -> Recording.read(List.of(gate)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(gate.toString())
        .hasMessageContaining("not A/A")
        .hasMessageContaining("copy of itself");
    Path first = plain("b", ONE, 8, -1);
    Path second = plain("c", Map.of("candidate", "01"), 8, -1);
    assertThatThrownBy(() -> Recording.read(List.of(first, second)))
        .hasMessageContaining("not A/A");
  }

  @Test
  void refusesTrialsOfDifferentMachines() throws IOException {
    Path here = plain("a", ONE, 8, -1);
    Path there = directory.resolve("there");
    SyntheticJournal.write(there, "there", ONE, CELLS, 8, (cell, build, round) -> new double[] {1});
    assertThatThrownBy(() -> Recording.read(List.of(here, there)))
        .hasMessageContaining("several machines");
  }

  @Test
  void saysHowManyTrialsAreNeeded() throws IOException {
    Path file = plain("a", ONE, 7, -1);
    assertThatThrownBy(() -> Recording.read(List.of(file)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("1 block of four")
        .hasMessageContaining("run -f 8");
  }

  /** Each trial measures its round, counted from 1; one round may fail. */
  private Path plain(String name, Map<String, String> jars, int rounds, int failing)
      throws IOException {
    Path file = directory.resolve(name);
    SyntheticJournal.write(
        file,
        "here",
        jars,
        CELLS,
        rounds,
        (cell, build, round) ->
            round == failing ? new double[0] : new double[] {0.5 + round, 1.5 + round});
    return file;
  }

  private static double[] logs(Recording recording, int cell, int block) {
    return recording.cells().get(cell).blocks().get(block).stream()
        .mapToDouble(RecordedTrial::logCost)
        .toArray();
  }

  /** Costs are in seconds, scores in milliseconds. */
  private static double[] expected(double... milliseconds) {
    return Arrays.stream(milliseconds).map(value -> Math.log(value / 1000)).toArray();
  }
}
