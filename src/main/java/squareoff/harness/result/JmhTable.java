package squareoff.harness.result;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * JMH's other formats: CSV and SCSV ({@code -rf csv}, what {@code -rff} alone gives) and the table
 * on its console ({@code -rf text}), known by their header.
 *
 * <p>They hold no raw data, so that an entry has JMH's score and error but no trials. A table has
 * no threads: they count as one; and names without what their packages have in common.
 */
final class JmhTable {
  private static final String JSON_INSTEAD = "Measure with -rf json";
  private static final Pattern XSV = Pattern.compile("\"?Benchmark\"?([,;])\"?Mode\"?\\1.*");
  private static final Pattern TEXT =
      Pattern.compile("Benchmark(\\s+\\(.+\\))?\\s+Mode\\s+(Cnt\\s+|Samples\\s+)?Score\\s.*Units?");
  private static final Pattern ROW =
      Pattern.compile(
          "(.*\\S)\\s+(thrpt|avgt|sample|ss)(?:\\s+(\\d+))?\\s+([≈≥≤~<>]?)\\s*(\\S+)"
              + "(?:\\s+[±?]\\s*(\\S+))?\\s+(\\S+)");
  private static final Pattern POWER = Pattern.compile("10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)");
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final int FIXED = 7;

  private final String name;
  private final List<String> lines;
  private boolean xsv;
  private final List<Row> rows = new ArrayList<>();
  private final Map<List<Object>, Row> latest = new LinkedHashMap<>();

  private JmhTable(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /** A benchmark's own line, as the object that JMH's JSON would have. */
  private record Row(ObjectNode json, String where) {}

  /** What a line says of a metric. */
  private record Score(String score, String error, String unit, String samples, String sign) {}

  /**
   * Reads a file where it is one of these.
   *
   * @param bytes the file
   * @param name what messages call it
   * @return its entries in its order; empty where it has no header of these formats
   * @throws UnreadableResultException where a line is not as JMH writes it, or the file is LaTeX
   */
  static Optional<List<JmhEntry>> read(byte[] bytes, String name) {
    String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8).strip();
    if (head.startsWith("[") || head.startsWith("{")) {
      return Optional.empty();
    }
    JmhTable table = new JmhTable(name, decoded(bytes).lines().toList());
    int first = 0;
    while (first < table.lines.size() && table.lines.get(first).isBlank()) {
      first++;
    }
    if (first == table.lines.size()) {
      // A mark of the encoding and nothing behind it, as some shells write for no output.
      return Optional.empty();
    }
    Matcher header = XSV.matcher(table.lines.get(first).strip());
    if (head.startsWith("\\begin{tabular}")) {
      throw new UnreadableResultException(
          name + " is JMH's LaTeX, which is to be printed and not read. " + JSON_INSTEAD + ".");
    }
    if (header.matches()) {
      table.readXsv(first, header.group(1).charAt(0));
      return Optional.of(table.entries());
    }
    // Of all that is on a console, JMH's table comes last.
    for (int i = table.lines.size() - 1; i >= first; i--) {
      if (TEXT.matcher(table.lines.get(i).strip()).matches()) {
        table.readText(i);
        return Optional.of(table.entries());
      }
    }
    return Optional.empty();
  }

  /** Consoles and their files are in what the machine writes, PowerShell's in UTF-16. */
  private static String decoded(byte[] bytes) {
    boolean wide = bytes.length > 1 && (bytes[0] & 0xfe) == 0xfe && (bytes[1] & 0xfe) == 0xfe;
    Charset likely = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    try {
      String text = likely.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private List<JmhEntry> entries() {
    return rows.stream().map(row -> JmhEntry.of(row.json(), row.where())).toList();
  }

  private UnreadableResultException wrong(int line, String what) {
    return new UnreadableResultException("%s, line %d: %s".formatted(name, line + 1, what));
  }

  private void readXsv(int header, char delimiter) {
    xsv = true;
    List<String> titles = cells(header, delimiter);
    for (int i = FIXED; i < titles.size(); i++) {
      titles.set(i, titles.get(i).replaceFirst("^Param: ", ""));
    }
    if (titles.size() < FIXED || !titles.get(FIXED - 1).equals("Unit")) {
      throw wrong(header, "JMH's CSV has 7 columns and those of parameters; this has not.");
    }
    for (int line = header + 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        readXsvLine(line, cells(line, delimiter), titles);
      }
    }
  }

  private void readXsvLine(int line, List<String> cells, List<String> titles) {
    if (cells.size() != titles.size()) {
      throw wrong(
          line,
          "%d cells, but the header has %d; it is cut off or was edited."
              .formatted(cells.size(), titles.size()));
    }
    SortedMap<String, String> params = new TreeMap<>();
    for (int i = FIXED; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        params.put(titles.get(i), cells.get(i));
      }
    }
    Score score = new Score(cells.get(4), cells.get(5), cells.get(6), cells.get(3), "");
    add(line, cells.get(0), cells.get(1), cells.get(2), params, score);
  }

