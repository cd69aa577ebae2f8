package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void comesBackAsItWasWritten() throws IOException {
    byte[] bytes =
        bytesOf(Frame.ofLongs(Frame.REQUEST, -1, 0, Long.MIN_VALUE, 0x0123456789ABCDEFL));
    Frame read = read(bytes);
    assertThat(read.kind()).isEqualTo(Frame.REQUEST);
    assertThat(read.longs()).containsExactly(-1, 0, Long.MIN_VALUE, 0x0123456789ABCDEFL);
    assertThat(read(bytesOf(Frame.ofText(Frame.FAILURE, "größer"))).text()).isEqualTo("größer");
  }

  @Test
  void doesNotTakeTextForAFrame() {
    byte[] text = "[warning] something\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessage("\"[warning] something.\"");
  }

  @Test
  void doesNotTakeAnAbsurdLengthForAFrame() throws IOException {
    byte[] bytes = bytesOf(Frame.ofLongs(Frame.REPLY, 1));
    bytes[8] = 0x7F;
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(StreamCorruptedException.class);
  }

  @Test
  void tellsAFrameThatIsCutOff() throws IOException {
    byte[] bytes = bytesOf(Frame.ofLongs(Frame.REPLY, 1));
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(EOFException.class);
  }

  private static byte[] bytesOf(Frame frame) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frame.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static Frame read(byte[] bytes) throws IOException {
    return Frame.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
