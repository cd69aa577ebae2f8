package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CounterpartsTest {

  private static List<Cell> cells(String... written) {
    return Stream.of(written).map(Cell::parse).toList();
  }

  private static Map<Cell, Cell> of(List<Cell> base, List<Cell> candidate) {
    return Counterparts.of(base, candidate);
  }

  private static Cell cell(String written) {
    return Cell.parse(written);
  }

  @Test
  void anotherModeOrThreadCountOfTheSameWorkIsItsCounterpart() {
    assertThat(
            of(
                cells("a.B.m:avgt:t1?n=1", "a.B.t:avgt:t1", "a.B.both:avgt:t1"),
                cells("a.B.both:ss:t2", "a.B.t:avgt:t4", "a.B.m:thrpt:t1?n=1")))
        .isEqualTo(
            Map.of(
                cell("a.B.m:avgt:t1?n=1"), cell("a.B.m:thrpt:t1?n=1"),
                cell("a.B.t:avgt:t1"), cell("a.B.t:avgt:t4"),
                cell("a.B.both:avgt:t1"), cell("a.B.both:ss:t2")));
  }

  @Test
  void otherWorkIsNoCounterpart() {
    assertThat(of(cells("a.B.m:avgt:t1?n=1"), cells("a.B.m:thrpt:t1?n=2", "a.C.m:thrpt:t1")))
        .isEmpty();
    assertThat(of(cells("a.B.m:avgt:t1"), cells("a.B.m:thrpt:t1?n=1"))).isEmpty();
  }

  @Test
  void ofSeveralThreadCountsEachHasItsOwnInAnotherMode() {
    assertThat(
            of(cells("a.B.m:avgt:t1", "a.B.m:avgt:t4"), cells("a.B.m:thrpt:t4", "a.B.m:thrpt:t1")))
        .isEqualTo(
            Map.of(
                cell("a.B.m:avgt:t1"), cell("a.B.m:thrpt:t1"),
                cell("a.B.m:avgt:t4"), cell("a.B.m:thrpt:t4")));
    assertThat(of(cells("a.B.m:avgt:t2", "a.B.m:ss:t2"), cells("a.B.m:ss:t8", "a.B.m:avgt:t8")))
        .isEqualTo(
            Map.of(
                cell("a.B.m:avgt:t2"), cell("a.B.m:avgt:t8"),
                cell("a.B.m:ss:t2"), cell("a.B.m:ss:t8")));
  }

  @Test
  void whereItIsNotClearWhichBecameWhichThereIsNone() {
    assertThat(of(cells("a.B.m:avgt:t1"), cells("a.B.m:avgt:t2", "a.B.m:avgt:t4"))).isEmpty();
    assertThat(of(cells("a.B.m:avgt:t1", "a.B.m:thrpt:t1"), cells("a.B.m:ss:t1"))).isEmpty();
  }
}
