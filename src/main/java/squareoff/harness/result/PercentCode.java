package squareoff.harness.result;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Escapes for the parts of a written cell: {@code %} and two hexadecimal digits a UTF-8 byte. */
final class PercentCode {
  private static final String RESERVED = "%&=?:";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCode() {}

  /** Escapes reserved characters, white space and controls; a lone surrogate as %uD800. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE) {
            out.append("%u").append(HEX.toHexDigits((short) c));
          } else if (isEscaped(c)) {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
              out.append('%').append(HEX.toHexDigits(b));
            }
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isEscaped(int c) {
    return RESERVED.indexOf(c) >= 0
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }

  /** The inverse of {@link #encode}; throws IllegalArgumentException with the reason. */
  static String decode(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '%') {
        out.append(text.charAt(at++));
      } else if (text.startsWith("%u", at)) {
        out.append((char) hex(text, at + 2, at + 6));
        at += 6;
      } else {
        int end = at;
        while (end < text.length() && text.charAt(end) == '%' && !text.startsWith("%u", end)) {
          end += 3;
        }
        out.append(bytes(text, at, end));
        at = end;
      }
    }
    return out.toString();
  }

  private static String bytes(String text, int from, int to) {
    ByteBuffer bytes = ByteBuffer.allocate((to - from) / 3);
    for (int at = from; at < to; at += 3) {
      bytes.put((byte) hex(text, at + 1, at + 3));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "'" + text.substring(from, to) + "' is not UTF-8 in %-escapes", e);
    }
  }

  private static int hex(String text, int from, int to) {
    try {
      return HexFormat.fromHexDigits(text, from, to);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "'" + text + "' holds a '%' that begins no escape (a '%' itself is written %25)", e);
    }
  }
}
