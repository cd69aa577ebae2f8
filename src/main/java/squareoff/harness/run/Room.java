package squareoff.harness.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import squareoff.harness.text.SafeText;

/** Whether the disk has room: for want of it trials fail that are no fault of their benchmark. */
final class Room {

  /** About what a trial leaves: its log and result, and what JMH puts into the temporary folder. */
  private static final int ENOUGH_BYTES = 64 * 1024;

  /** What the systems say, where the locale is English; what is full by now is found in any. */
  private static final Pattern SAID =
      Pattern.compile(
          "No space left on device|Disk quota exceeded|not enough space on the disk"
              + "|File too large");

  /** Before a line of a stack trace, as {@link SafeText} writes them out in what is recorded. */
  private static final Pattern TABS = Pattern.compile("^(\\s|\\\\u0009)+");

  private Room() {}

  /**
   * Refuses to record a failed trial for which there was no room.
   *
   * @param log the end of its log
   * @param folders where it wrote
   * @throws UnusableInputException if one of them is full, or the log says that something was
   */
  static void blame(String log, List<Path> folders) {
    for (Path folder : folders) {
      Optional<String> full = full(folder);
      if (full.isPresent()) {
        throw unrecorded("%s has no room left (%s)".formatted(folder, full.get()));
      }
    }
    Matcher said = SAID.matcher(log);
    if (said.find()) {
      throw unrecorded(
          "the trial under way found no room in %s, or where its benchmark writes: %s"
              .formatted(
                  folders.stream().map(Path::toString).collect(Collectors.joining(" or ")),
                  line(log, said.start())));
    }
  }

  private static String line(String log, int at) {
    int begin = log.lastIndexOf('\n', at) + 1;
    int end = log.indexOf('\n', at);
    String line = log.substring(begin, end < 0 ? log.length() : end);
    return TABS.matcher(line).replaceFirst("");
  }

  private static UnusableInputException unrecorded(String what) {
    return new UnusableInputException(
        what
            + ". The trial under way failed for that and is not recorded, what was before it is;"
            + " make room, then go on with --resume");
  }

  /** Why nothing can be written there any more; tried out, since nobody tells of free inodes. */
  private static Optional<String> full(Path folder) {
    Path probe = null;
    try {
      probe = Files.createTempFile(folder, "room", ".tmp");
      Files.write(probe, new byte[ENOUGH_BYTES]);
      return Optional.empty();
    } catch (AccessDeniedException | NoSuchFileException | ReadOnlyFileSystemException e) {
      // Not for want of room, and told by whoever writes there.
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          e instanceof FileSystemException f && f.getReason() != null
              ? f.getReason()
              : String.valueOf(e.getMessage()));
    } finally {
      delete(probe);
    }
  }

  private static void delete(Path probe) {
    try {
      if (probe != null) {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      // A file of next to nothing is left, in a folder that has worse troubles.
      return;
    }
  }

  /** The same exception, naming the file: what fails while writing does not say where. */
  static IOException at(Path file, IOException e) {
    if (e instanceof FileSystemException) {
      return e;
    }
    FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }
}
