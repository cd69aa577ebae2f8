package squareoff.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSearchTest {

  private Path root;
  private Path home;

  @BeforeEach
  void makeAnEmptyMachine(@TempDir Path folder) throws IOException {
    // Where a temporary folder is reached through a link, the search names what the link points at.
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    home = Files.createDirectory(folder.toRealPath().resolve("home"));
  }

  @Test
  void takesTheNewestWhereNoneIsNamed() throws Exception {
    Path older = FakeJdks.released(root.resolve("usr/lib/jvm/a"), "21.0.9");
    Path newest = FakeJdks.released(root.resolve("opt/java/b"), "25.0.10");
    Path newer = FakeJdks.released(home.resolve(".sdkman/candidates/java/c"), "25.0.9");
    FakeJdks.released(root.resolve("usr/lib/jvm/z"), "17.0.15");

    assertThat(fitting(linux(Map.of()))).containsExactly(newest, newer, older);
  }

  @Test
  void takesJavaHomeBeforeANewerOne() throws Exception {
    Path newest = FakeJdks.released(root.resolve("usr/lib/jvm/newest"), "25.0.1");
    Path named = FakeJdks.released(root.resolve("somewhere/else"), "21.0.1");

    LauncherSearch search = linux(Map.of("JAVA_HOME", named.toString()));

    assertThat(fitting(search)).containsExactly(named, newest);
    assertThat(search.atLeast(21)).extracting(search::isNamed).containsExactly(true, false);
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Path named = FakeJdks.released(root.resolve("somewhere/else"), "1.8.0_392");
    Path newest = FakeJdks.released(root.resolve("usr/lib/jvm/newest"), "21");

    LauncherSearch search = linux(Map.of("JAVA_HOME", named.toString()));

    assertThat(fitting(search)).containsExactly(newest);
    assertThat(search.lookedAt()).contains("JAVA_HOME=%1$s: %1$s (1.8.0_392)".formatted(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JDK_HOME", "JAVA_HOME_21_X64", "JDK_21", "JAVA21_HOME", "JDK21", "GRAALVM_HOME"})
  void looksAtTheVariable(String variable) throws Exception {
    Path jdk = FakeJdks.released(root.resolve("somewhere/else"), "21.0.1");

    assertThat(fitting(linux(Map.of(variable, jdk.toString())))).containsExactly(jdk);
  }

  @Test
  void doesNotTakeOptionsForAPlace() throws Exception {
    assertThat(linux(Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")).lookedAt())
        .noneMatch(line -> line.contains("-Xmx1g"));
  }

  @Test
  void followsTheLinksOfThePath() throws Exception {
    Path jdk = FakeJdks.released(root.resolve("somewhere/else"), "21.0.1");
    Path link = root.resolve("usr/bin/java");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, jdk.resolve("bin/java"));
    String path = root.resolve("nowhere") + File.pathSeparator + link.getParent();

    assertThat(fitting(linux(Map.of("PATH", path)))).containsExactly(jdk);
  }

  @Test
  void asksAShimForItsVersion() throws Exception {
    Path shim =
        FakeJdks.script(
            root.resolve("shims/java"),
            """
            [ "$1" = -version ] || exit 1
            echo 'Picked up something' >&2
            echo 'openjdk version "22.0.2" 2024-07-16' >&2\
            """);

    LauncherSearch search = linux(Map.of("PATH", shim.getParent().toString()));

    assertThat(search.atLeast(21)).extracting(LauncherJdk::java).containsExactly(shim);
    assertThat(search.lookedAt()).contains("java on the PATH: " + shim + " (22.0.2)");
  }

  @Test
  void startsAShimByTheNameThatItLooksAt() throws Exception {
    Path manager =
        FakeJdks.script(
            root.resolve("bin/manager"),
            "[ ${0##*/} = java ] && echo 'openjdk version \"22\"' >&2");
    Path shim = root.resolve("shims/java");
    Files.createDirectories(shim.getParent());
    Files.createSymbolicLink(shim, manager);

    LauncherSearch search = linux(Map.of("PATH", shim.getParent().toString()));

    assertThat(search.atLeast(21)).extracting(LauncherJdk::java).containsExactly(shim);
  }

  @Test
  void saysWhatDoesNotTellItsVersion() throws Exception {
    Path silent = FakeJdks.script(root.resolve("usr/lib/jvm/silent/bin/java"), "exit 1");
    Path broken = FakeJdks.script(root.resolve("usr/lib/jvm/broken/bin/java"), "");
    Files.writeString(broken, "#!/no/such/interpreter\n");

    LauncherSearch search = linux(Map.of());

    assertThat(search.atLeast(0)).isEmpty();
    assertThat(search.lookedAt())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith(root.resolve("usr/lib/jvm") + "/*: " + broken + " does not start")
                .endsWith(silent + " does not say its version"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/x",
        "usr/java/x",
        "usr/local/openjdk-21",
        "opt/x",
        "opt/java/openjdk",
        "opt/hostedtoolcache/Java_Temurin-Hotspot_jdk/21.0.1-12/x64"
      })
  void looksAtTheUsualFoldersOfLinux(String folder) throws Exception {
    Path jdk = FakeJdks.released(root.resolve(folder), "21.0.1");

    assertThat(fitting(linux(Map.of()))).containsExactly(jdk);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".sdkman/candidates/java/x",
        ".jdks/x",
        ".gradle/jdks/x",
        ".gradle/jdks/x/jdk-21.0.1+12",
        ".m2/jdks/x",
        ".asdf/installs/java/x",
        ".local/share/mise/installs/java/x",
        ".jabba/jdk/x"
      })
  void looksAtVersionManagersAndIdes(String folder) throws Exception {
    Path jdk = FakeJdks.released(home.resolve(folder), "21.0.1");

    assertThat(fitting(linux(Map.of()))).containsExactly(jdk);
  }

  @Test
  void looksWhereAVersionManagerWasMovedTo() throws Exception {
    Path jdk = FakeJdks.released(root.resolve("moved/candidates/java/x"), "21.0.1");

    assertThat(fitting(linux(Map.of("SDKMAN_DIR", root.resolve("moved").toString()))))
        .containsExactly(jdk);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/Library/Java/JavaVirtualMachines/x/Contents/Home",
        "home/Library/Java/JavaVirtualMachines/x/Contents/Home",
        "root/opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home"
      })
  void looksAtTheUsualFoldersOfMacOs(String folder) throws Exception {
    Path jdk = FakeJdks.released(root.resolveSibling(folder), "21.0.1");

    assertThat(fitting(search("Mac OS X", Map.of()))).containsExactly(jdk);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/Program Files/Java/jdk-21",
        "root/Program Files/Eclipse Adoptium/jdk-21.0.1.12-hotspot",
        "home/scoop/apps/openjdk21/current"
      })
  void looksAtTheUsualFoldersOfWindows(String folder) throws Exception {
    Path jdk = FakeJdks.released(root.resolveSibling(folder), "21.0.1");
    Files.move(jdk.resolve("bin/java"), jdk.resolve("bin/java.exe"));

    assertThat(fitting(search("Windows 11", Map.of()))).containsExactly(jdk);
  }

  @Test
  void findsTheSameOneOnlyOnce() throws Exception {
    Path jdk = FakeJdks.released(root.resolve("usr/lib/jvm/x"), "21.0.1");
    Files.createSymbolicLink(root.resolve("usr/lib/jvm/link"), jdk);

    assertThat(fitting(linux(Map.of("JAVA_HOME", jdk.toString())))).containsExactly(jdk);
  }

  @Test
  void namesEveryPlaceWhereNothingWasFound() throws Exception {
    LauncherSearch search = linux(Map.of("JAVA_HOME", "/no/such/folder"));

    assertThat(search.atLeast(21)).isEmpty();
    assertThat(Launcher.missing(search))
        .contains(
            "JDK 21 or newer is needed",
            "apt install",
            "set JAVA_HOME",
            "JAVA_HOME=/no/such/folder: no bin/java there",
            "java on the PATH: none",
            root.resolve("usr/lib/jvm") + "/*: nothing",
            home.resolve(".sdkman/candidates/java") + "/*: nothing");
  }

  private LauncherSearch linux(Map<String, String> environment) throws InterruptedException {
    return search("Linux", environment);
  }

  private LauncherSearch search(String os, Map<String, String> environment)
      throws InterruptedException {
    return LauncherSearch.of(os, environment, home, root);
  }

  /** The homes of those found that are 21 or newer. */
  private static List<Path> fitting(LauncherSearch search) {
    return search.atLeast(21).stream().map(jdk -> jdk.java().getParent().getParent()).toList();
  }
}
