package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.run.UnusableInputException;

/** Where a report goes: standard output, a file, and the summary of a job on GitHub. */
final class ReportOutput {
  /** GitHub refuses a longer summary of a step, in bytes. */
  static final int SUMMARY_LIMIT = 1 << 20;

  private static final String CUT =
      "\n\nCut off here: a summary on GitHub holds 1 MiB. The whole report is longer.\n";

  private ReportOutput() {}

  /** Prints a text, or writes each of several to a file of its own. */
  static void write(Map<String, String> texts, Optional<Path> file, PrintWriter out) {
    if (file.isEmpty()) {
      if (texts.size() > 1) {
        throw new UnusableInputException(
            "this format is %d files: say with -o FILE where they go; their names become FILE%s"
                .formatted(texts.size(), String.join(" and FILE", texts.keySet())));
      }
      out.print(texts.values().iterator().next());
      out.flush();
      return;
    }
    texts.forEach((suffix, text) -> OutputFile.write("-o", suffixed(file.get(), suffix), text));
  }

  /** A file's name with something before its extension. */
  static Path suffixed(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return file.resolveSibling(name.substring(0, end) + suffix + name.substring(end));
  }

  /** The file that GitHub Actions shows as a step's summary. */
  static Path summary() {
    return Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .orElseThrow(() ->
            new UnusableInputException(
                "--github: GITHUB_STEP_SUMMARY is not set; this is for jobs of GitHub Actions"));
  }

  /** Appends Markdown to a step's summary, as much as fits. */
  static void appendToSummary(String markdown, Path file) {
    try {
      long taken = Files.exists(file) ? Files.size(file) : 0;
      append(within(markdown, SUMMARY_LIMIT - taken), file, taken);
    } catch (IOException e) {
      throw OutputFile.refusal("--github", file, e);
    }
  }

  /** All of it or nothing: earlier steps of the job have written there too. */
  private static void append(String text, Path file, long end) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        if (Files.isRegularFile(file)) {
          channel.truncate(end);
        }
        throw e;
      }
    }
  }

  /** As many whole lines as fit into a number of bytes, and a note where not all do. */
  static String within(String markdown, long bytes) {
    if (markdown.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return markdown;
    }
    long left = bytes - CUT.getBytes(StandardCharsets.UTF_8).length;
    StringBuilder kept = new StringBuilder();
    for (String line : markdown.split("(?<=\n)")) {
      left -= line.getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      kept.append(line);
    }
    return bytes < CUT.length() * 2L ? "" : kept + CUT;
  }
}
