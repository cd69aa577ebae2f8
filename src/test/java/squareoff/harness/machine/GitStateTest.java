package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStateTest {

  @TempDir Path tree;

  @BeforeEach
  void needsGit() throws Exception {
    boolean installed;
    try {
      installed = git("--version").startsWith("git version");
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "git is installed");
  }

  @Test
  void findsTheCommitFromADirectoryWithinAWorkTree() throws Exception {
    commitAFile();
    Path below = Files.createDirectory(tree.resolve("below"));

    assertThat(GitState.of(below))
        .contains(new GitState(git("rev-parse", "HEAD"), Optional.of(false)));
  }

  @Test
  void saysThatAChangedTreeIsDirty() throws Exception {
    commitAFile();
    Files.writeString(tree.resolve("file"), "changed");

    assertThat(GitState.of(tree).orElseThrow().dirty()).contains(true);
    assertThat(Environment.fromMap(Map.of()).withGit(tree).asMap())
        .containsOnlyKeys("git")
        .extractingByKey("git")
        .isEqualTo(Map.of("commit", git("rev-parse", "HEAD"), "dirty", true));
  }

  @Test
  void findsNothingOutsideAWorkTreeBeforeACommitAndWithoutGit() throws Exception {
    assertThat(GitState.of(tree)).isEmpty();
    git("init", "-q");
    assertThat(GitState.of(tree)).isEmpty();
    commitAFile();
    assertThat(GitState.of(tree, "no-such-git")).isEmpty();
    assertThat(GitState.of(tree.resolve("missing"))).isEmpty();
  }

  private void commitAFile() throws Exception {
    Files.writeString(tree.resolve("file"), "text");
    git("init", "-q");
    git("add", "file");
    git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "one");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(tree.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    process.waitFor();
    return output;
  }
}
