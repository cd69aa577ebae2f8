package squareoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The licences in the finished jar, held against the libraries that its classes come from. */
@Timeout(600)
class LicencesIT {

  private static final Path JAR = Path.of(System.getProperty("squareoff.jar"));
  private static final String FOLDER = "META-INF/licenses/";
  private static final String OWN = "squareoff";

  @Test
  void everyLibraryInTheJarHasItsLicenceThereAndNoOtherDoes() throws IOException {
    Map<String, Set<String>> classes = classesByLibrary();
    Set<String> inJar = names(JAR);
    Set<String> contained = new TreeSet<>(Set.of(OWN));
    classes.forEach((library, its) -> {
      if (its.stream().anyMatch(inJar::contains)) {
        contained.add(library);
      }
    });

    Map<String, Set<String>> files = filesByFolder(inJar);

    assertThat(contained).contains("jmh-core", "picocli", "jackson-core", "jopt-simple");
    assertThat(files.keySet()).isEqualTo(contained);
    assertThat(files.values())
        .allSatisfy(of -> assertThat(of).anyMatch(name -> name.startsWith("LICENSE")));
  }

  @Test
  void noClassIsOfALibraryThatNobodyKnows() throws IOException {
    Set<String> known = new TreeSet<>();
    classesByLibrary().values().forEach(known::addAll);

    assertThat(names(JAR))
        .filteredOn(name -> name.endsWith(".class") && !name.startsWith("squareoff/"))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void whatALibrarySaysOfItsLicenceIsThereWordForWord() throws IOException {
    Map<String, String> inJar = licences(JAR, name -> name);
    int compared = 0;
    for (Path library : libraries()) {
      String folder = FOLDER + artifact(library) + "/";
      if (inJar.keySet().stream().anyMatch(name -> name.startsWith(folder))) {
        for (Map.Entry<String, String> its : licences(library, LicencesIT::last).entrySet()) {
          assertThat(inJar).containsEntry(folder + its.getKey(), its.getValue());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void saysUnderWhatTheJarItselfIsAndWhatItsPartsAre() throws IOException {
    Map<String, String> texts = licences(JAR, name -> name);

    assertThat(texts.get(FOLDER + "squareoff/LICENSE"))
        .isEqualTo(Files.readString(Path.of("LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<name>Apache-2.0</name>");
    assertThat(texts.get(FOLDER + "jmh-core/LICENSE"))
        .contains("GNU General Public License", "Version 2, June 1991", "\"CLASSPATH\" EXCEPTION");
    assertThat(texts.get(FOLDER + "jopt-simple/LICENSE")).contains("The MIT License", "Holser");
    assertThat(texts).containsKey(FOLDER + "jackson-core/FastDoubleParser-LICENSE");
    assertThat(texts.keySet()).allMatch(name -> name.startsWith(FOLDER));
  }

  private static Map<String, Set<String>> filesByFolder(Set<String> names) {
    Map<String, Set<String>> files = new TreeMap<>();
    for (String name : names) {
      String below = name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : "";
      int slash = below.indexOf('/');
      if (slash > 0 && slash < below.length() - 1) {
        files
            .computeIfAbsent(below.substring(0, slash), folder -> new TreeSet<>())
            .add(below.substring(slash + 1));
      }
    }
    return files;
  }

  /** The libraries of the tests' class path: those that the jar is made of, and the tests' own. */
  private static Map<String, Set<String>> classesByLibrary() throws IOException {
    Map<String, Set<String>> classes = new LinkedHashMap<>();
    for (Path library : libraries()) {
      classes.put(
          artifact(library),
          names(library).stream()
              .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
              .collect(Collectors.toSet()));
    }
    return classes;
  }

  private static List<Path> libraries() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> !jar.getFileName().toString().matches("(squareoff|benchmarks).*"))
        .toList();
  }

  /** Of {@code jackson-core-3.2.4.jar} what stands before the version. */
  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static Set<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
    }
  }

  private static Map<String, String> licences(
      Path jar, java.util.function.UnaryOperator<String> key) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
        String name = entry.getName();
        if (!name.endsWith(".class") && last(name).matches("(?i).*(LICEN[CS]E|NOTICE|COPYING).*")) {
          byte[] bytes = file.getInputStream(entry).readAllBytes();
          texts.put(key.apply(name), new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }
}
