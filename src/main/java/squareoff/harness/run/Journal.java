package squareoff.harness.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The append-only record of a run, one JSON object a line: the truth, from which every other file
 * of the run directory is derived. A line counts once its line feed is on the disk.
 *
 * <p>From format 2 on the lines are chained by hashes, see {@link JournalChain}. That a journal
 * lost whole lines at its end cannot be told: a kill leaves the same.
 */
public final class Journal implements Closeable {

  private final Path file;
  private final FileChannel channel;

  /** Where the last complete line ends, in bytes. */
  private long end;

  /** Up to the last line; empty where the journal is of format 1, which stays so. */
  private Optional<JournalChain> chain = Optional.of(new JournalChain());

  private Journal(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /** What a journal holds. */
  public static final class Contents {

    private final Plan plan;
    private final List<TrialRecord> trials;
    private final List<ObjectNode> others;
    private final long length;
    private final List<String> notes;
    private final Map<String, List<TrialRecord>> byCell = new HashMap<>();

    /**
     * What was read.
     *
     * @param plan its first line, with the settings that it was gone on with
     * @param trials the trials that have ended, in the order in which they did
     * @param others its lines of other types, in order
     * @param length where its last complete line ends, in bytes: what is behind it is torn
     * @param notes what a user should know of how far it can be relied on: sentences
     */
    Contents(
        Plan plan,
        List<TrialRecord> trials,
        List<ObjectNode> others,
        long length,
        List<String> notes) {
      this.plan = plan;
      this.trials = List.copyOf(trials);
      this.others = List.copyOf(others);
      this.length = length;
      this.notes = List.copyOf(notes);
      trials.forEach(
          trial -> byCell.computeIfAbsent(trial.cell(), cell -> new ArrayList<>(4)).add(trial));
    }

    /**
     * What was recorded and not read from a file.
     *
     * @param plan what was to be done
     * @param trials the trials that have ended, in the order in which they did
     */
    public Contents(Plan plan, List<TrialRecord> trials) {
      this(plan, trials, List.of(), 0, List.of());
    }

    /** Its first line, with the settings that it was gone on with. */
    public Plan plan() {
      return plan;
    }

    /** The trials that have ended, in the order in which they did. */
    public List<TrialRecord> trials() {
      return trials;
    }

    /**
     * Those of one cell, in the order in which they ended.
     *
     * @param cell written out
     */
    public List<TrialRecord> trials(String cell) {
      return Collections.unmodifiableList(byCell.getOrDefault(cell, List.of()));
    }

    /** Its lines of types that are not known here, in order. */
    List<ObjectNode> others() {
      return others;
    }

    /** Where its last complete line ends, in bytes: what is behind it is torn. */
    long length() {
      return length;
    }

    /** What a user should know of how far it can be relied on: sentences that name the file. */
    public List<String> notes() {
      return notes;
    }

    /**
     * The trials that have ended without a result, and were not run again with one.
     *
     * @return the last failure of each, in order
     */
    public List<TrialRecord> failures() {
      return failures(trials);
    }

    /**
     * The same of one cell.
     *
     * @param cell written out
     * @return the last failure of each, in order
     */
    public List<TrialRecord> failures(String cell) {
      return failures(trials(cell));
    }

    private static List<TrialRecord> failures(List<TrialRecord> trials) {
      if (trials.stream().noneMatch(trial -> trial.failed().isPresent())) {
        return List.of();
      }
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
    JournalReader reader = new JournalReader(channel, file);
    Contents contents = reader.read();
    chain = reader.chain();
    return contents;
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

  /**
   * Adds a line of any type and has it on the disk before returning.
   *
   * @param line with its key {@code type}; must not have the key {@code chain}
   * @throws IOException if it cannot be written; what the journal held stays readable
   */
  void append(ObjectNode line) throws IOException {
    byte[] text =
        chain.isPresent() ? chain.get().next(line) : (line + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(text);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      end = channel.position();
      chain.ifPresent(hashes -> hashes.follows(text, text.length - 1));
    } catch (IOException e) {
      // Half a line would be cut on resuming anyway, but others read journals too.
      channel.truncate(end);
      throw Room.at(file, e);
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
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new JournalReader(channel, file).read();
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s: cannot be read (%s); name the directory of a run".formatted(file, e), e);
    }
  }
}
