package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Terms;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.SyntheticJournal;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/**
 * Journals that somebody or something changed, read by every command: {@code -Djournal.mutations}
 * tries more of them than a build does.
 */
class JournalMutationTest {

  private static final int MUTATIONS = Integer.getInteger("journal.mutations", 300);
  private static final List<String> TYPES = List.of("trail", "failure", "trial", "plan", "note");

  @TempDir static Path directory;
  private static List<byte[]> chained;
  private static List<byte[]> unchained;

  private enum Kind {
    FLIP_A_BYTE,
    TAKE_A_BYTE_AWAY,
    ADD_A_BYTE,
    CHANGE_A_DIGIT,
    TAKE_A_LINE_AWAY,
    SWAP_LINES,
    DOUBLE_A_LINE,
    CHANGE_A_TYPE,
    CHANGE_A_BUILD,
    DOUBLE_A_KEY,
    CUT,
    CUT_AT_A_LINE
  }

  @BeforeAll
  static void writeJournals() throws IOException {
    Path gate = SyntheticGate.write(directory.resolve("gate.jsonl"), gatePlan(), gateTrials());
    Path run = directory.resolve("run.jsonl");
    SyntheticJournal.write(
        run,
        "here",
        Map.of("candidate", "aa"),
        List.of("a.B.one:avgt:t1", "a.B.two:thrpt:t2"),
        4,
        (cell, build, round) -> cell + round == 1 ? new double[0] : new double[] {10 + round, 12});
    chained = List.of(Files.readAllBytes(gate), Files.readAllBytes(run));
    SyntheticJournal.takeChainAway(gate);
    SyntheticJournal.takeChainAway(run);
    byte[] quick =
        Files.readAllLines(Path.of("results/quick/journal.jsonl")).stream()
            .limit(8)
            .reduce("", (text, line) -> text + line + "\n")
            .getBytes(StandardCharsets.UTF_8);
    unchained = List.of(Files.readAllBytes(gate), Files.readAllBytes(run), quick);
  }

  private static Plan gatePlan() {
    List<PlannedCell> cells =
        Stream.of("a.B.run:avgt:t1", "a.B.run:avgt:t2").map(SyntheticGate::cell).toList();
    Terms terms =
        new Terms(Policy.DEFAULT, Double.POSITIVE_INFINITY, true, true, List.of(), List.of());
    return SyntheticGate.plan(1, 6, cells).withGate(terms.toMap());
  }

  private static List<TrialRecord> gateTrials() {
    Random random = new Random(1);
    List<TrialRecord> trials = new ArrayList<>();
    for (PlannedCell cell : gatePlan().cells()) {
      for (int round = 0; round < 6; round++) {
        for (String build : List.of(Plan.BASE, Plan.CANDIDATE)) {
          double score = 100 + random.nextDouble();
          trials.add(
              SyntheticGate.measured(
                  new Trial(cell, build, round), trials.size(), 2.5, score, score + 1));
        }
      }
    }
    return trials;
  }

