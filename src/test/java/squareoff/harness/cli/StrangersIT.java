package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run beside strangers that get the process ids of its trials: none of them is harmed. */
class StrangersIT extends RunFixture {

  private static final List<String> NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c");

  /** The bystanders ($1 their class path) watch the command, and have the last word. */
  private static final String SCRIPT =
      """
      classes=$1
      shift
      "$@" &
      run=$!
      "$1" -Xmx64m -XX:+UseSerialGC -cp "$classes" squareoff.harness.cli.Bystanders $run &
      crowd=$!
      wait $run
      code=$?
      wait $crowd || exit 99
      exit $code
      """;

  @BeforeAll
  static void needsNamespaces() throws Exception {
    String choose = "echo 100 > /proc/sys/kernel/ns_last_pid";
    List<String> command = new ArrayList<>(NAMESPACE);
    command.add(choose);
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assumeTrue(
        exit == 0,
        "skipped: process ids cannot be chosen here (root, unshare and ns_last_pid are needed)");
  }

  @Test
  void whoeverHasTheProcessIdOfAnEarlierTrialIsLeftAlone() throws Exception {
    List<String> inNamespace = new ArrayList<>(NAMESPACE);
    Path classes =
        Path.of(Bystanders.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    inNamespace.addAll(List.of(SCRIPT, "sh", classes.toString()));
    String[] args = args(directory.resolve("run"), "Shapes.parameterised", "-f", "1");
    try (RunProcess run = RunProcess.start(directory, inNamespace, RunProcess.ownJava(), args)) {
      assertThat(run.exit()).as(run.err()).isZero();
      Matcher crowd =
          Pattern.compile("processes (\\d+) living (\\d+) threads (\\d+)").matcher(run.out());
      assertThat(crowd.find()).as(run.out()).isTrue();
      assertThat(Integer.parseInt(crowd.group(1))).isPositive();
      assertThat(crowd.group(2)).isEqualTo(crowd.group(1));
      assertThat(Integer.parseInt(crowd.group(3))).isPositive();
    }
  }
}
