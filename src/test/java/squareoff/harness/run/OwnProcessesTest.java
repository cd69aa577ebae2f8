package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.machine.ProcessTable.Seen;

/** Which processes count as the run's own, on machines that are put in. */
class OwnProcessesTest {

  private static final String MARK = "run-1";
  private static final Seen INIT = new Seen(1, 0, 0);
  private static final Seen HOST = new Seen(100, 1000, 50);
  private static final Seen FORK = new Seen(101, 1010, 100);

  private final Machine machine = new Machine();
  private final OwnProcesses processes = new OwnProcesses(MARK, machine);

  @Test
  void whatBearsTheMarkIsKilledThoughNobodyNamedIt() {
    machine.start(HOST, MARK);
    machine.start(FORK, MARK);
    processes.killAll();
    assertThat(machine.killed).containsExactlyInAnyOrder(HOST, FORK);
  }

  @Test
  void anOrphanIsFoundByItsMark() {
    Seen orphan = new Seen(101, 1010, 1);
    machine.start(INIT, "");
    machine.start(orphan, MARK);
    processes.killAll();
    assertThat(machine.killed).containsExactly(orphan);
  }

  @Test
  void aStrangerWithTheProcessIdOfAnEarlierTrialIsLeftAlone() {
    machine.start(HOST, MARK);
    processes.name(HOST.pid());
    machine.end(HOST);
    machine.start(new Seen(HOST.pid(), 2000, 1), "");
    processes.killAll();
    assertThat(machine.killed).isEmpty();
  }

  @Test
  void aStrangerWithTheProcessIdOfAnEarlierTrialIsLeftAloneWhereMarksCannotBeRead() {
    machine.showsEnvironments = false;
    machine.start(HOST, MARK);
    processes.name(HOST.pid());
    machine.end(HOST);
    machine.start(new Seen(HOST.pid(), 2000, 1), "");
    machine.start(new Seen(300, 2000, HOST.pid()), "");
    processes.killAll();
    assertThat(machine.killed).isEmpty();
  }

  @Test
  void anotherRunsMarkIsNotOurs() {
    machine.start(HOST, MARK + "0");
    machine.start(FORK, "run-2");
    processes.name(HOST.pid());
    processes.killAll();
    assertThat(machine.killed).isEmpty();
  }

  @Test
  void whereMarksCannotBeReadItIsWhoWasNamedAndItsChildrenUntilTheirTrialEnds() {
    machine.showsEnvironments = false;
    machine.start(INIT, "");
    machine.start(HOST, MARK);
    machine.start(FORK, MARK);
    machine.start(new Seen(102, 1020, 1), MARK);
    processes.name(HOST.pid());
    assertThat(processes.alive()).containsExactly(HOST, FORK);

    processes.forget();

    assertThat(processes.alive()).isEmpty();
    processes.killAll();
    assertThat(machine.killed).isEmpty();
  }

  @Test
  void aChildThatClearedItsEnvironmentIsOursWhileItsParentLives() {
    Seen cleared = new Seen(102, 1020, FORK.pid());
    machine.start(HOST, MARK);
    machine.start(FORK, MARK);
    machine.start(cleared, "");
    processes.killAll();
    assertThat(machine.killed).containsExactlyInAnyOrder(HOST, FORK, cleared);
  }

  @Test
  void aProcessOlderThanItsParentIsNoChildOfOurs() {
    machine.start(HOST, MARK);
    machine.start(new Seen(99, 900, HOST.pid()), "");
    processes.killAll();
    assertThat(machine.killed).containsExactly(HOST);
  }

  @Test
  void whatChangedBetweenTheLookAndTheSignalIsLeftAlone() {
    Seen child = new Seen(102, 1020, HOST.pid());
    Seen stranger = new Seen(HOST.pid(), 1021, 1);
    machine.start(HOST, MARK);
    machine.start(child, "");
    // By the time that the first signal is due, the host has gone and a stranger has its id.
    machine.afterLook =
        () -> {
          machine.end(HOST);
          machine.start(stranger, "");
        };
    processes.killAll();
    assertThat(machine.killed).isEmpty();
  }

  @Test
  void onlyJvmsOfOursArePutToPrintTheirThreads() {
    ProcessHandle self = ProcessHandle.current();
    Seen jvm = new Seen(self.pid(), 5000, HOST.pid());
    machine.start(HOST, MARK);
    machine.start(jvm, MARK);
    machine.start(new Seen(1, 1, 0), "");
    processes.dumpThreads(HOST.pid());
    assertThat(machine.dumped).containsExactly(jvm);
  }

  /** A machine with the processes that a test starts on it. */
  private static final class Machine implements ProcessTable {
    private final Map<Seen, String> marks = new LinkedHashMap<>();
    private final List<Seen> killed = new ArrayList<>();
    private final List<Seen> dumped = new ArrayList<>();
    private boolean showsEnvironments = true;
    private Runnable afterLook = () -> {};

    void start(Seen process, String mark) {
      marks.put(process, mark);
    }

    void end(Seen process) {
      marks.remove(process);
    }

    @Override
    public List<Seen> all() {
      return List.copyOf(marks.keySet());
    }

    @Override
    public Optional<Seen> look(long pid) {
      afterLook.run();
      return marks.keySet().stream().filter(process -> process.pid() == pid).findFirst();
    }

    @Override
    public Optional<Boolean> has(Seen process, String variable) {
      Optional<Boolean> has =
          Optional.of(OwnProcesses.variable(marks.getOrDefault(process, "")).equals(variable));
      return has.filter(known -> showsEnvironments);
    }

    @Override
    public void kill(Seen process) {
      assertThat(marks).containsKey(process);
      killed.add(process);
      marks.remove(process);
    }

    @Override
    public void dumpThreads(Seen process) {
      dumped.add(process);
    }
  }
}
