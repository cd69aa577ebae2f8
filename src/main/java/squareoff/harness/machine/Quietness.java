package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How quiet the machine was during an interval, such as a trial.
 *
 * <p><b>Resolution.</b> The kernel counts processor time in ticks of 10 ms. A share is therefore
 * known to about a tick for each counter that enters it: in a trial of half a second on two
 * processors (100 ticks) to some per cent only. {@link #disturbances} asks for {@link
 * #MINIMUM_TICKS} besides a share.
 *
 * <p><b>What is ours.</b> {@code own} is this process and every child it has waited for, with the
 * children that these waited for. Processor time of a child whose parent died or never waited for
 * it (after a kill of the parent alone) is counted with {@code others}, as is that of a child still
 * running at the end. A child that started before the interval and ended within it brings all of
 * its time into {@code own}, which makes {@code others} too small; it is never below 0.
 *
 * <p><b>Two clocks.</b> Most kernels sample the machine's busy time at each tick, and measure that
 * of a process exactly. A program that sleeps and wakes in step with the ticks is seen too often or
 * too seldom, so that {@code others} may be off by a few per cent where much is asleep.
 */
public final class Quietness {

  /** Share of processor time that may be stolen before a trial counts as disturbed. */
  public static final double STEAL_LIMIT = 0.01;

  /**
   * Share of processor time that processes of others may use before a trial counts as disturbed. A
   * benchmark that keeps every processor busy loses about this share of its speed to them, which is
   * as much as the changes that it is to find; less is within the error of {@code others}.
   */
  public static final double OTHERS_LIMIT = 0.05;

  /**
   * Share of the interval for which a cgroup may throttle before a trial counts as disturbed. A
   * throttled benchmark measures the quota and not the code, so little is allowed.
   */
  public static final double THROTTLED_LIMIT = 0.01;

  /**
   * Seconds that the clock of the day may go astray from the time that passed, before it was set or
   * the machine slept: corrections by a time service are a thousand times smaller.
   */
  public static final double CLOCK_JUMP_LIMIT = 0.5;

  /** Ticks of 10 ms that a share must be worth: own time is four counters, each off by up to 1. */
  public static final int MINIMUM_TICKS = 5;

  private static final List<String> NAMES =
      List.of(
          "seconds ticks steal others own load throttled pressure thermal clockJump stopped"
              .split(" "));

  private final Map<String, Double> values;

  private Quietness(Map<String, Double> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Starts an interval now, on the running machine.
   *
   * @return the open interval
   */
  public static Probe begin() {
    return begin(ProcRoot.here(), System::nanoTime, System::currentTimeMillis);
  }

  static Probe begin(ProcRoot root, LongSupplier nanoClock, LongSupplier wallMillis) {
    return new Probe(root, nanoClock, wallMillis);
  }

  /** An interval that has begun. */
  public static final class Probe {

    private final ProcRoot root;
    private final LongSupplier nanoClock;
    private final LongSupplier wallMillis;
    private final OptionalDouble load;
    private final Counters begin;
    private final long beginMillis;

    private Probe(ProcRoot root, LongSupplier nanoClock, LongSupplier wallMillis) {
      this.root = root;
      this.nanoClock = nanoClock;
      this.wallMillis = wallMillis;
      this.beginMillis = wallMillis.getAsLong();
      this.load =
          root.text("/proc/loadavg").map(text -> text.split("\\s+")[0]).stream()
              .mapToDouble(Double::parseDouble)
              .findFirst();
      this.begin = Counters.read(root, nanoClock.getAsLong());
    }

    /**
     * Ends the interval now. Call it after having waited for the trial's process, so that its
     * processor time is known to be ours.
     *
     * @return how quiet the interval was
     */
    public Quietness end() {
      return end(0);
    }

    /** The same of an interval in which {@link Standstill} saw the trial stopped, in seconds. */
    public Quietness end(double stopped) {
      Counters end = Counters.read(root, nanoClock.getAsLong());
      double passed = (end.nanos() - begin.nanos()) / 1e9;
      double jump = (wallMillis.getAsLong() - beginMillis) / 1e3 - passed;
      return between(begin, end, load, jump, stopped);
    }
  }

  /**
   * Takes over what {@link #asMap} gave.
   *
   * @param map values by name; names that are not known here are skipped, as are nulls and what is
   *     not finite
   * @return the quietness
   */
  public static Quietness fromMap(Map<String, ? extends Number> map) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : NAMES) {
      Number value = map.get(name);
      if (value != null && Double.isFinite(value.doubleValue())) {
        values.put(name, value.doubleValue());
      }
    }
    return new Quietness(values);
  }

  private static Quietness between(
      Counters begin, Counters end, OptionalDouble load, double clockJump, double stopped) {
    Map<String, Double> values = new LinkedHashMap<>();
    double seconds = (end.nanos() - begin.nanos()) / 1e9;
    put(values, "seconds", OptionalDouble.of(seconds));
    if (begin.ticks().isPresent() && end.ticks().isPresent()) {
      shares(values, begin, end);
    }
    put(values, "load", load);
    put(values, "throttled", scaled(rise(begin.throttledNanos(), end.throttledNanos()), 1e-9));
    if (seconds > 0) {
      OptionalDouble waited =
          scaled(rise(begin.pressureMicros(), end.pressureMicros()), 1e-6 / seconds);
      put(values, "pressure", waited.stream().map(share -> Math.min(share, 1)).findFirst());
    }
    put(values, "thermal", scaled(rise(begin.thermal(), end.thermal()), 1));
    if (Math.abs(clockJump) > CLOCK_JUMP_LIMIT) {
      put(values, "clockJump", OptionalDouble.of(clockJump));
    }
    if (stopped > 0) {
      put(values, "stopped", OptionalDouble.of(stopped));
    }
    return new Quietness(values);
  }

  private static void shares(Map<String, Double> values, Counters begin, Counters end) {
    Counters.Ticks first = begin.ticks().orElseThrow();
    Counters.Ticks last = end.ticks().orElseThrow();
    // Counters of idle time run backwards on some kernels when a processor goes on or off line.
    double total = last.total() - first.total();
    if (total <= 0) {
      return;
    }
    put(values, "ticks", OptionalDouble.of(total));
    put(values, "steal", scaled(rise(first.steal(), last.steal()), 1 / total));
    OptionalLong own = rise(begin.ownTicks(), end.ownTicks());
    if (own.isPresent()) {
      double others = last.processes() - first.processes() - own.getAsLong();
      put(values, "others", OptionalDouble.of(Math.clamp(others / total, 0, 1)));
      put(values, "own", OptionalDouble.of(own.getAsLong() / total));
    }
  }

  private static OptionalLong rise(OptionalLong begin, OptionalLong end) {
    return begin.isPresent() && end.isPresent()
        ? OptionalLong.of(Math.max(0, end.getAsLong() - begin.getAsLong()))
        : OptionalLong.empty();
  }

  /**
   * The largest rise of any counter. Not their sum: groups within each other are throttled at the
   * same time, and processors that share a core or a package count the same events.
   */
  private static OptionalLong rise(Map<String, Long> begin, Map<String, Long> end) {
    return end.entrySet().stream()
        .filter(entry -> begin.containsKey(entry.getKey()))
        .mapToLong(entry -> Math.max(0, entry.getValue() - begin.get(entry.getKey())))
        .max();
  }

  private static OptionalDouble scaled(OptionalLong value, double factor) {
    return value.stream().mapToDouble(number -> number * factor).findFirst();
  }

  private static void put(Map<String, Double> values, String name, OptionalDouble value) {
    // Rounded at once, so that a line of the journal tells the same as the live object.
    value.ifPresent(known -> values.put(name, Math.round(known * 1e4) / 1e4));
  }

  private OptionalDouble value(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Length of the interval.
   *
   * @return seconds
   */
  public OptionalDouble seconds() {
    return value("seconds");
  }

  /**
   * Processor time that the machine had in the interval, idle or not.
   *
   * @return ticks of 10 ms, summed over all processors
   */
  public OptionalDouble ticks() {
    return value("ticks");
  }

  /**
   * Processor time that the hypervisor gave to other guests although this one wanted it.
   *
   * @return share of the machine's processor time, 0 to 1; empty without /proc/stat
   */
  public OptionalDouble steal() {
    return value("steal");
  }

  /**
   * Processor time of processes that are not ours, kernel threads included: user, nice and system
   * time of the machine less {@link #own}.
   *
   * @return share of the machine's processor time, 0 to 1; empty without /proc
   */
  public OptionalDouble others() {
    return value("others");
  }

  /**
   * Processor time of this process and the children it has waited for.
   *
   * @return share of the machine's processor time, 0 to 1, but above 1 if a child ended that had
   *     worked before the interval; empty without /proc
   */
  public OptionalDouble own() {
    return value("own");
  }

  /**
   * Load average of the minute before the interval, which earlier trials raise as well.
   *
   * @return number of tasks that ran or waited for a processor or a disk
   */
  public OptionalDouble load() {
    return value("load");
  }

  /**
   * Time for which a quota of our control group, or of one above it, kept processors from us.
   *
   * @return seconds, summed over processors; empty without such a group
   */
  public OptionalDouble throttled() {
    return value("throttled");
  }

  /**
   * Time in which some task waited for a processor. It is of the whole machine and includes a
   * benchmark of our own with more threads than processors, so that it disturbs nothing by itself.
   *
   * @return share of the interval, 0 to 1; empty before Linux 4.20 or with pressure accounting off
   */
  public OptionalDouble pressure() {
    return value("pressure");
  }

  /**
   * How often the processor slowed itself down for heat.
   *
   * @return number of events of the core or package that had most; empty where it does not count
   */
  public OptionalDouble thermal() {
    return value("thermal");
  }

  /**
   * The values that are known, by the names of the methods here.
   *
   * @return an unmodifiable map in a fixed order, rounded to 4 decimals
   */
  public Map<String, Double> asMap() {
    return values;
  }

  /**
   * What disturbed the interval, by the limits above. The load average at the beginning is not
   * among it, because our own earlier trials raise it.
   *
   * @return phrases such as {@code steal 3.1 %}; empty if the interval was quiet or nothing is
   *     known
   */
  public List<String> disturbances() {
    List<String> phrases = new ArrayList<>();
    if (exceeds("steal", STEAL_LIMIT)) {
      phrases.add(format("steal %.1f %%", 100 * values.get("steal")));
    }
    if (exceeds("others", OTHERS_LIMIT)) {
      phrases.add(format("others used %.0f %% of the processors", 100 * values.get("others")));
    }
    double throttled = throttled().orElse(0);
    if (throttled > THROTTLED_LIMIT * seconds().orElse(0)) {
      phrases.add(format("throttled for %.2f s", throttled));
    }
    double thermal = thermal().orElse(0);
    if (thermal > 0) {
      phrases.add(format("slowed down for heat %.0f times", thermal));
    }
    value("stopped").ifPresent(stopped -> phrases.add(format("stopped for %.1f s", stopped)));
    value("clockJump")
        .ifPresent(jump ->
            phrases.add(
                format("the clock jumped by %+.1f s: it was set, or the machine slept", jump)));
    return phrases;
  }

  private boolean exceeds(String share, double limit) {
    double value = value(share).orElse(0);
    return value > limit && value * ticks().orElse(0) >= MINIMUM_TICKS;
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
