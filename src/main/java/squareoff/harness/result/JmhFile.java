package squareoff.harness.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files of JMH: its JSON ({@code -rf json}), a list of entries, and read only, its CSV and the
 * table on its console. JSON is the better one: intervals and tests need the raw data, which it
 * alone has.
 */
public final class JmhFile {
  private static final String REMEDY =
      "Give a file that JMH wrote, with -rf json best of all; its CSV and the table on its console"
          + " are read too";

  /** From so many bytes on a file is not held in memory. */
  private static final long GREAT = 1_000_000;

  private static final int MOST_IN_MEMORY = Integer.MAX_VALUE - 8;

  /** So many bytes tell a format. */
  private static final int HEAD = 64;

  /** So many bytes before and after a place have the lines around it, where these are marks. */
  private static final int AROUND = 256;

  private JmhFile() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its entries in its order; none where every benchmark failed
   * @throws UnreadableResultException where the file cannot be read or is not JMH's
   */
  public static List<JmhEntry> read(Path file) {
    if (Files.isDirectory(file)) {
      throw new UnreadableResultException(file + " is a directory. " + REMEDY + ".");
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) >= GREAT) {
        Optional<List<JmhEntry>> entries = readGreat(file);
        if (entries.isPresent()) {
          return entries.get();
        }
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in, file.toString());
      }
    } catch (NoSuchFileException e) {
      throw new UnreadableResultException(file + ": no such file. " + REMEDY + ".", e);
    } catch (IOException e) {
      throw new UnreadableResultException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** A file that is not held in memory; empty where it is not JSON in UTF-8. */
  private static Optional<List<JmhEntry>> readGreat(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Text text = new Text.InFile(file, channel);
      if (new String(text.part(0, HEAD), StandardCharsets.UTF_8).strip().startsWith("[")) {
        return Optional.of(
            entries(
                () -> JsonTree.parser(Channels.newInputStream(channel)), text, file.toString()));
      }
      if (text.size() > MOST_IN_MEMORY) {
        throw new UnreadableResultException(
            "%s: of more than 2 GB only JSON in UTF-8 can be read. %s.".formatted(file, REMEDY));
      }
      return Optional.empty();
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param in the stream; it is not closed
   * @param name what messages call it
   * @return its entries in its order; none where every benchmark failed
   * @throws UnreadableResultException where it cannot be read or is not JMH's
   */
  public static List<JmhEntry> read(InputStream in, String name) {
    byte[] bytes;
    try {
      bytes = in.readNBytes(MOST_IN_MEMORY);
      if (bytes.length == MOST_IN_MEMORY && in.read() >= 0) {
        throw new UnreadableResultException(
            name + " is longer than 2 GB: write it to a file and give that.");
      }
    } catch (IOException e) {
      throw new UnreadableResultException(name + " cannot be read: " + e.getMessage() + ".", e);
    }
    if (new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8).isBlank()) {
      throw new UnreadableResultException(
          name
              + " is empty: what a killed JMH leaves, which writes its results only at its end."
              + " Measure again.");
    }
    if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      throw new UnreadableResultException(name + " is compressed by gzip. Unpack it first.");
    }
    Optional<List<JmhEntry>> table = JmhTable.read(bytes, name);
    if (table.isPresent()) {
      return table.get();
    }
    return entries(() -> JsonTree.parser(bytes), new Text.InMemory(bytes), name);
  }

  private static List<JmhEntry> entries(Supplier<JsonParser> begin, Text text, String name) {
    try (JsonParser parser = begin.get()) {
      return entries(parser, text, name);
    } catch (UnexpectedEndOfInputException e) {
      throw new UnreadableResultException(
          place(name, e) + ": the file ends in the middle of an entry; it is cut off.", e);
    } catch (JacksonException e) {
      throw notJson(name, text, e);
    }
  }

  private static List<JmhEntry> entries(JsonParser parser, Text text, String name) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new UnreadableResultException(
          name + ": JMH's JSON is a list, [ … ], and this is not. " + REMEDY + ".");
    }
    List<JmhEntry> entries = new ArrayList<>();
    boolean inBytes = hasOffsets(parser, text);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int number = entries.size() + 1;
      int line = parser.currentTokenLocation().getLineNr();
      Supplier<String> where = () -> "%s, entry %d (line %d)".formatted(name, number, line);
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new UnreadableResultException(where.get() + ": not an object, { … }, as JMH's are.");
      }
      entries.add(
          inBytes
              ? EntryStream.read(parser, text, 0, where)
              : JmhEntry.of((ObjectNode) JsonTree.read(parser), where.get()));
    }
    if (parser.nextToken() != null) {
      int line = parser.currentTokenLocation().getLineNr();
      throw new UnreadableResultException(
          name + ", line " + line + ": more text after the list of entries has ended.");
    }
    return List.copyOf(entries);
  }

  /** Whether it is known where tokens stand: of a text in UTF-16, or behind a mark, it is not. */
  private static boolean hasOffsets(JsonParser parser, Text text) {
    long start = parser.currentTokenLocation().getByteOffset();
    return start >= 0 && text.part(start, 1)[0] == '[';
  }

  private static UnreadableResultException notJson(String name, Text text, JacksonException e) {
    OptionalInt conflict = conflict(text, e.getLocation());
    if (conflict.isPresent()) {
      return new UnreadableResultException(
          "%s, line %d: a merge conflict of a version control system. Resolve it."
              .formatted(name, conflict.getAsInt()),
          e);
    }
    if (e.getOriginalMessage().startsWith("Duplicate")) {
      return new UnreadableResultException(
          "%s: a key stands twice in one object (%s), so that one of the two would be lost."
              .formatted(place(name, e), e.getOriginalMessage()),
          e);
    }
    return new UnreadableResultException(
        "%s: not JSON: %s. %s.".formatted(place(name, e), e.getOriginalMessage(), REMEDY), e);
  }

  /**
   * The line of the mark of a merge conflict; Jackson notices it there or where the line before
   * ends.
   */
  private static OptionalInt conflict(Text text, TokenStreamLocation at) {
    if (at == null || at.getByteOffset() < 0) {
      return OptionalInt.empty();
    }
    long start = Math.max(0, at.getByteOffset() - AROUND);
    int length = (int) Math.min(text.size() - start, 2 * AROUND);
    String around = new String(text.part(start, length), StandardCharsets.ISO_8859_1);
    String before = around.substring(0, (int) Math.min(length, at.getByteOffset() - start));
    int first = at.getLineNr() - (int) before.chars().filter(c -> c == '\n').count();
    String[] lines = around.split("\r?\n", -1);
    return IntStream.range(0, lines.length)
        .filter(i -> Math.abs(first + i - at.getLineNr()) <= 1)
        .filter(i -> lines[i].matches("(?s)(<{7}|={7}|>{7})(\\s.*)?"))
        .map(i -> first + i)
        .findFirst();
  }

  private static String place(String name, JacksonException e) {
    return e.getLocation() == null
        ? name
        : "%s, line %d, column %d"
            .formatted(name, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  /**
   * Writes a file in JMH's format, whole or not at all.
   *
   * @param file the file; what was there is replaced
   * @param entries the entries, written in their order
   * @throws UncheckedIOException where that fails; what was there then is as before
   */
  public static void write(Path file, Collection<JmhEntry> entries) {
    try {
      WholeFile.write(file, out -> writeTo(out, entries));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s)".formatted(file, WholeFile.why(e)), e);
    }
  }

  /**
   * The text of a file in JMH's format.
   *
   * @param entries the entries, written in their order
   * @return JSON, with a line feed at its end
   */
  public static String text(Collection<JmhEntry> entries) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    write(text, entries);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** One entry after the other: all their trees together may not fit into memory. */
  private static void write(OutputStream out, Collection<JmhEntry> entries) {
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("    ", "\n"));
    try (JsonGenerator json =
        JsonMapper.shared()
            .writer()
            .with(pretty)
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .createGenerator(out)) {
      json.writeStartArray();
      entries.forEach(entry -> json.writeTree(JsonNumbers.quoted(entry.json())));
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private static void writeTo(OutputStream out, Collection<JmhEntry> entries) throws IOException {
    try {
      write(out, entries);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }
}
