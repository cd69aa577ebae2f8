package squareoff.harness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The charts of the page as files of their own, for READMEs and slides. */
public final class ChartFiles {
  /** What every such file begins with. */
  public static final String BEGINNING =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"squareoff-chart\"";

  private static final int LONGEST = 100;
  // Windows opens a device where a file's name begins so, whatever the extension.
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private ChartFiles() {}

  /**
   * Draws all charts of some sources.
   *
   * @param sources what was measured
   * @param options what the reader chose
   * @return the files' texts by their names: ASCII letters, digits, {@code .}, {@code _} and {@code
   *     -} only, at most 120 characters, none equal to another on a file system that ignores case;
   *     the same results give the same names
   */
  public static Map<String, String> of(List<Source> sources, Options options) {
    PageBuilder builder = new PageBuilder(options);
    Map<String, String> files = new LinkedHashMap<>();
    TreeSet<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Source source : sources) {
      String input = sources.size() > 1 ? source.name() + "." : "";
      for (Page.Section section : builder.input(source).sections()) {
        for (Chart chart : section.charts()) {
          String kind = chart.kind().isEmpty() ? "" : "." + chart.kind();
          String name = input + section.heading().plain() + kind;
          files.put(unique(name, taken), ChartFile.of(chart).svg());
        }
      }
    }
    return files;
  }

  private static String unique(String name, TreeSet<String> taken) {
    String safe = safe(name);
    String free = safe;
    for (int i = 2; !taken.add(free); i++) {
      free = safe + "-" + i;
    }
    return free + ".svg";
  }

  /** What is left of strangers' text: no path, no hidden file, no option of a command. */
  private static String safe(String name) {
    String plain =
        name.replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("-*\\.[.-]*", ".")
            .replaceAll("^[.-]+|[.-]+$", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("[.-]+$", "");
    boolean unusable = cut.isEmpty() || DEVICE.matcher(cut).matches();
    return unusable ? ("chart-" + cut.toLowerCase(Locale.ROOT)).replaceAll("-$", "") : cut;
  }
}
