package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.run.Journal;

/** A temporary folder in which JMH cannot have its lock: said once, before the first trial. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockIT {

  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private Path directory;
  private Path jar;

  @BeforeAll
  void build(@TempDir Path temporary) throws IOException {
    directory = temporary;
    open(directory);
    jar = open(TestJar.build(directory, "trouble.jar", TestJar.troubleSources()));
  }

  @Test
  void aTemporaryFolderThatIsReadOnly() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("read-only"));
    List<String> mounted = mounted(folder, "ro");
    String said = refused(mounted, folder);
    assertThat(said).contains("temporary folder " + folder, "(Read-only file system)");
  }

  @Test
  void aTemporaryFolderThatIsFull() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("full"));
    List<String> mounted = mounted(folder, "size=4k");
    String said = refused(mounted, folder);
    assertThat(said).contains("temporary folder " + folder, "(No space left on device)");
  }

  @Test
  void aTemporaryFolderOfAnotherUser() throws Exception {
    assumeAnotherUser();
    Path folder = Files.createDirectory(directory.resolve("others"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String said = refused(NOBODY, folder);
    assertThat(said).contains(folder + ", which belongs to " + Files.getOwner(folder).getName());
    assertThat(said).contains("(Permission denied)");
  }

  @Test
  void aLockOfAnotherUser() throws Exception {
    assumeAnotherUser();
    Path folder = open(Files.createDirectory(directory.resolve("shared")));
    Path lock = Files.createFile(folder.resolve("jmh.lock"));
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
    String said = refused(NOBODY, folder);
    assertThat(said)
        .contains("JMH's lock " + lock + ", which belongs to " + Files.getOwner(lock).getName());
    assertThat(said).contains("(Permission denied)", "-Djmh.ignoreLock=true");
  }

  @Test
  void aLockThatOthersHoldBeforeEveryTrialIsOneWait() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("busy"));
    Path out = directory.resolve("waited");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("jmh.lock").toFile(), "rw")) {
      FileLock first = file.getChannel().lock();
      try (RunProcess run =
          RunProcess.start(directory, in(folder), RunProcess.ownJava(), args(out, "2"))) {
        run.awaitMessage("waiting: another JMH is running on this machine and holds " + folder);
        first.release();
        run.awaitLines(out.resolve("journal.jsonl"), 2);
        FileLock second = file.getChannel().lock();
        Thread.sleep(1000);
        second.release();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce("waiting: another JMH");
      }
    }
    assertThat(Journal.read(out.resolve("journal.jsonl")).trials()).hasSize(2);
  }

  /** The messages of a run that begins nothing. */
  private String refused(List<String> prefix, Path temporary) throws Exception {
    Path runs = open(Files.createTempDirectory(directory, "runs"));
    List<String> words = new ArrayList<>(prefix);
    words.addAll(in(temporary));
    try (RunProcess run =
        RunProcess.start(directory, words, RunProcess.ownJava(), args(runs.resolve("run"), "9"))) {
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(runs).isEmptyDirectory();
      assertThat(run.err())
          .contains("give another temporary folder: java -Djava.io.tmpdir=FOLDER")
          .containsOnlyOnce("no trial could start")
          .doesNotContain("FAILED");
      return run.err();
    }
  }

  private String[] args(Path out, String trials) {
    return new String[] {
      "run",
      "--jar",
      jar.toString(),
      "Trouble.fine",
      "-f",
      trials,
      "-wi",
      "0",
      "-i",
      "1",
      "-r",
      "20ms",
      "--out",
      out.toString()
    };
  }

  private static List<String> in(Path temporary) {
    return List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary);
  }

  private static List<String> mounted(Path folder, String options) throws Exception {
    List<String> unshare = List.of("unshare", "--mount", "sh", "-c");
    String mount = "mount -t tmpfs -o " + options + " none '" + folder + "'";
    assumeTrue(works(unshare, mount), "skipped: this user may not mount anything");
    List<String> words = new ArrayList<>(unshare);
    words.addAll(List.of(mount + " && exec \"$@\"", "mounted"));
    return words;
  }

  private static void assumeAnotherUser() throws Exception {
    List<String> read = new ArrayList<>(NOBODY);
    read.addAll(List.of("test", "-r"));
    assumeTrue(
        works(read, System.getProperty("squareoff.jar")),
        "skipped: this user cannot become another, or that one cannot read the jar");
  }

  private static boolean works(List<String> command, String last) throws Exception {
    List<String> words = new ArrayList<>(command);
    words.add(last);
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path open(Path folder) throws IOException {
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
