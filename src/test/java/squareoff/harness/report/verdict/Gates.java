package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.CellVerdict.Estimate;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.Interval;

/** Gates with invented numbers. */
final class Gates {
  static final double OPEN = Double.POSITIVE_INFINITY;

  private static final String CPU = "squareoff.suite.CpuBoundSquares.run";
  private static final String INCREMENT = "squareoff.suite.Increment.platform";
  private static final String POOL = "squareoff.suite.WorkerPool.round";
  private static final Map<String, Object> MACHINE =
      ordered(
          "cpu",
          ordered("model", "AMD EPYC 7B13", "cores", 2, "threads", 2),
          "jdk",
          ordered("version", "25.0.3", "vendor", "Temurin"));

  private Gates() {}

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Cell cell(String benchmark, String mode, int threads, String... params) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < params.length; i += 2) {
      map.put(params[i], params[i + 1]);
    }
    return new Cell(benchmark, mode, threads, new TreeMap<>(map));
  }

  static Estimate estimate(double ratio, double low, double high, double base, String unit) {
    double candidate = unit.startsWith("ops") ? base / ratio : base * ratio;
    return new Estimate(
        ratio,
        new Interval(low, high, 0.9),
        0.021,
        base,
        candidate,
        unit,
        3.5,
        3400,
        OptionalDouble.of(0.262));
  }

  static CellVerdict judged(Cell cell, Verdict verdict, Estimate estimate, int pairs) {
    return new CellVerdict(cell, verdict, 0.05, Optional.of(estimate), pairs, "", List.of(), 0);
  }

  static CellVerdict with(CellVerdict v, double tolerance, String reason, int disturbed) {
    return new CellVerdict(
        v.cell(), v.verdict(), tolerance, v.estimate(), v.pairs(), reason, v.failures(), disturbed);
  }

  static CellVerdict failed(Cell cell, String... failures) {
    return new CellVerdict(
        cell,
        Verdict.FAILED,
        0.05,
        Optional.empty(),
        0,
        "a trial of the candidate failed",
        List.of(failures),
        0);
  }

  /** Of which both builds were measured, and not alike. */
  static CellVerdict incomparable(Cell cell, CellVerdict.Scores scores, String reason) {
    return new CellVerdict(
        cell,
        Verdict.INCOMPARABLE,
        0.05,
        Optional.empty(),
        0,
        reason,
        List.of(),
        0,
        List.of(),
        List.of(),
        Optional.of(scores));
  }

  static CellVerdict noted(CellVerdict v, String... notes) {
    return new CellVerdict(
        v.cell(),
        v.verdict(),
        v.tolerance(),
        v.estimate(),
        v.pairs(),
        v.reason(),
        v.failures(),
        v.disturbed(),
        v.machines(),
        List.of(notes),
        v.scores());
  }

  static GateResult gate(
      List<CellVerdict> cells, List<Cell> onlyInBase, List<Cell> onlyInCandidate) {
    Map<String, GateResult.Jar> jars = new LinkedHashMap<>();
    jars.put("base", new GateResult.Jar("build/base.jar", "0123456789abcdef".repeat(4)));
    jars.put(
        "candidate", new GateResult.Jar("target/benchmarks.jar", "fedcba9876543210".repeat(4)));
    Policy policy =
        new Policy(
            0.01, 0.05, 0.05, List.of(new Policy.Exemption(Pattern.compile("WorkerPool"), 0.1)));
    return new GateResult(
        "2026-11-23T103000Z-host",
        policy,
        cells,
        onlyInBase,
        onlyInCandidate,
        jars,
        MACHINE,
        412,
        1134.5,
        "the budget of 20 min was used up");
  }

  /** One cell or more of every verdict. */
  static GateResult ofEveryVerdict() {
    String[] cpu = {"squares", "80000000", "strategy", "", "workers", "2"};
    List<CellVerdict> cells = new ArrayList<>();
    cells.add(
        judged(
            cell(CPU, "avgt", 1, strategy(cpu, "virtual")),
            Verdict.SLOWER,
            estimate(1.1034, 1.0811, 1.1263, 59.07, "ms/op"),
            12));
    cells.add(
        noted(
            judged(
                cell(CPU, "avgt", 1, strategy(cpu, "process")),
                Verdict.SLOWER,
                estimate(3.18, 2.94, 3.44, 109.6, "ms/op"),
                8),
            "measured with another jvmArgs: -Xmx1g, none",
            "candidate: 2 of 8 trials about 30 % slower"));
    cells.add(
        judged(
            cell(CPU, "avgt", 1, strategy(cpu, "sequential")),
            Verdict.NOT_SLOWER,
            estimate(1.0042, 0.9983, 1.0101, 113.8, "ms/op"),
            6));
    cells.add(
        failed(
            cell(CPU, "avgt", 1, strategy(cpu, "platform")),
            "killed by the watchdog after 60 s",
            "JMH ended with exit code 1"));
    cells.add(
        incomparable(
            cell(CPU, "avgt", 1, strategy(cpu, "pool")),
            new CellVerdict.Scores(59.07, "ms/op", 118.2, "ms/op"),
            "not measured alike: batch size 500 in the base, 1000 in the candidate"));
    cells.add(
        judged(
            cell(INCREMENT, "thrpt", 2, "counter", "atomic", "layout", "padded"),
            Verdict.FASTER,
            estimate(0.82, 0.79, 0.85, 41.3, "ops/us"),
            10));
    cells.add(
        with(
            judged(
                cell(POOL, "thrpt", 1, "pool", "array", "worker", "platform"),
                Verdict.UNDECIDED,
                estimate(1.031, 0.942, 1.128, 4142000, "ops/s"),
                40),
            0.1,
            "the budget ended first",
            3));
    cells.add(
        with(
            judged(
                cell(POOL, "thrpt", 1, "pool", "linked", "worker", "platform"),
                Verdict.UNDECIDED,
                estimate(1.2, 0, OPEN, 2864000, "ops/s"),
                2),
            0.1,
            "the budget ended first",
            0));
    return gate(
        cells,
        List.of(cell("squareoff.suite.Gone.run", "avgt", 1)),
        List.of(cell("squareoff.suite.New.run", "avgt", 1, "n", "1")));
  }

  private static String[] strategy(String[] params, String value) {
    String[] copy = params.clone();
    copy[3] = value;
    return copy;
  }

  /** Many cells of one benchmark, most of them the same. */
  static GateResult ofMany(int number) {
    List<CellVerdict> cells = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Cell cell = cell("a.Map.get", "avgt", 1, "size", "" + i, "kind", "hash");
      double ratio = 1 + (i % 7 - 3) * 0.002;
      CellVerdict same =
          judged(
              cell,
              Verdict.NOT_SLOWER,
              estimate(ratio, ratio - 0.02, ratio + 0.02, 20 + i, "ns/op"),
              6);
      cells.add(
          i % 100 == 50
              ? judged(cell, Verdict.SLOWER, estimate(1.08, 1.06, 1.1, 20 + i, "ns/op"), 14)
              : same);
    }
    return gate(cells, List.of(), List.of());
  }

  static GateResult ofNothing() {
    return new GateResult(
        "nothing", Policy.DEFAULT, List.of(), List.of(), List.of(), Map.of(), Map.of(), 0, 0, "");
  }

  /** Texts that try to be more than a name. */
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "a|b`c`|<img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "::error title=x::y%0A,z",
          "line\nline\r\n::set-output name=x::y",
          "\u001b[31m\u0000\u0007\u202egnp\u200b\uffff",
          "\ud800",
          "]]>&amp;&#60;",
          "@everyone **bold** [x](javascript:alert(1))",
          "${7*7} $unsafe{x} %s %n",
          "",
          "x".repeat(10_000));

  /** A gate in which classes, methods, parameters, units, reasons, jars and names are hostile. */
  static GateResult ofHostileNames() {
    List<CellVerdict> cells = new ArrayList<>();
    for (String text : HOSTILE) {
      String name = text.replace('.', ',');
      for (Verdict verdict : List.of(Verdict.SLOWER, Verdict.FAILED, Verdict.UNDECIDED)) {
        Cell cell = cell("a." + name + "B." + name, "avgt", 1, text, text, "n", verdict.word());
        Estimate e = estimate(1.5, 0, OPEN, 3, "ns/op");
        Estimate hostile =
            new Estimate(
                e.ratio(),
                e.interval(),
                e.noise(),
                e.base(),
                e.candidate(),
                text,
                1,
                OPEN,
                e.rarestMode());
        Optional<Estimate> some =
            verdict == Verdict.FAILED ? Optional.empty() : Optional.of(hostile);
        cells.add(
            noted(new CellVerdict(cell, verdict, 0.05, some, 2, text, List.of(text), 1), text));
      }
    }
    Map<String, GateResult.Jar> jars = new LinkedHashMap<>();
    HOSTILE.forEach(text -> jars.put(text, new GateResult.Jar(text, text)));
    List<Cell> missing =
        HOSTILE.stream().map(text -> cell("b." + text + ".c", "x" + text, 1, text, text)).toList();
    return new GateResult(
        HOSTILE.get(0),
        Policy.DEFAULT,
        cells,
        missing,
        missing,
        jars,
        Map.of("cpu", Map.of("model", HOSTILE.get(2)), HOSTILE.get(4), HOSTILE.get(5)),
        1,
        0.25,
        HOSTILE.get(1));
  }
}
