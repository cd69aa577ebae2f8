package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is read on the way must be what the tree of the same entry holds. */
class EntryStreamTest {
  private static final String ENTRY =
      """
      {"benchmark":"a.B.c","mode":"avgt","threads":2,"forks":3,"params":{"p":"1"},
       "primaryMetric":{"score":1.5,"scoreError":"NaN","scoreUnit":"ns/op","rawData":[[1,2]]},
       "secondaryMetrics":{}}\
      """;

  @TempDir Path directory;

  private static List<JmhEntry> read(String text, Charset charset) {
    return JmhFile.read(new ByteArrayInputStream(text.getBytes(charset)), "test");
  }

  private static void assertSameAsTree(JmhEntry read) {
    JmhEntry tree = JmhEntry.of(read.json(), "tree");
    assertThat(parts(read)).isEqualTo(parts(tree));
  }

  private static List<Object> parts(JmhEntry entry) {
    return List.of(
        entry.cell(),
        entry.primary(),
        entry.secondaries(),
        entry.forks(),
        entry.jmhVersion(),
        entry.jvm(),
        entry.jvmArgs(),
        entry.jdkVersion(),
        entry.vmName(),
        entry.vmVersion());
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/samples"))) {
      return files
          .filter(file -> file.toString().endsWith(".json") && file.toFile().length() > 0)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsOfEverySampleWhatItsTreeHolds(Path sample) throws IOException {
    List<JmhEntry> entries = JmhFile.read(sample);

    entries.forEach(EntryStreamTest::assertSameAsTree);
    assertThat(entries.stream().map(JmhEntry::json).toList())
        .isEqualTo(trees(Files.readString(sample)));
  }

  private static List<ObjectNode> trees(String text) {
    return JsonMapper.shared().readTree(text).valueStream().map(ObjectNode.class::cast).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"threads\":2 -> \"threads\":null",
        "\"forks\":3 -> \"forks\":null",
        "\"forks\":3 -> \"more\":[{\"x\":[]}]",
        "{\"p\":\"1\"} -> {\"p\":1,\"q\":null}",
        "{\"p\":\"1\"} -> null",
        "\"NaN\" -> \"x\"",
        "\"secondaryMetrics\":{} -> \"secondaryMetrics\":null",
        "\"secondaryMetrics\":{} -> \"secondaryMetrics\":{\"·s\":{\"score\":1}}",
        "\"rawData\":[[1,2]] -> \"rawData\":null",
        "\"rawData\":[[1,2]] -> \"rawData\":[]",
        "\"rawData\":[[1,2]] -> \"rawDataHistogram\":[[[[5,2],[8,1]]]]",
        "\"rawData\":[[1,2]] -> \"rawData\":[[3]],\"rawDataHistogram\":[[[[5,2],[8,1]],[]],[]]",
        "\"rawData\":[[1,2]] -> \"rawDataHistogram\":[[[[5,2,1]]]]",
        "\"rawData\":[[1,2]] -> \"scoreConfidence\":[1.5,1.5]",
        "\"rawData\":[[1,2]] -> \"scoreConfidence\":[1,2,3]",
        "\"rawData\":[[1,2]] -> \"scoreConfidence\":[\"NaN\",{}]",
        "\"rawData\":[[1,2]] -> \"scoreConfidence\":null",
        "\"ns/op\" -> 7",
        "\"avgt\" -> null"
      })
  void leavesWhatIsUnusualToTheTree(String change) {
    String[] sides = change.split(" -> ");
    String changed = ENTRY.replace(sides[0], sides[1]);

    List<JmhEntry> entries = read("[" + changed + "," + ENTRY + "]", StandardCharsets.UTF_8);

    assertThat(changed).isNotEqualTo(ENTRY);
    assertThat(entries).hasSize(2).allSatisfy(EntryStreamTest::assertSameAsTree);
    assertThat(entries.stream().map(JmhEntry::json).toList())
        .isEqualTo(trees("[" + changed + "," + ENTRY + "]"));
  }

  @Test
  void refusesWithThePlaceOfTheEntry() {
    String wrong = ENTRY.replace("[[1,2]]", "[[1,{}]]");

    assertThatThrownBy(() -> read("[" + ENTRY + ",\n" + wrong + "]", StandardCharsets.UTF_8))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessage(
            "test, entry 2 (line 4): benchmark a.B.c: the raw data of \"primaryMetric\" hold {},"
                + " which is no number.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void readsOtherEncodingsAndAMarkOfTheirOrder(String charset) {
    for (String mark : List.of("", "\ufeff")) {
      String text = mark + "[" + ENTRY.replace("a.B.c", "é.日.c") + "," + ENTRY + "]";

      List<JmhEntry> entries = read(text, Charset.forName(charset));

      assertThat(entries).hasSize(2).allSatisfy(EntryStreamTest::assertSameAsTree);
      assertThat(entries.getFirst().json().get("benchmark").stringValue()).isEqualTo("é.日.c");
    }
  }

  @Test
  void readsAGreatFileWithoutATreeOfAllOfIt() throws IOException {
    Path file = directory.resolve("big.json");
    BigFile.write(file, 300);

    List<JmhEntry> entries = JmhFile.read(file);

    assertThat(entries).hasSize(300);
    assertThat(entries.stream().map(JmhEntry::cell).distinct()).hasSize(300);
    assertThat(entries).filteredOn(JmhEntry::hasTree).isEmpty();
    entries.forEach(EntryStreamTest::assertSameAsTree);
  }

  /** Reports and comparisons of a file that is greater than memory: nothing of it is held. */
  @Test
  void holdsOfAGreatFileTheNumbersAlone() throws IOException {
    Path file = directory.resolve("big.json");
    BigFile.write(file, 300);

    List<JmhEntry> entries = JmhFile.read(file);
    Files.delete(file);

    assertThat(entries).hasSize(300).allSatisfy(e -> assertThat(e.jvmArgs()).isEmpty());
    assertThat(entries.getFirst().primary().raw()).hasSize(3);
    assertThatThrownBy(() -> entries.getFirst().json())
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("big.json: cannot be read again");
  }

  @Test
  void readsPartsOfAFileBeyondTwoGigabytes() throws IOException {
    Path file = directory.resolve("sparse");
    long place = 5L << 30;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)), place);
      Text text = new Text.InFile(file, channel);

      assertThat(text.size()).isEqualTo(place + 3);
      channel.close();
      assertThat(text.part(place + 1, 2)).asString(StandardCharsets.UTF_8).isEqualTo("bc");
      assertThatThrownBy(() -> text.part(place + 1, 3))
          .isInstanceOf(UnreadableResultException.class);
    }
  }

  @Test
  void knowsTheLineOfAConflictAlsoInAGreatFile() throws IOException {
    Path file = directory.resolve("big.json");
    BigFile.write(file, 300);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int line : List.of(2, 9_000, lines.size() - 1)) {
      List<String> changed = new ArrayList<>(lines);
      changed.add(line - 1, "<<<<<<< HEAD");
      Files.write(file, changed);
      assertThatThrownBy(() -> JmhFile.read(file))
          .isInstanceOf(UnreadableResultException.class)
          .hasMessageContaining("big.json, line " + line + ": a merge conflict");
    }
  }
}
