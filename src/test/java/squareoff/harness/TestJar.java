package squareoff.harness;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/**
 * Real JMH uber-jars, built from source text inside a test: a stranger's jar, which this repository
 * does not contain.
 *
 * <p>The classes are compiled for Java 17, so that the jars run on any JDK that the tests may find.
 */
public final class TestJar {

  private static final String JMH_MAIN = "org.openjdk.jmh.Main";

  /**
   * One class of each library that an uber-jar of JMH holds: its code source is the library's jar.
   */
  private static final List<String> DEPENDENCIES =
      List.of(JMH_MAIN, "joptsimple.OptionParser", "org.apache.commons.math3.util.FastMath");

  private TestJar() {}

  /**
   * Builds a JMH uber-jar, as a stranger's Maven build with the shade plugin would.
   *
   * @param directory where the jar is written; created if it is missing
   * @param jarName file name of the jar; an existing file is replaced
   * @param sourcesByClassName source text by fully qualified name of its top-level class
   * @return the jar
   * @throws AssertionError if a source does not compile or JMH rejects a benchmark; the message has
   *     the diagnostics
   */
  public static Path build(Path directory, String jarName, Map<String, String> sourcesByClassName) {
    return pack(directory, jarName, sourcesByClassName, true);
  }

  /** Adds a text to a jar, such as what its authors declare of their benchmarks. */
  public static void add(Path jar, String resource, String text) {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path file = zip.getPath(resource);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Builds the jar of someone whose compiler ran no annotation processor (what JDK 23 and later do
   * unless told): JMH and the classes are there, {@code META-INF/BenchmarkList} is not.
   *
   * @param directory where the jar is written; created if it is missing
   * @param jarName file name of the jar; an existing file is replaced
   * @param sourcesByClassName source text by fully qualified name of its top-level class
   * @return the jar
   * @throws AssertionError if a source does not compile; the message has the diagnostics
   */
  public static Path buildWithoutBenchmarkList(
      Path directory, String jarName, Map<String, String> sourcesByClassName) {
    return pack(directory, jarName, sourcesByClassName, false);
  }

  /**
   * Builds a jar that has nothing to do with JMH: its main class prints {@code hello} and ignores
   * its arguments.
   *
   * @param directory where the jar is written; created if it is missing
   * @param jarName file name of the jar; an existing file is replaced
   * @return the jar
   */
  public static Path buildWithoutJmh(Path directory, String jarName) {
    String source =
        """
        package plain;
        public class Hello {
          public static void main(String[] args) {
            System.out.println("hello");
          }
        }
        """;
    try {
      Files.createDirectories(directory);
      Path jar = directory.resolve(jarName);
      Files.write(jar, emptyJar("plain.Hello"));
      addCompiled(jar, Map.of("plain.Hello", source), false);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Benchmarks that misbehave in each way that a runner must survive, and one that does not.
   *
   * <p>{@code trouble.Trouble}: {@code fine} (average time, a few ns/op), {@code throwsAtOnce},
   * {@code exits} (calls {@code System.exit(0)}), {@code deadlocks} (two monitors, so that no
   * interrupt ends it), {@code sleepsPastItsTime} (an hour, swallowing interrupts). {@code
   * trouble.Shapes}: {@code parameterised} ({@code letter} = a, b; {@code digit} = 1, 2), the group
   * {@code grouped} of {@code puts} (1 thread) and {@code takes} (2 threads), {@code twoThreads}
   * ({@code @Threads(2)}). All iterations last 50 ms: one for warm-up and two measured, in one
   * fork.
   *
   * @return source text by class name, in a fixed order
   */
  public static Map<String, String> troubleSources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String name : List.of("trouble.Trouble", "trouble.Shapes")) {
      sources.put(name, resource("/" + name.replace('.', '/') + ".txt"));
    }
    return sources;
  }

  private static String resource(String path) {
    try (InputStream in = TestJar.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("no test resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(
      Path directory, String jarName, Map<String, String> sourcesByClassName, boolean processed) {
    try {
      Files.createDirectories(directory);
      Path jar = directory.resolve(jarName);
      Files.write(jar, JmhBase.BYTES);
      addCompiled(jar, sourcesByClassName, processed);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addCompiled(
      Path jar, Map<String, String> sourcesByClassName, boolean processed) throws IOException {
    Path classes = Files.createTempDirectory("test-jar-classes");
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      compile(sourcesByClassName, classes, processed);
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String entry = classes.relativize(file).toString().replace('\\', '/');
          if (!entry.endsWith(".java")) {
            Path target = zip.getPath(entry);
            if (target.getParent() != null) {
              Files.createDirectories(target.getParent());
            }
            Files.copy(file, target);
          }
        }
      }
    } finally {
      deleteTree(classes);
    }
  }

  private static void compile(
      Map<String, String> sourcesByClassName, Path classes, boolean processed) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        new ArrayList<>(
            List.of(
                "--release",
                "17",
                "-Xlint:none",
                "-d",
                classes.toString(),
                "-classpath",
                classPath()));
    if (!processed) {
      options.add("-proc:none");
    }
    List<JavaFileObject> units = new ArrayList<>();
    sourcesByClassName.forEach((name, text) -> units.add(new SourceText(name, text)));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, diagnostics, options, null, units);
      if (processed) {
        // An instance and not "-processor": it shares our loaded classes, which saves a class
        // loader of the whole of JMH for each jar.
        task.setProcessors(List.<Processor>of(new BenchmarkProcessor()));
      }
      if (!task.call()) {
        throw new AssertionError(
            diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n", "the sources do not compile:\n", "")));
      }
    }
  }

  private static String classPath() {
    return DEPENDENCIES.stream()
        .map(name -> jarOf(name).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jarOf(String className) {
    try {
      Class<?> type = Class.forName(className, false, TestJar.class.getClassLoader());
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new AssertionError(className + " is not on the test class path", e);
    }
  }

  private static byte[] emptyJar(String mainClass) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest(mainClass)).close();
    return bytes.toByteArray();
  }

  private static Manifest manifest(String mainClass) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    return manifest;
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** JMH and its libraries in one jar, packed once in each JVM: the slow part of building a jar. */
  private static final class JmhBase {
    static final byte[] BYTES = read();

    private static byte[] read() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Set<String> seen = new HashSet<>();
      try (JarOutputStream out = new JarOutputStream(bytes, manifest(JMH_MAIN))) {
        for (String name : DEPENDENCIES) {
          copy(jarOf(name), out, seen);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    private static void copy(Path jar, JarOutputStream out, Set<String> seen) throws IOException {
      try (JarFile in = new JarFile(jar.toFile())) {
        for (JarEntry entry : in.stream().toList()) {
          String name = entry.getName();
          if (!entry.isDirectory() && !name.startsWith("META-INF/") && seen.add(name)) {
            out.putNextEntry(new JarEntry(name));
            in.getInputStream(entry).transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
  }
}
