package squareoff.launch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Java runtime, in the old scheme ({@code 1.8.0_392}) or in that of JEP 223
 * ({@code 25.0.1}). Ordered from old to new; what follows a sign other than {@code .} or {@code _},
 * as in {@code 26-ea}, does not count.
 */
final class LauncherVersion implements Comparable<LauncherVersion> {

  private static final Pattern NUMBERS = Pattern.compile("^\\d{1,6}(?:[._]\\d{1,6})*");

  private final String text;
  private final List<Integer> numbers;

  private LauncherVersion(String text, List<Integer> numbers) {
    this.text = text;
    this.numbers = numbers;
  }

  /**
   * Reads a version.
   *
   * @param text for instance {@code 25.0.1}
   * @return the version, or empty where the text does not begin with a number
   */
  static Optional<LauncherVersion> of(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (String number : matcher.group().split("[._]")) {
      numbers.add(Integer.valueOf(number));
    }
    if (numbers.get(0) == 1 && numbers.size() > 1) {
      numbers.remove(0);
    }
    return Optional.of(new LauncherVersion(text, Collections.unmodifiableList(numbers)));
  }

  /** Returns the version of the Java runtime that this code runs on. */
  static LauncherVersion current() {
    String version = System.getProperty("java.version");
    return of(version)
        .orElseThrow(() -> new IllegalStateException("java.version is no version: " + version));
  }

  /** Returns the feature release: 8 for {@code 1.8.0_392}, 25 for {@code 25.0.1}. */
  int feature() {
    return numbers.get(0);
  }

  @Override
  public int compareTo(LauncherVersion other) {
    int shorter = Math.min(numbers.size(), other.numbers.size());
    for (int i = 0; i < shorter; i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(numbers.size(), other.numbers.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LauncherVersion && numbers.equals(((LauncherVersion) other).numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
