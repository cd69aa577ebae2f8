package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProportionalMemoryTest {
  @TempDir Path proc;

  @Test
  void addsUpTheProcessesWithWhatIsSwappedOut() throws IOException {
    write("self", "Pss: 1 kB\n");
    write("7", "Rss:  900 kB\nPss:   100 kB\nPss_Anon: 60 kB\nSwap: 8 kB\nSwapPss:  4 kB\n");
    write("8", "Rss:  900 kB\nPss:   10 kB\nPss_Anon: 6 kB\nSwapPss:  0 kB\n");
    assertThat(new ProportionalMemory(proc).bytes(List.of(7L, 8L))).hasValue(114 * 1024);
  }

  @Test
  void leavesOutWhatIsAFilesWhereAskedForTheRest() throws IOException {
    write("self", "Pss: 1 kB\n");
    write(
        "7",
        "Rss:  900 kB\nPss:   100 kB\nAnonymous: 60 kB\nAnonHugePages: 7 kB\nSwapPss:  4 kB\n");
    assertThat(new ProportionalMemory(proc).anonymousBytes(7)).hasValue(64 * 1024);
  }

  @Test
  void hasNothingToSayWhereTheSystemDoesNot() {
    assertThat(new ProportionalMemory(proc).bytes(List.of(7L))).isEmpty();
    assertThat(new ProportionalMemory(proc).anonymousBytes(7)).isEmpty();
  }

  @Test
  void doesNotTakeAProcessThatIsGoneForOneWithoutMemory() throws IOException {
    write("self", "Pss: 1 kB\n");
    assertThatThrownBy(() -> new ProportionalMemory(proc).bytes(List.of(7L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process 7 is gone");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsMoreThanTheHeapInAJvm() {
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertThat(
            ProportionalMemory.ofSystem()
                .bytes(List.of(ProcessHandle.current().pid()))
                .orElseThrow())
        .isGreaterThan(heap);
  }

  private void write(String process, String text) throws IOException {
    Path directory = Files.createDirectories(proc.resolve(process));
    Files.writeString(directory.resolve("smaps_rollup"), text);
  }
}
