package squareoff.suite.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where a worker JVM finds its classes. Those that come from a directory are taken from there.
 * Those that come from a jar are copied out of it, into a directory that lives as long as this JVM:
 * to open an uber-jar and read its table of contents costs a worker about 20 ms, as much as two
 * thirds of an empty JVM. What a JVM leaves that is killed, {@link AbandonedDirectories the next
 * one} deletes.
 */
final class WorkerClasses {

  private static final String HANDICAP = "META-INF/squareoff/handicap.properties";

  private WorkerClasses() {}

  static Set<Path> pathTo(Collection<Class<?>> classes) {
    Set<Path> entries = new LinkedHashSet<>();
    for (Class<?> type : classes) {
      Path source = sourceOf(type);
      if (Files.isDirectory(source)) {
        entries.add(source);
      } else {
        Extracted.copy(type, type.getName().replace('.', '/') + ".class");
        // What a jar says of all of its workloads holds in its workers too.
        Extracted.copy(type, HANDICAP);
        entries.add(Extracted.DIRECTORY);
      }
    }
    return entries;
  }

  private static Path sourceOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("where is " + type + "?", impossible);
    }
  }

  /** Initialised only when something has to be copied: other JVMs then make no directory. */
  private static final class Extracted {

    static final Path DIRECTORY = create();

    private static Path create() {
      try {
        return temporary(
            AbandonedDirectories.replaceIn(Path.of(System.getProperty("java.io.tmpdir"))));
      } catch (IOException unwritable) {
        throw new UncheckedIOException("no directory for the workers' classes", unwritable);
      }
    }

    static synchronized void copy(Class<?> type, String name) {
      Path target = DIRECTORY;
      try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
        if (bytes == null) {
          return;
        }
        for (Path part : Path.of(name)) {
          target = target.resolve(part);
          boolean last = target.endsWith(name);
          if (!Files.exists(target)) {
            temporary(target);
            if (last) {
              Files.copy(bytes, target);
            } else {
              Files.createDirectory(target);
            }
          }
        }
      } catch (IOException unwritable) {
        throw new UncheckedIOException("cannot write " + target, unwritable);
      }
    }

    /** Deleted at exit in reverse order, so that a directory is empty when its turn comes. */
    private static Path temporary(Path path) {
      path.toFile().deleteOnExit();
      return path;
    }
  }
}
