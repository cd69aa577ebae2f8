package squareoff.harness.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The file system root below which {@code /proc}, {@code /sys} and {@code /etc} are read.
 *
 * <p>It is {@code /} on a running machine, and another directory where a recorded tree is read. A
 * file that does not exist, cannot be read or is blank gives an empty answer: which facts exist
 * depends on the system, the kernel's configuration and the container, so that the absence of any
 * one is an ordinary answer and not an error.
 *
 * @param directory the directory that stands for {@code /}
 */
public record ProcRoot(Path directory) {

  private static final int READ_SIZE = 64 * 1024;

  /**
   * The root of the running machine.
   *
   * @return {@code /}, or what the platform has in its place
   */
  public static ProcRoot here() {
    return new ProcRoot(Path.of("/"));
  }

  /** The content without surrounding white space; empty if there is none. */
  Optional<String> text(String path) {
    // One large read, where Files.readString reads a byte first, having been told a size of 0: a
    // file of /proc/sys gives its number in one read only, and 32768 would become 3.
    byte[] buffer = new byte[READ_SIZE];
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(resolve(path))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // Also what the kernel answers for a file that exists but does not apply to this hardware
      // (EINVAL, EBUSY, EOPNOTSUPP): the fact is unknown, which the empty answer says.
      return Optional.empty();
    }
    return Optional.of(content.toString(StandardCharsets.UTF_8).strip())
        .filter(text -> !text.isEmpty());
  }

  /** The content's lines; none if there is no content. */
  List<String> lines(String path) {
    return text(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** The content as one integer; empty if it is not one. */
  OptionalLong number(String path) {
    return text(path).map(ProcRoot::parse).orElse(OptionalLong.empty());
  }

  static OptionalLong parse(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  boolean exists(String path) {
    return Files.exists(resolve(path));
  }

  /** Absolute paths (seen from this root) of a directory's entries that match; sorted by name. */
  List<String> entries(String path, String nameRegex) {
    try (Stream<Path> entries = Files.list(resolve(path))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches(nameRegex))
          .sorted()
          .map(name -> path + "/" + name)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Path resolve(String path) {
    return directory.resolve(path.startsWith("/") ? path.substring(1) : path);
  }
}
