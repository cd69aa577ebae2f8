package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a result file, every reader of it says something and ends: no stack trace, no
 * hang. {@code -Dmutations=5000} tries more of them than every build does, {@code -Dmutations.seed}
 * others.
 */
class MutatedFilesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 240);
  private static final long SEED = Long.getLong("mutations.seed", 1);
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9][0-9.eE+-]*|[\\[\\]{}:,]|true|false|null");

  /** What a value may be replaced by. */
  private static final List<String> EXTREMES =
      List.of(
          "0",
          "-0.0",
          "-1",
          "1e308",
          "-1e308",
          "1e-308",
          "4.9e-324",
          "1e400",
          "-1e400",
          "1e-400",
          "9".repeat(400),
          "1" + "0".repeat(5000),
          "1e999999999",
          "2147483648",
          "1000000000000",
          "0.1",
          "1.5",
          "NaN",
          "-Infinity",
          "\"NaN\"",
          "\"nan\"",
          "\"+INF\"",
          "\"Inf\"",
          "\"\"",
          "null",
          "true",
          "[]",
          "{}",
          "[[]]",
          "[[1e308, 1e308], [1]]",
          "[[\"NaN\"]]",
          "[[5e-324]]",
          "\"\\ud800\"",
          "\"\\u0000\\u009b\\u202e\"",
          "\"=cmd|'/c calc'!A0\"",
          "\"a.b.c\"",
          "\"·\"",
          "\"run·p0.50\"",
          "\"ops/ns\"",
          "\"ns/op\"",
          "\"hr/op\"",
          "\"%s%n{0}\"",
          "\"ss\"",
          "\"x\"",
          "[".repeat(600) + "]".repeat(600),
          "\"" + "x".repeat(20_000) + "\"");

  private static final List<List<String>> READERS =
      List.of(
          List.of("report", "FILE", "--noise"),
          List.of("report", "FILE", "--html", "PAGE"),
          List.of("report", "FILE", "ORIGINAL", "--format", "html"),
          List.of("report", "FILE", "ORIGINAL"),
          List.of("report", "FILE", "--format", "csv"),
          List.of("report", "FILE", "--format", "json"),
          List.of("report", "FILE", "--format", "jmh"),
          List.of("report", "FILE", "--format", "openmetrics"),
          List.of("report", "FILE", "--format", "github-action-benchmark", "-o", "PAGE"),
          List.of("report", "FILE", "ORIGINAL", "--format", "otava"),
          List.of("compare", "FILE", "FILE"),
          List.of("compare", "FILE", "ORIGINAL"),
          List.of("compare", "ORIGINAL", "FILE", "--format", "json"),
          List.of("compare", "FILE", "ORIGINAL", "--format", "csv", "--metric", "p0.99"));

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  private static List<Path> originals() throws IOException {
    try (Stream<Path> samples = Files.list(Path.of("src/test/resources/samples"));
        Stream<Path> trouble = Files.list(Path.of("src/test/resources/trouble"))) {
      return Stream.concat(samples, trouble)
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyReaderEndsWithAWordWhateverTheFile() throws IOException {
    List<Path> originals = originals();
    List<String> failures = new ArrayList<>();
    long start = System.nanoTime();
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path original = originals.get(i % originals.size());
      byte[] bytes = Files.readAllBytes(original);
      int times = Math.max(0, random.nextInt(4) - 1);
      for (int j = 0; j <= times; j++) {
        bytes = mutated(bytes);
      }
      Path file = Files.write(directory.resolve("mutated.json"), bytes);
      for (int j = 0; j < 3; j++) {
        List<String> reader = READERS.get((3 * i + j) % READERS.size());
        read += outcome(reader, file, original, failures) == 0 ? 1 : 0;
      }
      if (failures.size() > 20) {
        break;
      }
    }
    System.out.printf(
        "%d mutations, %d readings, %d of them with exit code 0, %d failures, %d s%n",
        MUTATIONS, 3 * MUTATIONS, read, failures.size(), (System.nanoTime() - start) / 1000000000);
    assertThat(failures).isEmpty();
    assertThat(read).as("mutations that are read all the same").isGreaterThan(MUTATIONS / 10);
  }

  private int outcome(List<String> reader, Path file, Path original, List<String> failures) {
    String[] args =
        reader.stream()
            .map(arg ->
                switch (arg) {
                  case "FILE" -> file.toString();
                  case "ORIGINAL" -> original.toString();
                  case "PAGE" -> directory.resolve("page").toString();
                  default -> arg;
                })
            .toArray(String[]::new);
    try {
      // A limit that no reading comes near: what needs it would never end.
      CommandRun run =
          Assertions.assertTimeoutPreemptively(
              Duration.ofMinutes(2), () -> CommandRun.of(args), "hangs");
      boolean trace = run.err().contains("\n\tat ") || run.exit() == 70;
      if (trace || (run.exit() != 0 && run.err().isBlank() && run.out().isBlank())) {
        failures.add(kept(file, failures.size()) + " " + reader + ": " + run.exit() + run.err());
      }
      return run.exit();
    } catch (AssertionError | RuntimeException e) {
      failures.add(kept(file, failures.size()) + " " + reader + ": " + e);
      return -1;
    }
  }

  private static Path kept(Path file, int number) {
    try {
      Path kept = Files.createTempDirectory("mutated").resolve(number + ".json");
      return Files.copy(file, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(byte[] bytes) {
    return switch (random.nextInt(10)) {
      case 0 -> flipped(bytes);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 2 -> ofText(new String(bytes, StandardCharsets.UTF_8));
      default -> tokens(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = 0; i <= random.nextInt(4) && copy.length > 0; i++) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  /** Other encodings, and what other programs leave in a file. */
  private byte[] ofText(String text) {
    return switch (random.nextInt(7)) {
      case 0 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 1 -> text.getBytes(StandardCharsets.UTF_16);
      case 2 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 3 -> (text + text).getBytes(StandardCharsets.UTF_8);
      case 4 -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      case 5 -> ("<<<<<<< HEAD\n" + text + "=======\n").getBytes(StandardCharsets.UTF_8);
      default -> text.replaceFirst("\\]\\s*$", "," + text.replaceFirst("^\\s*\\[", "")).getBytes();
    };
  }

  private String tokens(String text) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return text + EXTREMES.get(random.nextInt(EXTREMES.size()));
    }
    MatchResult one = tokens.get(random.nextInt(tokens.size()));
    MatchResult other = tokens.get(random.nextInt(tokens.size()));
    String extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
    List<MatchResult> numbers =
        tokens.stream().filter(t -> t.group().matches("-?[0-9].*")).toList();
    return switch (random.nextInt(10)) {
      case 0 -> replaced(text, one, other.group());
      case 1 -> replaced(text, one, "");
      case 2 -> replaced(text, one, one.group() + "," + one.group());
      case 3 -> replaced(text, one, extreme);
      default ->
          numbers.isEmpty()
              ? text
              : replaced(text, numbers.get(random.nextInt(numbers.size())), extreme);
    };
  }

  private static String replaced(String text, MatchResult token, String by) {
    return text.substring(0, token.start()) + by + text.substring(token.end());
  }
}
