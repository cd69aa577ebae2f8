package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.run.Journal;

/** Full disks of several sizes and numbers of inodes: real ones, in a namespace of mounts. */
class DiskIT extends RunFixture {

  /**
   * Runs the command ($4 and on) on a disk at $1, of size $2 with $3 inodes; then gives the disk
   * room, and goes on. Nothing outside sees the disk, so its files are copied to the folder kept.
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
      if [ -s "$disk/run/journal.jsonl" ]; then
        "$1" "$2" "$3" "$4" run --resume "$disk/run"
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
    Journal.Contents contents = Journal.read(Path.of(disk + ".kept", "run", "journal.jsonl"));
    assertThat(contents.trials()).hasSize(4);
    assertThat(contents.failures()).isEmpty();
  }
}
