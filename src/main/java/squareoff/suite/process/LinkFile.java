package squareoff.suite.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files by which two processes find each other, each in a directory of its own that only their user
 * may enter. What a JVM leaves that is killed at the wrong moment, {@link AbandonedDirectories the
 * next one} deletes.
 */
final class LinkFile {

  /** Where the JVM has its temporary files. */
  static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private LinkFile() {}

  /** A file system without a disk, where there is one: a disk's would write every page back. */
  static Path inMemory() {
    return Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : TEMPORARY;
  }

  /** A path at which there is nothing yet, in a new directory. */
  static Path in(Path parent) throws IOException {
    return AbandonedDirectories.replaceIn(parent).resolve("link");
  }

  /** Deletes the file, if there is one, and its directory. Deleting twice does nothing. */
  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.getParent());
  }
}
