package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.UnusableInputException;

/**
 * A path with wildcards, as a shell has them, which the shell has left alone: {@code *}, {@code ?},
 * {@code [ab]}, {@code {a,b}} and, over directories, {@code **}.
 */
final class PathPattern {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private PathPattern() {}

  /** Whether a path is one with wildcards, and not the plain name of something that exists. */
  static boolean isOne(String path) {
    return WILD.matcher(path).find() && !Files.exists(Path.of(path));
  }

  /**
   * The files and the run directories that a pattern matches, in the order of their names. What
   * lies within a run directory that matches is not looked at.
   *
   * @throws UnusableInputException where it matches nothing, or is no pattern
   */
  static List<Path> matches(String pattern) {
    Path whole = Path.of(pattern);
    int plain = 0;
    while (!WILD.matcher(whole.getName(plain).toString()).find()) {
      plain++;
    }
    Path start = whole.isAbsolute() ? whole.getRoot() : Path.of("");
    if (plain > 0) {
      start = start.resolve(whole.subpath(0, plain));
    }
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : whole.getNameCount() - plain;
    List<Path> found = new ArrayList<>();
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + whole);
      if (Files.isDirectory(start)) {
        Files.walkFileTree(
            start,
            EnumSet.of(java.nio.file.FileVisitOption.FOLLOW_LINKS),
            depth,
            new Collector(matcher, found));
      }
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "%s: not a pattern of paths: %s".formatted(pattern, e.getDescription()), e);
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s: the directories cannot be read (%s)".formatted(pattern, e), e);
    }
    if (found.isEmpty()) {
      throw new UnusableInputException(
          "%s: no file or run directory matches; give files of JMH or run directories"
              .formatted(pattern));
    }
    found.sort(null);
    return found;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final PathMatcher matcher;
    private final List<Path> found;

    Collector(PathMatcher matcher, List<Path> found) {
      this.matcher = matcher;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return takes(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // At the greatest depth directories come here too.
      if (attributes.isDirectory()) {
        takes(file);
      } else if (matcher.matches(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // What may not be read is missed by name where it was meant: by the reader of that file.
      if (matcher.matches(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean takes(Path directory) {
      boolean taken = matcher.matches(directory) && RunDirectory.isRun(directory);
      if (taken) {
        found.add(directory);
      }
      return taken;
    }
  }
}
