package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoLoopTest {

  @Test
  void sendsEachSquareOnceAndAddsUpTheReplies() throws IOException {
    List<Long> sent = new ArrayList<>();
    long sum =
        EchoLoop.sum(
            value -> {
              sent.add(value);
              return value;
            },
            5);
    assertThat(sent).containsExactly(0L, 1L, 4L, 9L, 16L);
    assertThat(sum).isEqualTo(30).isEqualTo(ClosedForm.sumOfSquares(5));
  }

  @Test
  void refusesAReplyThatIsNotWhatWasSent() {
    assertThatThrownBy(() -> EchoLoop.sum(value -> value == 4 ? 5 : value, 5))
        .isInstanceOf(IOException.class)
        .hasMessage("sent 4, but 5 came back");
  }
}
