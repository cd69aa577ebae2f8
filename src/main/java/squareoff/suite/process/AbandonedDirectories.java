package squareoff.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary directories that bear the process number of the JVM that made them. A JVM that is
 * killed cannot delete its own, so each that makes one deletes those of the dead.
 */
final class AbandonedDirectories {

  private static final String PREFIX = "squareoff-worker-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

  private AbandonedDirectories() {}

  /**
   * Makes a directory for this JVM and deletes those beside it whose JVM is dead.
   *
   * @param parent where temporary files are
   * @return the new directory, empty; not yet marked to be deleted at exit
   * @throws IOException if it cannot be made
   */
  static Path replaceIn(Path parent) throws IOException {
    Path own = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
    UserPrincipal us = Files.getOwner(own);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : all) {
        if (isAbandoned(directory, us)) {
          delete(directory);
        }
      }
    }
    return own;
  }

  /** Links are not followed: in a directory that all may write to, one could lead anywhere. */
  private static boolean isAbandoned(Path directory, UserPrincipal us) throws IOException {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    if (!name.matches() || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent()) {
      return false;
    }
    try {
      return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(us);
    } catch (NoSuchFileException alreadyDeleted) {
      return false;
    }
  }

  /** Deletes a directory with all that is in it; says so on standard error where it cannot. */
  static void delete(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : leavesFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException left) {
      // No reason to measure nothing; another JVM may be deleting it at this moment.
      if (Files.exists(directory)) {
        System.err.println("cannot delete " + directory + ": " + left);
      }
    }
  }
}
