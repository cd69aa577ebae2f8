package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.TestJar;
import squareoff.harness.run.Journal;

/** Full disks of several sizes and numbers of inodes: real ones, in a namespace of mounts. */
class DiskIT extends RunFixture {

  private static final String LEAK =
      """
      package leak;
      import org.openjdk.jmh.annotations.*;
      @State(Scope.Benchmark) @BenchmarkMode(Mode.AverageTime)
      public class Leak {
        @Setup public void leave() throws java.io.IOException {
          java.nio.file.Files.write(
              java.nio.file.Files.createTempFile("left", ".tmp"), new byte[50_000]);
        }
        @Benchmark public int leaks() { return 1; }
      }
      """;

  /**
   * Runs the command ($4 and on, the last word the run directory) on a disk at $1, of size $2 with
   * $3 inodes; then gives the disk room, and goes on. Nothing outside sees the disk, so its files
   * are copied to the folder kept.
   */
  private static final String SCRIPT =
      """
      disk=$1
      mount -t tmpfs -o size=$2,nr_inodes=$3 none "$disk"
      shift 3
      "$@"
      echo $? > "$disk.exit"
      ls -R "$disk" > "$disk.files"
      mount -o remount,size=64m,nr_inodes=10000 "$disk"
      echo ==== >&2
      for out; do :; done # the last word
      if [ -s "$out/journal.jsonl" ]; then
        "$1" "$2" "$3" "$4" run --resume "$out"
      else
        "$@"
      fi
      code=$?
      cp -r "$disk" "$disk.kept"
      exit $code
      """;

  @BeforeEach
  void needsNamespaces() throws Exception {
    boolean can =
        new ProcessBuilder("unshare", "--mount", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    assumeTrue(can, "skipped: no disk can be mounted here (root and unshare are needed)");
  }

  @ParameterizedTest
  @CsvSource({
    "8k,  1000",
    "20k, 1000",
    "64m, 2", // no room for the folder of the logs
    "64m, 7",
  })
  void isSaidWithItsPathAndEveryTrialIsMadeOnceThereIsRoom(String size, String inodes)
      throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    List<String> mounting =
        List.of("unshare", "--mount", "sh", "-c", SCRIPT, "sh", disk.toString(), size, inodes);
    String[] args = args(disk.resolve("run"), "Shapes.parameterised", "-f", "1");
    try (RunProcess run = RunProcess.start(directory, mounting, RunProcess.ownJava(), args)) {
      assertThat(run.exit()).as(run.err()).isZero();
      String whileFull = run.err().substring(0, run.err().indexOf("===="));
      assertThat(Files.readString(Path.of(disk + ".exit")).strip()).as(whileFull).isEqualTo("2");
      assertThat(whileFull)
          .contains(disk.toString(), "No space left on device", "room")
          .doesNotContain("bug", "\tat ", "FAILED");
    }
    assertMeasured(4, Path.of(disk + ".kept", "run", "journal.jsonl"));
  }

  /** JMH's host and its fork write there, and this benchmark leaves a file of every trial. */
  @ParameterizedTest
  @CsvSource({
    "90k, 1000",
    "64m, 7", // the folder, JMH's lock, its three files, and one that was left
  })
  void aTemporaryFolderThatFillsUpDuringTheRunIsSaidAndNoTrialIsLost(String size, String inodes)
      throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Path out = directory.resolve("run");
    String temporary = "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + disk;
    List<String> words = List.of("env", temporary, "unshare", "--mount", "sh", "-c", SCRIPT);
    List<String> mounting = new ArrayList<>(words);
    mounting.addAll(List.of("sh", disk.toString(), size, inodes));
    Path leak = TestJar.build(directory, "leak.jar", Map.of("leak.Leak", LEAK));
    String[] args = {
      "run", "--jar", "" + leak, "-f", "2", "-wi", "0", "-i", "1", "-r", "30ms", "--out", "" + out
    };
    try (RunProcess run = RunProcess.start(directory, mounting, RunProcess.ownJava(), args)) {
      assertThat(run.exit()).as(run.err()).isZero();
      String whileFull = run.err().substring(0, run.err().indexOf("===="));
      assertThat(Files.readString(Path.of(disk + ".exit")).strip()).as(whileFull).isEqualTo("2");
      assertThat(whileFull)
          .contains(disk.toString(), "No space left on device", "make room", "--resume")
          .doesNotContain("bug", "\tat ", "FAILED");
    }
    assertMeasured(2, journal(out));
  }

  private static void assertMeasured(int trials, Path journal) {
    Journal.Contents contents = Journal.read(journal);
    assertThat(contents.trials()).hasSize(trials);
    assertThat(contents.failures()).isEmpty();
  }
}
