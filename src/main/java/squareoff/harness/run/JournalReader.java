package squareoff.harness.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import squareoff.harness.result.Cell;
import squareoff.harness.result.EntryLine;
import squareoff.harness.result.Text;
import squareoff.harness.result.UnreadableResultException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a journal from its beginning, line by line, and refuses what a run did not write. */
final class JournalReader {

  private static final int PORTION = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final Text text;

  private byte[] line = new byte[PORTION];
  private int length;
  private int number;
  private long end;
  private boolean torn;

  private Plan plan;
  private Optional<JournalChain> chain = Optional.empty();
  private final Map<String, PlannedCell> cells = new HashMap<>();
  private final Set<Trial.Key> measured = new HashSet<>();
  private final List<TrialRecord> trials = new ArrayList<>();
  private final List<ObjectNode> others = new ArrayList<>();

  /**
   * A reader.
   *
   * @param channel of the journal; its position is left alone
   * @param file the journal, for messages
   */
  JournalReader(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
    // Results are read again through this channel while it is open: to close another one would
    // give away the journal's lock.
    this.text = new Text.InFile(file, channel);
  }

  /**
   * Reads all complete lines.
   *
   * @return what they hold
   * @throws UnusableInputException if that is not what a run wrote
   * @throws IOException if the file cannot be read
   */
  Journal.Contents read() throws IOException {
    ByteBuffer portion = ByteBuffer.allocate(PORTION);
    long position = 0;
    while (channel.read(portion.clear(), position) > 0) {
      take(portion.array(), portion.position(), position);
      position += portion.position();
    }
    torn = position > end;
    if (plan == null) {
      throw new UnusableInputException(
          "%s: holds no complete line: the run ended before its plan was written; start it anew"
              .formatted(file));
    }
    return new Journal.Contents(plan, trials, others, end, notes());
  }

  /** The hashes up to the last line that was read; empty in format 1, which has none. */
  Optional<JournalChain> chain() {
    return chain;
  }

  private void take(byte[] portion, int size, long position) {
    int from = 0;
    for (int i = 0; i < size; i++) {
      if (portion[i] == '\n') {
        append(portion, from, i);
        endLine();
        from = i + 1;
        end = position + from;
      }
    }
    append(portion, from, size);
  }

  private void append(byte[] portion, int from, int to) {
    int needed = length + to - from;
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }
    System.arraycopy(portion, from, line, length, to - from);
    length = needed;
  }

  private void endLine() {
    number++;
    if (number == 1) {
      readPlan();
    } else {
      readRecord();
    }
    length = 0;
  }

  private void readPlan() {
    ObjectNode json = line().rest();
    int format = json.path("format").isInt() ? json.path("format").asInt() : Plan.FORMAT;
    if (format != Plan.FORMAT_WITHOUT_CHAIN) {
      chain = Optional.of(new JournalChain());
    }
    try {
      plan = Plan.fromJson(json, where());
    } catch (JacksonException | UnreadableResultException e) {
      throw corrupt("not a plan (" + e.getMessage() + ")");
    }
    checkChain();
    if (!json.path("hash").asString("").equals(Plan.hash(json))) {
      throw corrupt("the plan is not the one that was written (its hash differs)");
    }
    plan.cells().forEach(cell -> cells.put(cell.cell().toString(), cell));
  }

  private void readRecord() {
    checkChain();
    EntryLine read = line();
    try {
      if (read.rest().path("type").asString("").equals(Settings.TYPE)) {
        goOn(read.rest());
        return;
      }
      JournalLines.read(read, where())
          .ifPresentOrElse(
              trial -> {
                check(trial);
                trials.add(trial);
              },
              () -> {
                read.rest().remove("chain");
                others.add(read.rest());
              });
    } catch (JacksonException | UnreadableResultException e) {
      throw corrupt(e.getMessage());
    }
  }

  /** From here on trials may be those of more rounds. */
  private void goOn(ObjectNode json) {
    try {
      plan = Settings.fromJson(json).of(plan);
    } catch (UnusableInputException e) {
      throw corrupt(e.getMessage());
    }
  }

  private void checkChain() {
    if (chain.isPresent() && !chain.get().follows(line, length)) {
      throw corrupt(
          "it does not follow from the line before (by their hashes): it was changed, inserted or"
              + " moved, or a line before it was taken away");
    }
  }

  private void check(TrialRecord trial) {
    if (!cells.containsKey(trial.cell())
        || !plan.builds().containsKey(trial.build())
        || trial.round() < 0
        || trial.round() >= plan.rounds()) {
      throw corrupt(
          "a trial that is not in the plan (%s, build %s, round %d)"
              .formatted(trial.cell(), trial.build(), trial.round()));
    }
    if (trial.measured().isPresent()) {
      Cell of = trial.measured().get().cell();
      if (!of.equals(cells.get(trial.cell()).cell())) {
        throw corrupt("a trial of %s with the result of %s".formatted(trial.cell(), of));
      }
      if (!measured.add(trial.key())) {
        throw corrupt("a trial that the journal holds already");
      }
    }
  }

  private EntryLine line() {
    try {
      int at = number;
      return EntryLine.read(line, length, "result", text, end, () -> where(at));
    } catch (JacksonException e) {
      throw corrupt("not JSON (" + e.getOriginalMessage() + ")");
    } catch (UnreadableResultException e) {
      throw corrupt(e.getMessage());
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (chain.isEmpty()) {
      notes.add(
          ("%s: of format %d, whose lines carry no hashes: if it was changed after it was written,"
                  + " that cannot be told")
              .formatted(file, Plan.FORMAT_WITHOUT_CHAIN));
    }
    if (torn) {
      notes.add("%s: its last line is cut off, as a kill leaves it: passed over".formatted(file));
    }
    List<String> types = others.stream().map(JournalReader::type).distinct().limit(5).toList();
    if (!types.isEmpty()) {
      notes.add(
          "%s: holds lines of a type that is not known here (%s): passed over; use the version that wrote them"
              .formatted(file, String.join(", ", types)));
    }
    return notes;
  }

  private static String type(ObjectNode line) {
    String type = line.path("type").asString("");
    return type.isEmpty() ? "none" : type;
  }

  private String where() {
    return where(number);
  }

  private String where(int line) {
    return file + " line " + line;
  }

  private UnusableInputException corrupt(String what) {
    return new UnusableInputException(
        where()
            + ": "
            + what
            + ". The journal was changed after it was written; nothing in it is touched. Restore"
            + " it, or cut it before this line to go on from there");
  }
}
