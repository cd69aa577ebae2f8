package squareoff.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which commit a work tree is at.
 *
 * @param commit full hash of {@code HEAD}
 * @param dirty whether {@code git status --porcelain} lists anything, untracked files included;
 *     empty if git could not tell in time
 */
public record GitState(String commit, Optional<Boolean> dirty) {

  /** Longest wait for one git command, in seconds: a huge or remote tree must not delay a run. */
  static final long LIMIT_SECONDS = 5;

  /**
   * Asks git.
   *
   * @param directory a directory that may be inside a work tree
   * @return the state; empty if git is not installed, the directory is in no work tree, there is no
   *     commit yet, git refuses (a tree of another owner) or takes more than 5 s
   */
  public static Optional<GitState> of(Path directory) {
    return of(directory, "git");
  }

  static Optional<GitState> of(Path directory, String git) {
    return output(directory, git, "rev-parse", "HEAD")
        .map(String::strip)
        .filter(commit -> commit.matches("[0-9a-f]{40,64}"))
        .map(commit -> new GitState(commit, dirty(directory, git)));
  }

  private static Optional<Boolean> dirty(Path directory, String git) {
    return output(directory, git, "status", "--porcelain").map(text -> !text.isBlank());
  }

  private static Optional<String> output(Path directory, String git, String... arguments) {
    List<String> command = new ArrayList<>(List.of(git));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // "status" would otherwise take the index lock, and so disturb a git command of the user.
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      // A file, not a pipe: nobody needs to read while git writes, so the wait can be bounded.
      Path output = Files.createTempFile("git", ".txt");
      try {
        builder.redirectOutput(output.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return succeeds(builder) ? Optional.of(Files.readString(output)) : Optional.empty();
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      // No git on this machine, or no such directory: the commit is unknown, which is a fact that
      // the absent key of environment.json tells.
      return Optional.empty();
    }
  }

  private static boolean succeeds(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
