package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SettingsTest {

  private static final PlannedCell CELL = SyntheticGate.cell("a.B.run:avgt:t1");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("journal.jsonl");
  }

  private static Plan gate() {
    return SyntheticGate.plan(1, 2, List.of(CELL)).withGate(Map.of("alpha", 0.01));
  }

  private static Settings settings(int rounds, double budget) {
    return new Settings(OptionalInt.of(rounds), OptionalDouble.of(budget));
  }

  private static TrialRecord trial(int round) {
    return SyntheticGate.measured(new Trial(CELL, Plan.BASE, round), round, 1, 100);
  }

  @Test
  void aJournalTakesTrialsOfMoreRoundsFromItsSettingsOn() throws IOException {
    try (Journal journal = Journal.create(file, gate())) {
      journal.append(trial(0));
      journal.append(settings(6, 90.5).toJson());
      journal.append(trial(5));
    }
    Journal.Contents contents = Journal.read(file);
    assertThat(contents.plan().rounds()).isEqualTo(6);
    assertThat(contents.plan().gate()).containsEntry("budgetSeconds", 90.5);
    assertThat(contents.plan().gate()).containsEntry("alpha", 0.01);
    assertThat(contents.trials()).hasSize(2);
    assertThat(contents.others()).isEmpty();
    assertThat(contents.notes()).isEmpty();
  }

  @Test
  void aJournalTakesNoTrialsOfMoreRoundsThanItWasAllowedThen() throws IOException {
    try (Journal journal = Journal.create(file, gate())) {
      journal.append(trial(5));
      journal.append(settings(6, 90).toJson());
    }
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessageContaining("line 2: a trial that is not");
    Files.delete(file);
    try (Journal journal = Journal.create(file, gate())) {
      journal.append(settings(6, 90).toJson());
      journal.append(trial(6));
    }
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessageContaining("line 3: a trial that is not");
  }

  @Test
  void settingsAreChainedAsAllLinesAre() throws IOException {
    try (Journal journal = Journal.create(file, gate())) {
      journal.append(settings(6, 90).toJson());
    }
    Files.writeString(file, Files.readString(file).replace("\"rounds\":6", "\"rounds\":8"));
    assertThatThrownBy(() -> Journal.read(file)).hasMessageContaining("line 2: it does not follow");
  }

  @Test
  void aJournalWithoutHashesHasSettingsToo() throws IOException {
    Journal.create(file, gate()).close();
    SyntheticJournal.takeChainAway(file);
    try (Journal journal = Journal.reopen(file)) {
      journal.append(settings(4, 90).toJson());
      journal.append(trial(3));
    }
    assertThat(Journal.read(file).plan().rounds()).isEqualTo(4);
    assertThat(Files.readString(file)).doesNotContain("chain");
  }

  @Test
  void theLastSettingsCount() throws IOException {
    try (Journal journal = Journal.create(file, gate())) {
      journal.append(settings(4, 90).toJson());
      journal.append(new Settings(OptionalInt.empty(), OptionalDouble.of(50)).toJson());
      journal.append(new Settings(OptionalInt.of(8), OptionalDouble.empty()).toJson());
    }
    assertThat(Journal.read(file).plan().rounds()).isEqualTo(8);
    assertThat(Journal.read(file).plan().gate()).containsEntry("budgetSeconds", 50.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"rounds\":1",
        "\"rounds\":\"8\"",
        "\"rounds\":1e3",
        "\"rounds\":99999999999",
        "\"rounds\":null",
        "\"budgetSeconds\":0",
        "\"budgetSeconds\":-1",
        "\"budgetSeconds\":1e999",
        "\"budgetSeconds\":\"20m\""
      })
  void refusesSettingsThatNoGateWrote(String wrong) throws IOException {
    Journal.create(file, gate()).close();
    SyntheticJournal.takeChainAway(file);
    Files.writeString(file, Files.readString(file) + "{\"type\":\"settings\"," + wrong + "}\n");
    assertThatThrownBy(() -> Journal.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void aRunThatComparesNothingHasNone() throws IOException {
    try (Journal journal = Journal.create(file, JournalTest.plan(3))) {
      ObjectNode line = settings(4, 90).toJson();
      line.put("unknown", JsonMapper.shared().createArrayNode().toString());
      journal.append(line);
    }
    assertThatThrownBy(() -> Journal.read(file))
        .hasMessageContaining("line 2: settings of a gate, but the plan is that of a run");
  }
}