  @ParameterizedTest
  @EnumSource
  void ofAChainedJournalOnlyAMissingEndIsAccepted(Kind kind) throws IOException {
    Random random = new Random(kind.ordinal());
    for (int i = 0; i < perKind(); i++) {
      byte[] original = chained.get(i % chained.size());
      byte[] mutated = mutated(original, kind, random);
      byte[] complete = Arrays.copyOf(mutated, lastLineEnd(mutated));
      boolean onlyShorter =
          complete.length > 0
              && Arrays.mismatch(original, complete)
                  == (complete.length == original.length ? -1 : complete.length);
      for (CommandRun run : commands(mutated)) {
        String what = kind + " " + i + ": " + run;
        if (onlyShorter) {
          assertThat(run.exit()).as(what).isIn(0, 2, 3, 4);
          if (complete.length < mutated.length && run.exit() != 2) {
            assertThat(run.err()).as(what).contains("its last line is cut off");
          }
        } else {
          assertThat(run.exit()).as(what).isEqualTo(2);
          assertThat(run.out()).as(what).isEmpty();
          assertThat(run.err()).as(what).containsPattern("line \\d+|no complete line");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aJournalWithoutAChainIsReadOrRefused(Kind kind) throws IOException {
    Random random = new Random(100 + kind.ordinal());
    for (int i = 0; i < perKind(); i++) {
      byte[] original = unchained.get(i % unchained.size());
      for (CommandRun run : commands(mutated(original, kind, random))) {
        assertThat(run.exit()).as(kind + " " + i + ": " + run).isIn(0, 2, 3, 4, 10);
        if (run.exit() != 2) {
          assertThat(run.err()).contains("whose lines carry no hashes");
        }
      }
    }
  }

  private static int perKind() {
    return Math.ceilDiv(MUTATIONS, 2 * Kind.values().length);
  }

  private static List<CommandRun> commands(byte[] journal) throws IOException {
    Path run = Files.createDirectories(directory.resolve("mutated"));
    Path file = Files.write(run.resolve("journal.jsonl"), journal);
    List<CommandRun> runs = new ArrayList<>();
    runs.add(CommandRun.of("report", run.toString()));
    if (new String(journal, StandardCharsets.UTF_8).contains("\"gate\":")) {
      runs.add(CommandRun.of("gate", "--replay", run.toString()));
      CommandRun resumed = CommandRun.of("gate", "--resume", run.toString());
      // Another machine's: what is left to look at is that it ends like that.
      assertThat(resumed.exit()).as(resumed.toString()).isEqualTo(2);
    } else {
      runs.add(CommandRun.of("audit", run.toString()));
    }
    Files.delete(file);
    return runs;
  }

  private static int lastLineEnd(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static byte[] mutated(byte[] journal, Kind kind, Random random) {
    List<String> lines =
        new ArrayList<>(new String(journal, StandardCharsets.UTF_8).lines().toList());
    int line = random.nextInt(lines.size());
    int other = random.nextInt(lines.size() - 1);
    int at = random.nextInt(journal.length);
    switch (kind) {
      case FLIP_A_BYTE -> {
        byte[] flipped = journal.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case TAKE_A_BYTE_AWAY -> {
        return spliced(journal, at, at + 1, new byte[0]);
      }
      case ADD_A_BYTE -> {
        return spliced(journal, at, at, new byte[] {(byte) random.nextInt(256)});
      }
      case CHANGE_A_DIGIT -> {
        while (journal[at] < '0' || journal[at] > '8') {
          at = random.nextInt(journal.length);
        }
        return spliced(journal, at, at + 1, new byte[] {(byte) (journal[at] + 1)});
      }
      case CUT -> {
        return Arrays.copyOf(journal, at);
      }
      case CUT_AT_A_LINE -> lines.subList(line, lines.size()).clear();
      case TAKE_A_LINE_AWAY -> lines.remove(line);
      case SWAP_LINES -> Collections.swap(lines, line, other < line ? other : other + 1);
      case DOUBLE_A_LINE -> lines.add(random.nextInt(lines.size() + 1), lines.get(line));
      case CHANGE_A_TYPE -> {
        String type = "\"type\":\"" + TYPES.get(random.nextInt(TYPES.size())) + "\"";
        lines.set(line, lines.get(line).replaceFirst("\"type\":\"\\w+\"", type));
      }
      case CHANGE_A_BUILD ->
          lines.set(
              line,
              lines.get(line).contains("\"base\"")
                  ? lines.get(line).replace("\"base\"", "\"candidate\"")
                  : lines.get(line).replace("\"candidate\"", "\"base\""));
      case DOUBLE_A_KEY -> lines.set(line, lines.get(line).replaceFirst("\\{", "{\"round\":1,"));
    }
    return lines.stream()
        .map(text -> text + "\n")
        .reduce("", String::concat)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] text, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text, 0, from);
    out.writeBytes(by);
    out.write(text, to, text.length - to);
    return out.toByteArray();
  }
}
