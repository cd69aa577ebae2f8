package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import squareoff.suite.process.WorkerProcess;

@Timeout(600)
class WorkerJvmTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AOT_CACHE")
  void aWorkerAnswersWithEverySetting(WorkerJvm.Setting setting) {
    try (WorkerJvm jvm = WorkerJvm.prepare(setting);
        WorkerProcess worker = jvm.startToFirstAnswer()) {
      assertThat(worker.ping()).isEqualTo(worker.pid());
      assertThat(argumentsOf(worker).contains("-Xshare:off"))
          .isEqualTo(setting == WorkerJvm.Setting.NO_CDS);
      assertThat(argumentsOf(worker).contains("-XX:TieredStopAtLevel=1"))
          .isEqualTo(setting == WorkerJvm.Setting.SERIAL_C1);
    }
  }

  /** AOTMode=on ends a JVM that cannot use its cache. */
  @Test
  void aWorkerAnswersWithAnAotCache() {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(24);
    try (WorkerJvm jvm = WorkerJvm.prepare(WorkerJvm.Setting.AOT_CACHE);
        WorkerProcess worker = jvm.startToFirstAnswer()) {
      assertThat(argumentsOf(worker)).contains("-XX:AOTMode=on");
    }
  }

  @Test
  void refusesAnAotCacheWhereTheJdkHasNone() {
    assertThatThrownBy(() -> WorkerJvm.Setting.AOT_CACHE.requireJava(23))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageStartingWith(
            "jvm=aot-cache: Java 23 has no AOT cache. Run on a JDK 24 or newer");
    assertThatCode(() -> WorkerJvm.Setting.AOT_CACHE.requireJava(24)).doesNotThrowAnyException();
    assertThatCode(() -> WorkerJvm.Setting.NO_CDS.requireJava(21)).doesNotThrowAnyException();
  }

  @Test
  void anUnknownSettingIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> WorkerJvm.Setting.named("fast"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("jvm=fast: no such jvm. Choose one of: default, no-cds, aot-cache, serial-c1");
  }

  private static List<String> argumentsOf(WorkerProcess worker) {
    Optional<String[]> arguments = ProcessHandle.of(worker.pid()).orElseThrow().info().arguments();
    return List.of(arguments.orElseThrow());
  }
}
