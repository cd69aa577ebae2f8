package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietnessTest {

  private static final String CPU = "/sys/devices/system/cpu/cpu";

  @TempDir Path root;

  private final AtomicLong clock = new AtomicLong(5);
  private Quietness.Probe probe;

  @BeforeEach
  void beginsWithASecondOfTwoProcessors() {
    RecordedRoot.write(root, "/proc/loadavg", "3.50 1.00 0.50 1/90 7069\n");
    stat(1000, 0, 500, 8000, 100, 10, 20, 30);
    self(10, 20, 300, 40);
    probe = Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    clock.addAndGet(1_000_000_000);
  }

  /** Time of a guest, the ninth field, is part of user time: it must not be counted again. */
  private void stat(long... fields) {
    StringBuilder line = new StringBuilder("cpu ");
    for (long field : fields) {
      line.append(' ').append(field);
    }
    RecordedRoot.write(root, "/proc/stat", line + " " + fields[0] + " 0\ncpu0 1 2 3\n");
  }

  private void self(long utime, long stime, long cutime, long cstime) {
    String times = utime + " " + stime + " " + cutime + " " + cstime;
    RecordedRoot.write(
        root,
        "/proc/self/stat",
        "7 (a) b (c) S 1 7 7 0 -1 4194304 1 2 3 4 " + times + " 20 0 12\n");
  }

  @Test
  void sharesTheProcessorTimeOutBetweenUsOthersAndTheHypervisor() {
    stat(1080, 10, 530, 8060, 110, 12, 24, 34);
    self(15, 25, 360, 60);

    Quietness quietness = probe.end();

    // 200 ticks in all; 120 of processes, of which 90 are ours; 4 stolen; 6 of interrupts.
    assertThat(quietness.ticks()).hasValue(200);
    assertThat(quietness.own()).hasValue(0.45);
    assertThat(quietness.others()).hasValue(0.15);
    assertThat(quietness.steal()).hasValue(0.02);
    assertThat(quietness.load()).hasValue(3.5);
    assertThat(quietness.seconds()).hasValue(1);
    // Four ticks of steal are 2 %, but too few to be sure of.
    assertThat(quietness.disturbances()).containsExactly("others used 15 % of the processors");
  }

  @Test
  void callsStealADisturbanceOnceItIsWorthEnoughTicks() {
    stat(1000, 0, 500, 8194, 100, 10, 20, 36);

    assertThat(probe.end().disturbances()).containsExactly("steal 3.0 %");
  }

  @Test
  void neverCountsLessThanNothingForOthers() {
    stat(1050, 0, 500, 8150, 100, 10, 20, 30);
    self(10, 20, 390, 40);

    assertThat(probe.end().others()).hasValue(0);
  }

  @Test
  void doesNotTakeItsOwnLoadForADisturbance() {
    stat(1200, 0, 500, 8000, 100, 10, 20, 30);
    self(10, 20, 500, 40);

    Quietness quietness = probe.end();

    assertThat(quietness.load()).hasValue(3.5);
    assertThat(quietness.disturbances()).isEmpty();
  }

  @Test
  void knowsNoSharesOfAnIntervalWithoutATick() {
    assertThat(probe.end().asMap()).isEqualTo(Map.of("seconds", 1.0, "load", 3.5));
  }

  @Test
  void knowsOnlyTheTimeOnAMachineWithoutProc(@TempDir Path empty) {
    Quietness quietness =
        Quietness.begin(new ProcRoot(empty), clock::get, () -> clock.get() / 1_000_000).end();

    assertThat(quietness.asMap()).isEqualTo(Map.of("seconds", 0.0));
    assertThat(quietness.steal()).isEmpty();
    assertThat(quietness.others()).isEmpty();
    assertThat(quietness.throttled()).isEmpty();
    assertThat(quietness.disturbances()).isEmpty();
  }

  @Test
  void takesTheMostThrottledGroupOfVersion2() {
    cgroupV2("throttled_usec 1000000", "throttled_usec 5000000");
    Quietness.Probe inGroup =
        Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    clock.addAndGet(10_000_000_000L);
    cgroupV2("throttled_usec 1400000", "throttled_usec 5300000");

    Quietness quietness = inGroup.end();

    assertThat(quietness.throttled()).hasValue(0.4);
    assertThat(quietness.disturbances()).containsExactly("throttled for 0.40 s");
  }

  @Test
  void forgivesAHundredthOfTheTimeThrottled() {
    cgroupV2("throttled_usec 0", "throttled_usec 0");
    Quietness.Probe inGroup =
        Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    clock.addAndGet(10_000_000_000L);
    cgroupV2("throttled_usec 90000", "throttled_usec 0");

    Quietness quietness = inGroup.end();

    assertThat(quietness.throttled()).hasValue(0.09);
    assertThat(quietness.disturbances()).isEmpty();
  }

  private void cgroupV2(String outer, String inner) {
    RecordedRoot.write(root, "/proc/self/cgroup", "0::/outer/inner\n");
    RecordedRoot.write(
        root, "/proc/self/mountinfo", "35 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
    RecordedRoot.write(root, "/sys/fs/cgroup/outer/cpu.stat", "nr_periods 9\n" + outer + "\n");
    RecordedRoot.write(
        root, "/sys/fs/cgroup/outer/inner/cpu.stat", "usage_usec 1\n" + inner + "\n");
  }

  @Test
  void readsNanosecondsOfAThrottledGroupOfVersion1() {
    String stat = "/sys/fs/cgroup/cpu,cpuacct/cpu.stat";
    RecordedRoot.write(root, "/proc/self/cgroup", "7:cpu,cpuacct:/docker/5c1e\n");
    RecordedRoot.write(
        root,
        "/proc/self/mountinfo",
        "6 5 0:27 /docker/5c1e /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n");
    RecordedRoot.write(root, stat, "nr_throttled 1\nthrottled_time 2500000000\n");
    Quietness.Probe inGroup =
        Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    RecordedRoot.write(root, stat, "nr_throttled 2\nthrottled_time 2750000000\n");

    assertThat(inGroup.end().throttled()).hasValue(0.25);
  }

  @Test
  void countsPressureAsAShareOfTheIntervalButNotAsADisturbance() {
    RecordedRoot.write(root, "/proc/pressure/cpu", "some avg10=1.0 total=1000000\nfull total=9\n");
    Quietness.Probe pressed =
        Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    clock.addAndGet(2_000_000_000);
    RecordedRoot.write(root, "/proc/pressure/cpu", "some avg10=1.0 total=1500000\nfull total=9\n");

    Quietness quietness = pressed.end();

    assertThat(quietness.pressure().orElseThrow()).isCloseTo(0.25, within(1e-9));
    assertThat(quietness.disturbances()).isEmpty();
  }

  @Test
  void countsAHeatEventOnceAlthoughBothThreadsOfTheCoreShowIt() {
    heat("7", "9");
    Quietness.Probe hot =
        Quietness.begin(new ProcRoot(root), clock::get, () -> clock.get() / 1_000_000);
    heat("10", "12");

    Quietness quietness = hot.end();

    assertThat(quietness.thermal()).hasValue(3);
    assertThat(quietness.disturbances()).containsExactly("slowed down for heat 3 times");
  }

  private void heat(String first, String second) {
    RecordedRoot.write(root, CPU + "0/thermal_throttle/core_throttle_count", first + "\n");
    RecordedRoot.write(root, CPU + "1/thermal_throttle/core_throttle_count", second + "\n");
  }

  private Quietness whileTheClockOfTheDayMoves(long millis, long passedMillis) {
    AtomicLong wall = new AtomicLong(1_700_000_000_000L);
    Quietness.Probe watched = Quietness.begin(new ProcRoot(root), clock::get, wall::get);
    clock.addAndGet(passedMillis * 1_000_000);
    wall.addAndGet(millis);
    return watched.end();
  }

  @Test
  void tellsThatTheClockWasSetForthOrBack() {
    assertThat(whileTheClockOfTheDayMoves(3_602_000, 2000).disturbances())
        .containsExactly("the clock jumped by +3600.0 s: it was set, or the machine slept");
    assertThat(whileTheClockOfTheDayMoves(-58_000, 2000).disturbances())
        .containsExactly("the clock jumped by -60.0 s: it was set, or the machine slept");
  }

  /** The clock that measures stands still while the machine sleeps, that of the day does not. */
  @Test
  void tellsThatTheMachineSlept() {
    Quietness quietness = whileTheClockOfTheDayMoves(8_001_000, 1000);
    assertThat(quietness.disturbances()).singleElement().asString().contains("+8000.0 s");
    assertThat(quietness.seconds()).hasValue(1);
    assertThat(Quietness.fromMap(quietness.asMap()).disturbances())
        .as("as the journal has it")
        .isEqualTo(quietness.disturbances());
  }

  @Test
  void takesACorrectionByATimeServiceForNone() {
    assertThat(whileTheClockOfTheDayMoves(10_400, 10_000).disturbances()).isEmpty();
    assertThat(whileTheClockOfTheDayMoves(9_600, 10_000).asMap()).doesNotContainKey("clockJump");
  }

  @Test
  void readsBackWhatTheJournalHolds() {
    stat(1123, 10, 537, 8060, 110, 12, 24, 47);
    self(15, 25, 360, 60);
    Quietness quietness = probe.end();

    Quietness back = Quietness.fromMap(quietness.asMap());

    assertThat(back.asMap()).isEqualTo(quietness.asMap());
    assertThat(back.disturbances()).isEqualTo(quietness.disturbances()).hasSize(2);
    assertThat(quietness.asMap()).containsEntry("others", 0.3042);
  }

  @Test
  void skipsNamesItDoesNotKnow() {
    assertThat(Quietness.fromMap(Map.of("steal", 1, "colour", 2, "load", Double.NaN)).asMap())
        .isEqualTo(Map.of("steal", 1.0));
  }
}
