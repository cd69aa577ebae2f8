package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLockTest {

  @TempDir Path folder;

  private static final String REFUSAL =
      "ERROR: org.openjdk.jmh.runner.RunnerException: ERROR: Another JMH instance might be running."
          + " Unable to acquire the JMH lock (/else/where/jmh.lock), exiting.";

  @Test
  void namesTheLockForWhichJmhRefused() {
    assertThat(JmhLock.thatRefused("$ java\n" + REFUSAL).orElseThrow().file())
        .hasToString("/else/where/jmh.lock");
  }

  @Test
  void doesNotMistakeWhatABenchmarkPrintsForARefusal() {
    assertThat(JmhLock.thatRefused("# JMH version: 1.37\n" + REFUSAL)).isEmpty();
    assertThat(JmhLock.thatRefused("Unable to acquire the JMH lock (x)")).isEmpty();
    assertThat(JmhLock.thatRefused("")).isEmpty();
  }

  @Test
  void namesTheLockThatJmhCouldNotMakeOrOpen() {
    for (String why : List.of("Unable to create", "Unexpected exception while trying to acquire")) {
      assertThat(
              JmhLock.thatRefused(
                      "Exception in thread \"main\" x: ERROR: "
                          + why
                          + " the JMH lock (/a/jmh.lock), exiting.")
                  .orElseThrow()
                  .file())
          .hasToString("/a/jmh.lock");
    }
  }

  @Test
  void isInTheTemporaryFolderOfTheJvmThatRunsJmh() {
    String name = "java.io.tmpdir";
    List<String> typed = List.of("-Djava.io.tmpdir=/first", "-ea", "-Djava.io.tmpdir=/typed");
    Map<String, String> before = Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g \"-Djava.io.tmpdir=/tool\"");
    assertThat(JmhLock.property(name, List.of(), Map.of())).isEmpty();
    assertThat(JmhLock.property(name, List.of("-ea"), before)).contains("/tool");
    assertThat(JmhLock.property(name, typed, before)).contains("/typed");
    assertThat(JmhLock.property(name, typed, Map.of("_JAVA_OPTIONS", "-Djava.io.tmpdir=/last")))
        .contains("/last");
    assertThat(lock("-Djava.io.tmpdir=/typed").file()).hasToString("/typed/jmh.lock");
  }

  @Test
  void saysThatTheTemporaryFolderIsMissing() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> lock("-Djava.io.tmpdir=" + missing).look())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("temporary folder " + missing + " does not exist")
        .hasMessageContaining("-Djava.io.tmpdir=");
  }

  @Test
  void saysThatTheLockCannotBeTakenUnlessItIsIgnored() throws IOException {
    Path lock = Files.createDirectory(folder.resolve("jmh.lock"));
    String here = "-Djava.io.tmpdir=" + folder;
    assertThatThrownBy(() -> lock(here).look())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("JMH's lock " + lock)
        .hasMessageContaining("belongs to " + Files.getOwner(lock).getName())
        .hasMessageContaining("(Is a directory)")
        .hasMessageContaining("-Djmh.ignoreLock=true");
    assertThatCode(() -> lock(here, "-Djmh.ignoreLock=true").look()).doesNotThrowAnyException();
    assertThat(lock(here, "-Djmh.ignoreLock=true").isHeld()).isFalse();
  }

  @Test
  void hasNothingToSayOfALockThatAnotherHolds() throws IOException {
    Path file = folder.resolve("jmh.lock");
    JmhLock lock = lock("-Djava.io.tmpdir=" + folder);
    try (FileChannel open =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = open.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatCode(lock::look).doesNotThrowAnyException();
      assertThat(lock.isHeld()).isTrue();
    }
    assertThat(lock.isHeld()).isFalse();
    assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
  }

  private static JmhLock lock(String... args) {
    return JmhLock.of(List.of(args), Path.of(""), Map.of());
  }
}