  private List<String> cells(int line, char delimiter) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : lines.get(line).toCharArray()) {
      if (c == '"') {
        // A quote within quotes is written twice: the cell goes on.
        quoted = !quoted;
        cell.append(quoted && !cell.isEmpty() ? "\"" : "");
      } else if (c == delimiter && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw wrong(line, "a quote is not closed; it is cut off. " + JSON_INSTEAD + ".");
    }
    cells.add(cell.toString());
    return cells;
  }

  private void readText(int header) {
    String title = lines.get(header);
    List<Integer> ends = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Matcher param = Pattern.compile("\\((.+?)\\)(?=\\s)").matcher(title);
    while (param.find() && param.end() < title.lastIndexOf("Mode")) {
      names.add(param.group(1));
      ends.add(param.end());
    }
    for (int line = header + 1; line < lines.size() && !lines.get(line).isBlank(); line++) {
      Matcher row = ROW.matcher(lines.get(line).stripTrailing());
      if (!row.matches()) {
        throw wrong(line, "no line of JMH's table: Benchmark … Mode Cnt Score ± Error Units.");
      }
      String error = Optional.ofNullable(row.group(6)).orElse("NaN");
      String samples = Optional.ofNullable(row.group(3)).orElse("1");
      Score score = new Score(row.group(5), error, row.group(7), samples, row.group(4));
      List<String> words = words(line, row.group(1), ends);
      SortedMap<String, String> params = new TreeMap<>();
      for (int i = 0; i < names.size(); i++) {
        if (!words.get(i + 1).equals("N/A") && !words.get(i + 1).isEmpty()) {
          params.put(names.get(i), words.get(i + 1));
        }
      }
      add(line, words.getFirst(), row.group(2), "1", params, score);
    }
  }

  /** The benchmark and the values: by blanks or, where values have some, by the columns' ends. */
  private List<String> words(int line, String left, List<Integer> ends) {
    List<String> words = List.of(left.strip().split("\\s+"));
    if (words.size() == ends.size() + 1) {
      return words;
    }
    List<String> cut = new ArrayList<>(words.subList(0, 1));
    String text = lines.get(line);
    int from = text.indexOf(words.getFirst()) + words.getFirst().length();
    for (int end : ends) {
      if (end < from || end >= text.length() || !Character.isWhitespace(text.charAt(end))) {
        throw wrong(line, "its values are not below the names of the parameters.");
      }
      cut.add(text.substring(from, end).strip());
      from = end;
    }
    if (!text.substring(from, Math.max(from, text.indexOf(left) + left.length())).isBlank()) {
      throw wrong(line, "more values than the header has parameters.");
    }
    return cut;
  }

  private void add(
      int line, String label, String mode, String threads, Map<String, String> params, Score says) {
    int colon = label.indexOf(':');
    String benchmark = colon < 0 ? label : label.substring(0, colon);
    List<Object> key = List.of(benchmark, mode, threads, params);
    if (colon < 0) {
      ObjectNode json = JsonTree.emptyObject();
      json.put("benchmark", benchmark).put("mode", mode).put("threads", whole(line, threads));
      params.forEach(json.putObject("params")::put);
      json.set("primaryMetric", metric(line, says));
      if (!xsv) {
        String only = says.sign().isEmpty() ? "" : "; its score is only " + says.sign() + " ";
        json.put(
            JmhEntry.REMARK,
            "a table of JMH tells no threads, 1 is taken"
                + (only.isEmpty() ? "" : only + says.score()));
      }
      Row row = new Row(json, name + ", line " + (line + 1));
      rows.add(row);
      latest.put(key, row);
    } else if (latest.containsKey(key)) {
      ObjectNode json = latest.get(key).json();
      json.withObject("/secondaryMetrics").set(label.substring(colon + 1), metric(line, says));
    } else {
      throw wrong(line, label + " stands without the line of " + benchmark + " before it.");
    }
  }

  private ObjectNode metric(int line, Score says) {
    ObjectNode json = JsonTree.emptyObject();
    json.set("score", JsonNumbers.write(number(line, says.score())));
    json.set("scoreError", JsonNumbers.write(number(line, says.error())));
    json.put("scoreUnit", says.unit());
    json.put("samples", whole(line, says.samples()));
    return json;
  }

  private int whole(int line, String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw wrong(line, "'%s' is no whole number.".formatted(text));
    }
    return Integer.parseInt(text);
  }

  /** A number, also with the decimal comma of JMH in a locale that has one. */
  private double number(int line, String text) {
    Matcher power = POWER.matcher(text);
    if (power.matches()) {
      StringBuilder digits = new StringBuilder();
      for (char c : power.group(1).toCharArray()) {
        digits.append(c == '⁻' ? "-" : SUPERSCRIPTS.indexOf(c));
      }
      return Double.parseDouble("1e" + digits);
    }
    if (JsonNumbers.read(text).isPresent()) {
      return JsonNumbers.read(text).getAsDouble();
    }
    // JMH groups no digits. Its CSV has six behind the mark: three may be a spreadsheet's
    // thousands.
    if (xsv && text.matches("-?[1-9][0-9]{0,2},[0-9]{3}")) {
      throw wrong(
          line,
          "'%s' may be a decimal or a thousand. Give JMH -Duser.language=en, or -rf json."
              .formatted(text));
    }
    String point = text.matches("-?[0-9]+,[0-9]+") ? text.replace(',', '.') : text;
    if (!point.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      throw wrong(line, "'%s' is no number. %s.".formatted(text, JSON_INSTEAD));
    }
    return Double.parseDouble(point);
  }
}
