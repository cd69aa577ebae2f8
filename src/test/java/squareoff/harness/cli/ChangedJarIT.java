package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.TestJar;
import squareoff.harness.run.Journal;

/** The program's own jar is written, replaced or broken, as by a build, while it runs or before. */
@Timeout(600)
class ChangedJarIT {

  private static final String SAMPLE = "src/test/resources/samples/jmh1.37-all-modes-NaN.json";

  @TempDir Path folder;
  private Path jar;

  /** What a build does to a jar. */
  enum Change {
    REPLACED {
      @Override
      void make(Path jar) throws IOException {
        Path other = Files.writeString(jar.resolveSibling("other"), "not a jar at all");
        Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    DELETED {
      @Override
      void make(Path jar) throws IOException {
        Files.delete(jar);
      }
    },
    TRUNCATED {
      @Override
      void make(Path jar) throws IOException {
        Files.newOutputStream(jar, StandardOpenOption.TRUNCATE_EXISTING).close();
      }
    },
    OVERWRITTEN {
      @Override
      void make(Path jar) throws IOException {
        byte[] other = new byte[(int) Files.size(jar) + 4096];
        Files.write(jar, other, StandardOpenOption.WRITE);
      }
    };

    abstract void make(Path jar) throws IOException;
  }

  @BeforeEach
  void copy() throws IOException {
    jar = Files.copy(Path.of(System.getProperty("squareoff.jar")), folder.resolve("own.jar"));
  }

  /** The report waits for its input, and has loaded little of itself by then. */
  @ParameterizedTest
  @EnumSource(Change.class)
  void aReportEndsAsIfNothingHadHappened(Change change) throws Exception {
    Path whole = folder.resolve("whole");
    Process process =
        process("report", "-", "-o", whole.toString(), "--html", folder.resolve("page").toString());
    awaitLoaded(process);
    change.make(jar);
    try (OutputStream in = process.getOutputStream()) {
      Files.copy(Path.of(SAMPLE), in);
    }

    assertThat(process.waitFor()).as(err()).isZero();
    assertThat(whole).content().contains("| ");
    assertThat(folder.resolve("page")).content().contains("<html");
    assertThat(folder.resolve("tmp")).as("copies that are left").isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLACED", "OVERWRITTEN"})
  void aGateOfOtherJarsEndsWithItsVerdicts(Change change) throws Exception {
    Path target = TestJar.build(folder, "target.jar", Map.of("c.Quick", QUICK));
    Path out = folder.resolve("gate");
    List<String> args = new ArrayList<>(List.of("gate", "--base", target.toString()));
    args.addAll(List.of("--candidate", target.toString(), "--rounds", "2", "--every-round"));
    args.addAll(List.of("-wi", "0", "-i", "1", "-r", "20ms", "--out", out.toString()));
    Process process = process(args.toArray(String[]::new));
    awaitLines(process, out.resolve("journal.jsonl"), 2);
    change.make(jar);

    assertThat(process.waitFor()).as(err()).isIn(0, 3);
    assertThat(out.resolve("verdicts.json")).content().contains("c.Quick.one");
    assertThat(err()).contains("The verdicts again").doesNotContain("NoClassDefFoundError");
    assertThat(folder.resolve("out")).content().contains("| ");
  }

  @Test
  void aRunOfTheJarItselfSaysThatItWasReplaced() throws Exception {
    Path out = folder.resolve("run");
    Process process =
        process(
            "run",
            "SquareLoop|CpuBoundSquares",
            "-p",
            "strategy=sequential",
            "-p",
            "workers=1",
            "-p",
            "squares=1000",
            "-f",
            "50",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "20ms",
            "--out",
            out.toString());
    Path journal = out.resolve("journal.jsonl");
    awaitLines(process, journal, 2);
    Change.OVERWRITTEN.make(jar);

    assertThat(process.waitFor()).as(err()).isEqualTo(2);
    assertThat(err()).contains("own.jar", "replaced while the run was under way");
    assertThat(Journal.read(journal).failures()).isEmpty();
    assertThat(out.resolve("results.json")).isNotEmptyFile();
  }

  /** What the launcher hands over to is gone, or what that needs. */
  @ParameterizedTest
  @ValueSource(
      strings = {"squareoff/harness/cli/Main", "picocli/CommandLine", "squareoff/launch/JarCopy"})
  void aJarThatLacksAClassEndsAsABug(String name) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.delete(zip.getPath(name + ".class"));
    }

    assertThat(process("report", SAMPLE).waitFor()).isEqualTo(70);
    assertThat(err()).contains("A bug of squareoff", name.substring(name.lastIndexOf('/') + 1));
  }

  @Test
  void memoryThatDoesNotSufficeEndsAsABug() throws Exception {
    Path big = folder.resolve("big.json");
    String entries = Files.readString(Path.of(SAMPLE)).strip();
    String some = entries.substring(1, entries.length() - 1);
    Files.writeString(big, "[" + (some + ",").repeat(20_000_000 / some.length()) + some + "]");

    assertThat(process(List.of("-Xmx12m"), "report", big.toString()).waitFor()).isEqualTo(70);
    assertThat(err()).contains("OutOfMemoryError");
  }

  private static final String QUICK =
      """
      package c;
      import org.openjdk.jmh.annotations.*;
      public class Quick {
        @Benchmark public int one() { return 1; }
      }
      """;

  private Process process(String... args) throws IOException {
    return process(List.of(), args);
  }

  private Process process(List<String> jvmArgs, String... args) throws IOException {
    Path tmp = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>(List.of(RunProcess.ownJava()));
    command.addAll(jvmArgs);
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + tmp, "-Dmarks=nothing"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String err() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }

  /** Waits until the command line has its jar open: the copy is made and has lost its name. */
  private void awaitLoaded(Process process) throws Exception {
    Path descriptors = Path.of("/proc/" + process.pid() + "/fd");
    while (process.isAlive() && !hasCopyOpen(descriptors)) {
      Thread.sleep(20);
    }
  }

  private static boolean hasCopyOpen(Path descriptors) {
    try (var open = Files.list(descriptors)) {
      for (Path descriptor : open.toList()) {
        if (Files.readSymbolicLink(descriptor)
            .toString()
            .matches(".*/squareoff-\\d+\\.jar \\(del.*")) {
          return true;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // A descriptor was closed, or the process ended, between the list and the look.
    }
    return false;
  }

  private void awaitLines(Process process, Path journal, int lines) throws Exception {
    while (process.isAlive()
        && (!Files.exists(journal) || Files.readString(journal).lines().count() < lines)) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).as(err()).isTrue();
  }
}
