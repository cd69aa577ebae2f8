package squareoff.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Folders where Java runtimes are usually installed: a base, and a pattern below it. */
final class LauncherPlace {

  private static final String[] LINUX = {
    "usr/lib/jvm/*",
    "usr/lib64/jvm/*",
    "usr/java/*",
    "usr/local/openjdk-*",
    "usr/local/java/*",
    "usr/local/lib/jvm/*",
    "usr/local/sdkman/candidates/java/*",
    "opt/*",
    "opt/java/*",
    "opt/jdk/*",
    "opt/jvm/*",
    "opt/hostedtoolcache/Java_*/*/*",
    "usr/lib/sdk/*",
    "snap/openjdk/current/jdk",
    "home/linuxbrew/.linuxbrew/opt/openjdk*",
  };

  private static final String[] MAC = {
    "Library/Java/JavaVirtualMachines/*",
    "opt/homebrew/opt/openjdk*",
    "usr/local/opt/openjdk*",
    "opt/local/Library/Java/JavaVirtualMachines/*",
    "opt/*",
  };

  private static final String[] WINDOWS_VENDORS = {
    "Java/*",
    "Eclipse Adoptium/*",
    "Eclipse Foundation/*",
    "AdoptOpenJDK/*",
    "Amazon Corretto/*",
    "BellSoft/*",
    "Microsoft/jdk-*",
    "Zulu/*",
    "Semeru/*",
    "SapMachine/JDK/*",
    "GraalVM/*",
    "OpenJDK/*",
  };

  /** Version managers, build tools and IDEs: the variable that moves each, its place otherwise. */
  private static final String[][] HOME = {
    {"SDKMAN_DIR", ".sdkman", "candidates/java/*"},
    {"", ".jdks", "*"},
    {"GRADLE_USER_HOME", ".gradle", "jdks/*"},
    {"GRADLE_USER_HOME", ".gradle", "jdks/*/*"},
    {"", ".m2", "jdks/*"},
    {"ASDF_DATA_DIR", ".asdf", "installs/java/*"},
    {"MISE_DATA_DIR", ".local/share/mise", "installs/java/*"},
    {"JABBA_HOME", ".jabba", "jdk/*"},
    {"JENV_ROOT", ".jenv", "versions/*"},
    {"JBANG_DIR", ".jbang", "cache/jdks/*"},
    {"", ".vscode/extensions", "redhat.java-*/jre/*"},
  };

  private static final String[] MAC_HOME = {"Library/Java/JavaVirtualMachines/*"};

  private static final String[] WINDOWS_HOME = {
    "scoop/apps/*/current",
    "AppData/Local/Programs/Eclipse Adoptium/*",
    "AppData/Local/Programs/Microsoft/jdk-*",
  };

  private final Path base;
  private final String pattern;

  private LauncherPlace(Path base, String pattern) {
    this.base = base;
    this.pattern = pattern;
  }

  /**
   * Lists the usual places of an operating system.
   *
   * @param os the system's name, as the property {@code os.name} writes it
   * @param environment the variables of the environment
   * @param home the user's home directory
   * @param root the folder that stands for the root of the file system
   * @return the places, in the order in which they are looked at
   */
  static List<LauncherPlace> usual(
      String os, Map<String, String> environment, Path home, Path root) {
    String name = os.toLowerCase(Locale.ROOT);
    List<LauncherPlace> places = new ArrayList<>();
    if (name.startsWith("windows")) {
      for (String folder : new String[] {"Program Files", "Program Files (x86)"}) {
        add(places, root.resolve(folder), WINDOWS_VENDORS);
      }
      add(places, home, WINDOWS_HOME);
    } else if (name.startsWith("mac")) {
      add(places, root, MAC);
      add(places, home, MAC_HOME);
    } else {
      add(places, root, LINUX);
    }
    for (String[] manager : HOME) {
      String moved = environment.getOrDefault(manager[0], "");
      Path base = LauncherSearch.path(moved).orElse(home.resolve(manager[1]));
      places.add(new LauncherPlace(base, manager[2]));
    }
    return places;
  }

  private static void add(List<LauncherPlace> places, Path base, String... patterns) {
    for (String pattern : patterns) {
      places.add(new LauncherPlace(base, pattern));
    }
  }

  /**
   * Finds the folders that this place consists of now.
   *
   * @param unreadable where a line is added for each folder that may not be read
   * @return those that exist, in the order of their names
   */
  List<Path> folders(List<String> unreadable) {
    List<Path> level = Collections.singletonList(base);
    for (String segment : pattern.split("/")) {
      List<Path> next = new ArrayList<>();
      for (Path folder : level) {
        if (segment.indexOf('*') < 0) {
          next.add(folder.resolve(segment));
        } else if (Files.isDirectory(folder)) {
          try {
            next.addAll(children(folder, segment));
          } catch (IOException e) {
            unreadable.add(folder + " cannot be read");
          }
        }
      }
      level = next;
    }
    return level;
  }

  private static List<Path> children(Path folder, String glob) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      for (Path child : stream) {
        children.add(child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(children);
    return children;
  }

  /** Returns the pattern as a path, as the messages write it. */
  @Override
  public String toString() {
    String folder = base.toString();
    String separator = folder.endsWith(File.separator) ? "" : File.separator;
    return folder + separator + pattern.replace("/", File.separator);
  }
}
