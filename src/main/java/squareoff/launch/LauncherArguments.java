package squareoff.launch;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The arguments of this virtual machine that another one must be given to be like it. */
final class LauncherArguments {

  /**
   * The variables of the environment that a virtual machine takes arguments from, in the order in
   * which {@link #given} removes them.
   */
  static final List<String> VARIABLES =
      Collections.unmodifiableList(
          Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));

  /**
   * The property that holds {@link #given} of this virtual machine for the command line, with a NUL
   * between two: trials get them as JMH alone would give them.
   */
  static final String PROPERTY = "squareoff.launcher.arguments";

  private LauncherArguments() {}

  /** Returns the arguments that were typed for this virtual machine. */
  static List<String> typed() {
    return given(ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getenv());
  }

  /**
   * Takes away the arguments that came from the environment, which the other virtual machine reads
   * by itself: given twice, {@code -javaagent} would start two agents. What an {@code @file} inside
   * {@code JDK_JAVA_OPTIONS} holds is not recognised, and is given twice.
   *
   * @param inputArguments all arguments of this virtual machine, as its management bean lists them
   * @param environment the variables of the environment
   * @return the arguments of the command line alone, in their order
   */
  static List<String> given(List<String> inputArguments, Map<String, String> environment) {
    List<String> given = new ArrayList<>(inputArguments);
    for (String variable : VARIABLES) {
      for (String argument : joined(words(environment.getOrDefault(variable, "")))) {
        // The last variable is read after the command line, the others before it.
        int index =
            "_JAVA_OPTIONS".equals(variable)
                ? given.lastIndexOf(argument)
                : given.indexOf(argument);
        if (index >= 0) {
          given.remove(index);
        }
      }
    }
    return given;
  }

  /** Splits at white space; quotes keep it together, and there is no escape, as in HotSpot. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /** Writes {@code --add-opens x} as the management bean does: {@code --add-opens=x}. */
  private static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean takesNext =
          word.startsWith("--")
              && word.indexOf('=') < 0
              && i + 1 < words.size()
              && !words.get(i + 1).startsWith("-");
      joined.add(takesNext ? word + "=" + words.get(++i) : word);
    }
    return joined;
  }
}
