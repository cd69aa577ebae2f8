package squareoff.harness.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import squareoff.harness.result.UnreadableResultException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The append-only record of a run, one JSON object a line: the truth, from which every other file
 * of the run directory is derived. A line counts once its line feed is on the disk.
 */
public final class Journal implements Closeable {

  private final Path file;
  private final FileChannel channel;

  /** Where the last complete line ends, in bytes. */
  private long end;

  private Journal(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /**
   * What a journal holds.
   *
   * @param plan its first line
   * @param trials the trials that have ended, in the order in which they did
   * @param length where its last complete line ends, in bytes: what is behind it is torn
   */
  public record Contents(Plan plan, List<TrialRecord> trials, long length) {

    /** Keeps a copy that cannot be changed. */
    public Contents {
      trials = List.copyOf(trials);
    }

    /**
     * The trials that have ended without a result, and were not run again with one.
     *
     * @return the last failure of each, in order
     */
    public List<TrialRecord> failures() {
      Map<Trial.Key, TrialRecord> last = new LinkedHashMap<>();
      trials.forEach(trial -> last.put(trial.key(), trial));
      return last.values().stream().filter(t -> t.failed().isPresent()).toList();
    }
  }

  /**
   * Begins a journal.
   *
   * @param file where it is to be; must not exist
   * @param plan its first line
   * @return the journal, locked against others until it is closed
   * @throws UnusableInputException if the file exists
   * @throws IOException if it cannot be written
   */
  static Journal create(Path file, Plan plan) throws IOException {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      Journal journal = new Journal(file, locked(file, channel), 0);
      ObjectNode line = plan.toJson();
      line.put("hash", plan.hash());
      journal.append(line);
      return journal;
    } catch (FileAlreadyExistsException e) {
      throw new UnusableInputException(
          "%s exists: go on with that run by --resume %s, or choose another directory"
              .formatted(file, file.toAbsolutePath().getParent()),
          e);
    }
  }

  /**
   * Opens a journal to go on with it: what is behind its last complete line is cut. It is locked
   * before it is read, so that nothing that another process still writes can be cut.
   *
   * @param file the journal
   * @return the journal, locked against others until it is closed
   * @throws UnusableInputException if another process writes it, or it is not what a run wrote
   * @throws IOException if it cannot be written
   */
  static Journal reopen(Path file) throws IOException {
    FileChannel channel =
        locked(file, FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ));
    Journal journal = new Journal(file, channel, 0);
    try {
      journal.end = journal.contents().length();
      channel.truncate(journal.end);
      channel.position(journal.end);
      return journal;
    } catch (RuntimeException | IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * What the journal holds now, read through its own channel: on POSIX systems, closing any other
   * would give the lock away.
   *
   * @throws UnusableInputException if it is not what a run wrote
   * @throws IOException if it cannot be read
   */
  Contents contents() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      continue;
    }
    return parse(bytes.array(), file);
  }

  private static FileChannel locked(Path file, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new UnusableInputException(
          "%s: another process is writing this run; wait for it, or stop it first".formatted(file));
    }
    return channel;
  }

  /**
   * Adds a trial and has it on the disk before returning.
   *
   * @param trial what has ended
   * @throws IOException if it cannot be written; what the journal held stays readable
   */
  void append(TrialRecord trial) throws IOException {
    append(JournalLines.write(trial));
  }

  private void append(ObjectNode line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      end = channel.position();
    } catch (IOException e) {
      // Half a line would be cut on resuming anyway, but others read journals too.
      channel.truncate(end);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The file. */
  Path file() {
    return file;
  }

  /**
   * Reads a journal up to its last complete line. A torn last line, as a kill leaves it, is passed
   * over; anything else that is wrong is refused.
   *
   * @param file the journal
   * @return what it holds
   * @throws UnusableInputException if it cannot be read, or is not what a run wrote
   */
  public static Contents read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s: cannot be read (%s); name the directory of a run".formatted(file, e), e);
    }
    return parse(bytes, file);
  }

  private static Contents parse(byte[] bytes, Path file) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    if (length == 0) {
      throw new UnusableInputException(
          "%s: holds no complete line: the run ended before its plan was written; start it anew"
              .formatted(file));
    }
    List<String> lines = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
    Plan plan = plan(lines.getFirst(), file + " line 1");
    Set<String> cells =
        plan.cells().stream().map(cell -> cell.cell().toString()).collect(Collectors.toSet());
    Set<Trial.Key> measured = new HashSet<>();
    List<TrialRecord> trials = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String where = file + " line " + (i + 1);
      parsed(lines.get(i), where)
          .ifPresent(trial -> {
            check(trial, plan, cells, measured, where);
            trials.add(trial);
          });
    }
    return new Contents(plan, trials, length);
  }

  private static Plan plan(String line, String where) {
    JsonNode json = json(line, where);
    Plan plan;
    try {
      plan = Plan.fromJson(json, where);
    } catch (JacksonException | UnreadableResultException e) {
      throw corrupt(where, "not a plan (" + e.getMessage() + ")");
    }
    boolean unchanged =
        json instanceof ObjectNode object
            && json.path("hash").asString("").equals(Plan.hash(object));
    if (!unchanged) {
      throw corrupt(where, "the plan is not the one that was written (its hash differs)");
    }
    return plan;
  }

  private static Optional<TrialRecord> parsed(String line, String where) {
    try {
      return JournalLines.read(json(line, where), where);
    } catch (JacksonException | UnreadableResultException e) {
      throw corrupt(where, e.getMessage());
    }
  }

  private static void check(
      TrialRecord trial, Plan plan, Set<String> cells, Set<Trial.Key> measured, String where) {
    if (!cells.contains(trial.cell())
        || !plan.builds().containsKey(trial.build())
        || trial.round() < 0
        || trial.round() >= plan.rounds()) {
      throw corrupt(
          where,
          "a trial that is not in the plan (%s, build %s, round %d)"
              .formatted(trial.cell(), trial.build(), trial.round()));
    }
    if (trial.measured().isPresent() && !measured.add(trial.key())) {
      throw corrupt(where, "a trial that the journal holds already");
    }
  }

  private static JsonNode json(String line, String where) {
    try {
      return JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      throw corrupt(where, "not JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private static UnusableInputException corrupt(String where, String what) {
    return new UnusableInputException(
        where
            + ": "
            + what
            + ". The journal was changed after it was written; nothing in it is touched. Restore"
            + " it, or cut it before this line to go on from there");
  }
}
