package squareoff.harness.report.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.report.ChartAxis;
import squareoff.harness.report.SvgDrawing;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;
import squareoff.harness.report.SvgDrawing.SvgText;
import squareoff.harness.report.SvgShapes;

/**
 * The axis of changes that all rows of a page share, so that their intervals are seen one below the
 * other. Ratios on it are logarithmic: half and double are as far from 1.
 */
final class RatioAxis {
  private static final int WIDTH = 220;
  private static final int HEIGHT = 24;
  private static final int MARGIN = 24;
  private static final double MIDDLE = HEIGHT / 2.0;
  private static final double CAP = 4;
  private static final double TICKS_APART = 40;

  // One change of a hundred per cent must not press all others into a line: what matters is within
  // a few tolerances of 1.
  private static final double TOLERANCES = 4;
  private static final double LEAST_REACH = 0.1;
  private static final double MOST_REACH = 0.64;

  private static final double[] STEPS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};

  private final ChartAxis axis;

  RatioAxis(List<CellVerdict> cells) {
    double low = values(cells).min().orElse(1);
    double high = values(cells).max().orElse(1);
    double tolerance = cells.stream().mapToDouble(CellVerdict::tolerance).max().orElse(0);
    double reach =
        Math.exp(Math.clamp(TOLERANCES * Math.log1p(tolerance), LEAST_REACH, MOST_REACH));
    axis =
        ChartAxis.logarithmic(
            Math.clamp(low, 1 / reach, 1), Math.clamp(high, 1, reach), MARGIN, WIDTH - MARGIN);
  }

  private static DoubleStream values(List<CellVerdict> cells) {
    return cells.stream()
        .flatMapToDouble(cell ->
            DoubleStream.concat(
                DoubleStream.of(1 + cell.tolerance()),
                cell.estimate().stream()
                    .flatMapToDouble(
                        e -> DoubleStream.of(e.ratio(), e.interval().low(), e.interval().high()))))
        // An open end is no reason to make the axis longer.
        .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY);
  }

  /** The numbers of the axis, for the head of the column. */
  SvgDrawing head() {
    List<SvgPath> paths = new ArrayList<>();
    List<SvgText> texts = new ArrayList<>();
    for (double tick : ticks()) {
      double x = axis.at(tick);
      paths.add(new SvgPath("axis", SvgShapes.line(x, HEIGHT - 4, x, HEIGHT)));
      texts.add(
          new SvgText("tick", SvgShapes.number(x), SvgShapes.number(HEIGHT - 9), label(tick)));
    }
    return new SvgDrawing(WIDTH, HEIGHT, List.of(new Group("", "", paths, texts)));
  }

  private static String label(double tick) {
    BigDecimal perCent = new BigDecimal((tick - 1) * 100).round(new MathContext(6));
    String text = perCent.stripTrailingZeros().toPlainString();
    return perCent.abs().doubleValue() < 1e-6 ? "0" : (tick > 1 ? "+" : "") + text + " %";
  }

  /** From 0 % outwards, as dense as there is room. */
  private List<Double> ticks() {
    double step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      step = axis.at(1 + STEPS[i]) - axis.at(1) >= TICKS_APART ? STEPS[i] : step;
    }
    List<Double> ticks = new ArrayList<>(List.of(1.0));
    for (int direction : new int[] {-1, 1}) {
      double last = 1;
      for (double tick = 1 + direction * step;
          tick >= axis.low() && tick <= axis.high();
          tick += direction * step) {
        if (Math.abs(axis.at(tick) - axis.at(last)) >= TICKS_APART) {
          ticks.add(tick);
          last = tick;
        }
      }
    }
    return ticks;
  }

  /** One cell: no change, its tolerance, its interval, its change. */
  SvgDrawing row(CellVerdict cell) {
    List<SvgPath> paths = new ArrayList<>();
    paths.add(upright("axis", axis.at(1)));
    paths.add(upright("one", axis.at(1 + cell.tolerance())));
    cell.estimate()
        .ifPresent(e -> {
          if (e.interval().low() < axis.high() && e.interval().high() > axis.low()) {
            paths.add(new SvgPath("interval", interval(e.interval().low(), e.interval().high())));
          }
          paths.add(new SvgPath("centre", centre(e.ratio())));
        });
    return new SvgDrawing(WIDTH, HEIGHT, List.of(new Group("", "", paths, List.of())));
  }

  private static SvgPath upright(String style, double x) {
    return new SvgPath(style, SvgShapes.line(x, 0, x, HEIGHT));
  }

  /** A cap at an end that the axis has, an arrow where it goes on. */
  private String interval(double low, double high) {
    boolean beyondLow = low < axis.low();
    boolean beyondHigh = high > axis.high();
    double from = beyondLow ? CAP : axis.at(low);
    double to = beyondHigh ? WIDTH - CAP : axis.at(high);
    return SvgShapes.line(from, MIDDLE, to, MIDDLE)
        + (beyondLow ? arrow(from, 1) : cap(from))
        + (beyondHigh ? arrow(to, -1) : cap(to));
  }

  private static String cap(double x) {
    return SvgShapes.line(x, MIDDLE - CAP, x, MIDDLE + CAP);
  }

  private static String arrow(double x, int back) {
    return SvgShapes.polyline(
        List.of(
            new double[] {x + back * CAP, MIDDLE - CAP},
            new double[] {x, MIDDLE},
            new double[] {x + back * CAP, MIDDLE + CAP}));
  }

  private String centre(double ratio) {
    if (ratio >= axis.low() && ratio <= axis.high()) {
      return SvgShapes.diamond(axis.at(ratio), MIDDLE);
    }
    double tip = ratio > 1 ? WIDTH - 8 : 8;
    double tail = tip + (ratio > 1 ? -9 : 9);
    return SvgShapes.polyline(
            List.of(
                new double[] {tail, MIDDLE - 6},
                new double[] {tip, MIDDLE},
                new double[] {tail, MIDDLE + 6}))
        + "z";
  }
}
