package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JournalTest {

  private static final String CELL = "a.B.run:avgt:t1?size=1";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("journal.jsonl");
  }

  @Test
  void givesBackWhatWasAppended() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
      journal.append(failed(1));
    }
    Journal.Contents contents = Journal.read(file);
    assertThat(contents.plan().hash()).isEqualTo(plan(3).hash());
    assertThat(contents.trials()).hasSize(2);
    assertThat(contents.trials().getFirst().measured().orElseThrow().primary().score())
        .isEqualTo(1.5);
    assertThat(contents.failures()).singleElement().satisfies(f -> assertThat(f.round()).isOne());
  }

  @Test
  void cutsATornLastLine() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
    }
    String torn = "{\"type\":\"trial\",\"cell\":\"a.B" + "x".repeat(20_000);
    Files.writeString(file, torn, StandardOpenOption.APPEND);
    Journal.Contents contents = Journal.read(file);
    assertThat(contents.trials()).hasSize(1);
    try (Journal journal = Journal.reopen(file)) {
      journal.append(measured(1, 2.5));
    }
    assertThat(Journal.read(file).trials()).hasSize(2);
    assertThat(Files.readString(file)).endsWith("\n").doesNotContain("xxx");
  }

  @Test
  void refusesALineThatWasChanged() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
      journal.append(measured(1, 1.5));
    }
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\nnot json\n" + lines.get(2) + "\n");
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("does not follow from the line before");
    SyntheticJournal.takeChainAway(Files.write(file, lines));
    Files.write(file, List.of(Files.readAllLines(file).getFirst(), "not json", "{}"));
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("not JSON");
  }

  @Test
  void refusesAScoreThatWasChangedWithTheLineAndTheRemedy() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
      journal.append(measured(1, 2.5));
    }
    Files.writeString(file, Files.readString(file).replace("[[1.5]]", "[[1.4]]"));
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("line 2: it does not follow")
        .hasMessageContaining("cut it before this line to go on");
    assertThatThrownBy(() -> Journal.reopen(file)).hasMessageContaining("line 2");
  }

  @Test
  void goesOnWithTheChainOfAJournalThatItOpensAgain() throws IOException {
    Journal.create(file, plan(3)).close();
    for (int round = 0; round < 3; round++) {
      try (Journal journal = Journal.reopen(file)) {
        journal.append(measured(round, 1.5));
      }
    }
    assertThat(Journal.read(file).trials()).hasSize(3);
    assertThat(Journal.read(file).notes()).isEmpty();
    List<String> lines = Files.readAllLines(file);
    Collections.swap(lines, 2, 3);
    Files.write(file, lines);
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("line 3");
  }

  @Test
  void goesOnWithoutHashesWhereThereAreNoneAndSaysSo() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
    }
    SyntheticJournal.takeChainAway(file);
    try (Journal journal = Journal.reopen(file)) {
      journal.append(measured(1, 1.5));
    }
    assertThat(Files.readString(file)).doesNotContain("chain");
    assertThat(Journal.read(file).trials()).hasSize(2);
    assertThat(Journal.read(file).notes())
        .singleElement()
        .asString()
        .contains("of format 1, whose lines carry no hashes");
  }

  @Test
  void refusesAKeyThatStandsThereTwice() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
    }
    SyntheticJournal.takeChainAway(file);
    Files.writeString(
        file, Files.readString(file).replace("\"score\":1.5", "\"score\":1.5,\"score\":9"));
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessageContaining("line 2")
        .hasMessageContaining("Duplicate")
        .hasMessageContaining("score");
  }

  @Test
  void refusesTheResultOfAnotherCell() throws IOException {
    try (Journal journal = Journal.create(file, plan(3))) {
      journal.append(measured(0, 1.5));
    }
    SyntheticJournal.takeChainAway(file);
    Files.writeString(file, Files.readString(file).replace("{\"size\":\"1\"}", "{\"size\":\"2\"}"));
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessageContaining("a trial of a.B.run:avgt:t1?size=1 with the result of");
  }

  @Test
  void refusesAPlanThatWasChanged() throws IOException {
    Journal.create(file, plan(3)).close();
    Files.writeString(file, Files.readString(file).replace("\"rounds\":3", "\"rounds\":9"));
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("hash");
  }

  @Test
  void refusesATrialOfAnotherPlanAndATrialTwice() throws IOException {
    try (Journal journal = Journal.create(file, plan(2))) {
      journal.append(measured(5, 1.5));
    }
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("not in the plan");
    Files.delete(file);
    try (Journal journal = Journal.create(file, plan(2))) {
      journal.append(measured(1, 1.5));
      journal.append(measured(1, 1.5));
    }
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("holds already");
  }

  @Test
  void skipsLinesAndKeysThatItDoesNotKnow() throws IOException {
    try (Journal journal = Journal.create(file, plan(2))) {
      journal.append(measured(0, 1.5));
    }
    ObjectNode note = JsonMapper.shared().createObjectNode();
    note.put("type", "note").put("text", "hello");
    try (Journal journal = Journal.reopen(file)) {
      journal.append(note);
      journal.append(measured(1, 1.5));
    }
    Journal.Contents contents = Journal.read(file);
    assertThat(contents.trials()).hasSize(2);
    assertThat(contents.others()).containsExactly(note);
    assertThat(contents.notes()).singleElement().asString().contains("not known here (note)");
  }

  @Test
  void neverOverwritesAJournal() throws IOException {
    Journal.create(file, plan(2)).close();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> Journal.create(file, plan(3)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--resume");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void keepsTwoWritersApart() throws IOException {
    try (Journal journal = Journal.create(file, plan(2))) {
      assertThatThrownBy(() -> Journal.reopen(file))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void forgetsAFailureThatWasMadeGood() throws IOException {
    try (Journal journal = Journal.create(file, plan(2))) {
      journal.append(failed(0));
      journal.append(measured(0, 1.5));
    }
    assertThat(Journal.read(file).failures()).isEmpty();
  }

  @Test
  void saysThatARunEndedBeforeItsPlanWasWritten() throws IOException {
    Files.write(file, "{\"type\":\"pl".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("no complete line");
  }

  static Plan plan(int rounds) {
    return new Plan(
        "name",
        42,
        Map.of("candidate", new Plan.Build("/a.jar", "00")),
        List.of(new PlannedCell(Cell.parse(CELL), List.of("-wi", "0"), 0.1, 1)),
        rounds,
        "java",
        "25",
        List.of(),
        Map.of(),
        Map.of("host", "here"));
  }

  private static TrialRecord measured(int round, double score) {
    ObjectNode json =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"benchmark":"a.B.run","mode":"avgt","threads":1,"forks":1,
                     "params":{"size":"1"},
                     "primaryMetric":{"score":%s,"scoreError":"NaN","scoreUnit":"ms/op",
                       "rawData":[[%s]]},"secondaryMetrics":{}}
                    """
                        .formatted(score, score));
    return record(round, new TrialRecord.Measured(JmhEntry.of(json, "test")));
  }

  private static TrialRecord failed(int round) {
    return record(round, new TrialRecord.Failed("exit", 1, "last words"));
  }

  private static TrialRecord record(int round, TrialRecord.Outcome outcome) {
    return new TrialRecord(
        CELL, "candidate", round, round, "2026-01-01T00:00:00Z", 1, Map.of("steal", 0.1), outcome);
  }
}
