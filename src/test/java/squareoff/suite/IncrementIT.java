package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementIT {
  @TempDir Path directory;

  @Test
  void measuresMoreVirtualThreadsThanCarriersWhereTheyPark() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "Increment.virtual",
            "-p",
            "counter=reentrant-lock,stamped-lock",
            "-p",
            "layout=shared-line",
            "-t",
            "16",
            "-i",
            "2");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results()).hasSize(2);
  }

  @Test
  void refusesAtOnceWhatWouldStandStill() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "Increment.virtual",
            "-p",
            "counter=atomic",
            "-p",
            "layout=padded",
            "-t",
            "1000",
            "-i",
            "1");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("-t 1000 with counter=atomic on virtual threads");
  }

  @Test
  void keepsItsExecutorBesideTheUsersArguments() throws Exception {
    SuiteRun run = withArguments("-jvmArgsAppend", "-Dany=thing", "-jvmArgs", "-Dother=thing");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results().getFirst().get("jvmArgs").toString())
        .contains("-Djmh.executor=VIRTUAL", "-Dany=thing", "-Dother=thing");
  }

  @Test
  void noticesThatJvmArgumentsOfTheUserHaveReplacedItsOwn() throws Exception {
    SuiteRun run = withArguments("-jvmArgsPrepend", "-Dany=thing");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output())
        .contains("Increment.virtual was called by a platform thread")
        .contains("not with -jvmArgsPrepend");
  }

  private SuiteRun withArguments(String... jvm) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("Increment.virtual", "-p", "counter=atomic", "-p", "layout=padded"));
    arguments.addAll(List.of("-i", "1"));
    arguments.addAll(List.of(jvm));
    return SuiteRun.of(directory, arguments.toArray(String[]::new));
  }
}
