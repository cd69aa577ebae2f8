package squareoff.harness.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes files whole or not at all: on a full disk, and whenever the program is killed, what was
 * there is there still.
 */
public final class WholeFile {

  private WholeFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out buffered; closed and forced to the disk by the caller
     */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes a text in UTF-8.
   *
   * @throws FileSystemException as by {@link #write(Path, Content)}
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file: to a temporary file beside it, flushed to the disk, then renamed. Links are
   * followed. What is no regular file, such as a pipe, is written as it is, and so is a file that
   * must stay where it is, since its folder is closed to us; that one gets back what it held if it
   * cannot be written.
   *
   * @param file what was there is replaced, and the new file has its permissions
   * @param content what to write; called a second time where a file must stay where it is
   * @throws FileSystemException where that fails; it names the file and has a reason
   */
  public static void write(Path file, Content content) throws IOException {
    try {
      if (!Files.exists(file)) {
        beside(Files.isSymbolicLink(file) ? aim(file) : file.toAbsolutePath(), content);
      } else if (Files.isRegularFile(file)) {
        replace(file, content);
      } else {
        writeAndForce(file, content, StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(file.toString(), null, why(e));
      named.initCause(e);
      throw named;
    }
  }

  /** Where a link points to that points to nothing yet. */
  private static Path aim(Path link) throws IOException {
    return link.toAbsolutePath().resolveSibling(Files.readSymbolicLink(link));
  }

  private static void replace(Path file, Content content) throws IOException {
    if (isDescriptor(file)) {
      inItsPlace(file, content);
      return;
    }
    try {
      beside(file.toRealPath(), content);
    } catch (ClosedFolderException e) {
      inItsPlace(file, content);
    }
  }

  /** Such as /dev/stdout: what it leads to is open already, by others too, and stays that file. */
  private static boolean isDescriptor(Path file) {
    Path place = file.toAbsolutePath().normalize();
    return Stream.of("/dev", "/proc").anyMatch(place::startsWith) && !place.startsWith("/dev/shm");
  }

  /** No file can be made beside it, or it cannot be renamed, as one mounted into a container. */
  private static final class ClosedFolderException extends IOException {
    private static final long serialVersionUID = 1;

    ClosedFolderException(IOException e) {
      super(why(e), e);
    }
  }

  private static boolean isClosed(IOException e) {
    return e instanceof AccessDeniedException || "Read-only file system".equals(why(e));
  }

  private static void beside(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.createFile(temporary);
    } catch (IOException e) {
      // Where there is no room, the old file stays as it is: it is not emptied for the new one.
      throw isClosed(e) ? new ClosedFolderException(e) : e;
    }
    try {
      writeAndForce(temporary, content, StandardOpenOption.WRITE);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        keepOwner(file, temporary);
      }
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new ClosedFolderException(e);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** As far as the system lets us: a file of somebody else's stays readable, if not theirs. */
  private static void keepOwner(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes made = view.readAttributes();
    try {
      if (!made.permissions().equals(old.permissions())) {
        view.setPermissions(old.permissions());
      }
      if (!made.group().equals(old.group())) {
        view.setGroup(old.group());
      }
      if (!made.owner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
    } catch (FileSystemException e) {
      return;
    }
  }

  private static void inItsPlace(Path file, Content content) throws IOException {
    byte[] before = Files.readAllBytes(file);
    try {
      writeAndForce(file, content, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    } catch (IOException e) {
      try {
        Files.write(file, before);
      } catch (IOException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    }
  }

  private static void writeAndForce(Path file, Content content, StandardOpenOption... options)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      content.to(out);
      out.flush();
      if (Files.isRegularFile(file)) {
        // Some disks say only then that they are full.
        channel.force(true);
      }
    }
  }

  /**
   * Why something cannot be read or written.
   *
   * @return what the system says, or what the kind of exception means; without the file's name
   */
  public static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no such file or directory";
      case FileAlreadyExistsException taken -> "something else is there";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
