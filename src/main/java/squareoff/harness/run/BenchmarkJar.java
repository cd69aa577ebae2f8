package squareoff.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import squareoff.harness.machine.Sha256;

/**
 * A JMH uber-jar, of anyone's: what {@code java -jar} runs and what its list of benchmarks says.
 *
 * @param path the jar, absolute
 * @param given the jar as it was named: JMH hands it to forks as their class path
 * @param sha256 the hash of its bytes, in hexadecimal: the identity of a build
 * @param benchmarks what JMH's annotation processor recorded in it, an entry for each benchmark and
 *     mode, never empty
 */
public record BenchmarkJar(
    Path path, String given, String sha256, List<BenchmarkListEntry> benchmarks) {

  /** A class file begins with its magic number, then the minor version, then the major one. */
  private static final int CLASS_HEADER = 8;

  /** The major version of Java 1's class files, less 1. */
  private static final int JAVA_0 = 44;

  private static final String LIST = BenchmarkList.BENCHMARK_LIST.substring(1);

  /** Keeps a copy that cannot be changed. */
  public BenchmarkJar {
    benchmarks = List.copyOf(benchmarks);
  }

  /**
   * Opens a jar and reads its list of benchmarks.
   *
   * @param jar the file
   * @param option the option that named it, for messages
   * @return the jar, with at least one benchmark
   * @throws UnusableInputException if there is no such file, it is no jar, or it holds no
   *     benchmarks
   */
  public static BenchmarkJar open(Path jar, String option) {
    if (!Files.isRegularFile(jar)) {
      throw new UnusableInputException(
          "%s %s: no such file; build it, or name a JMH uber-jar".formatted(option, jar));
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry list = file.getEntry(LIST);
      if (list == null) {
        throw new UnusableInputException(
            ("%s %s: the jar has no %s, so JMH finds no benchmarks in it. Either it is not a JMH"
                    + " uber-jar, or it was compiled by JDK 23+ without JMH's annotation processor"
                    + " named in annotationProcessorPaths")
                .formatted(option, jar, LIST));
      }
      List<BenchmarkListEntry> entries = readList(file, list, jar, option);
      if (entries.isEmpty()) {
        throw new UnusableInputException(
            "%s %s: its %s is empty: there is nothing to run".formatted(option, jar, LIST));
      }
      return new BenchmarkJar(
          jar.toAbsolutePath().normalize(), jar.toString(), Sha256.of(jar), entries);
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s %s: not a readable jar (%s)".formatted(option, jar, e.getMessage()), e);
    }
  }

  private static List<BenchmarkListEntry> readList(
      JarFile file, ZipEntry list, Path jar, String option) throws IOException {
    try (InputStream in = file.getInputStream(list)) {
      return BenchmarkList.readBenchmarkList(in);
    } catch (RuntimeException e) {
      // JMH's parser has no exception of its own: what it throws depends on where the line ends.
      throw new UnusableInputException(
          "%s %s: its %s was not written by a JMH whose format is known here (1.37's); rebuild it"
                  .formatted(option, jar, LIST)
              + " with JMH 1.37",
          e);
    }
  }

  /**
   * Opens a resource of the jar, such as a profile.
   *
   * @param name the entry's name, without a leading slash
   * @return its bytes, or empty where the jar has no such entry
   * @throws UnusableInputException if the jar cannot be read any more
   */
  public Optional<byte[]> resource(String name) {
    try (JarFile file = new JarFile(path.toFile())) {
      ZipEntry entry = file.getEntry(name);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return Optional.of(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UnusableInputException("%s: cannot be read (%s)".formatted(path, e), e);
    }
  }

  /** The oldest feature release that can load a benchmark's class; 0 where it cannot be found. */
  int javaOf(BenchmarkListEntry benchmark) {
    return resource(benchmark.getUserClassQName().replace('.', '/') + ".class")
        .filter(bytes -> bytes.length >= CLASS_HEADER)
        .map(bytes -> ByteBuffer.wrap(bytes).getShort(CLASS_HEADER - 2) - JAVA_0)
        .orElse(0);
  }

  /**
   * The names of the entries in a folder of the jar.
   *
   * @param folder the folder, ending with a slash
   * @return the names below it, without the folder, sorted
   * @throws UnusableInputException if the jar cannot be read any more
   */
  public List<String> resourcesBelow(String folder) {
    try (JarFile file = new JarFile(path.toFile())) {
      TreeSet<String> names = new TreeSet<>();
      file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(folder) && !name.endsWith("/"))
          .forEach(name -> names.add(name.substring(folder.length())));
      return List.copyOf(names);
    } catch (IOException e) {
      throw new UnusableInputException("%s: cannot be read (%s)".formatted(path, e), e);
    }
  }

  /**
   * The benchmarks whose full name contains a match of one of the patterns, as JMH selects them.
   *
   * @param patterns what to include; everything if empty
   * @return the entries, in the order of the list
   */
  List<BenchmarkListEntry> matching(List<Pattern> patterns) {
    return benchmarks.stream()
        .filter(entry ->
            patterns.isEmpty()
                || patterns.stream().anyMatch(p -> p.matcher(entry.getUsername()).find()))
        .toList();
  }
}
