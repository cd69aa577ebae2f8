package squareoff.suite;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import squareoff.suite.workload.SquareLoop;

@State(Scope.Benchmark)
public class CpuBoundSquares {
  @Param("1000000")
  public long squares;

  @Benchmark
  public long run() {
    return SquareLoop.sum(0, squares);
  }
}
