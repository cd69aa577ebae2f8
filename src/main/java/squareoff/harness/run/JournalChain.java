package squareoff.harness.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hashes by which each line of a journal follows from all lines before it. A line ends with the
 * key {@code chain}: the first 32 hexadecimal digits of SHA-256 (FIPS 180-4) over the hash of the
 * line before (of the first line: nothing) and the bytes of this line up to that key.
 *
 * <p>A line that was changed, inserted, doubled, moved, or whose predecessor was taken away does
 * not follow. What cannot be told: that whole lines at the end were taken away, since a kill leaves
 * the same; and a forgery, since the hash has no secret in it, so that whoever writes all lines
 * anew can write their hashes too.
 */
final class JournalChain {

  private static final byte[] KEY = ",\"chain\":\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CLOSE = "\"}".getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 32;

  private byte[] last = new byte[0];

  /**
   * A line as the next of its journal: as UTF-8, with its hash and a line feed at its end. Only
   * {@link #follows} makes it the last.
   */
  byte[] next(ObjectNode line) {
    byte[] text = line.toString().getBytes(StandardCharsets.UTF_8);
    int body = text.length - 1;
    byte[] sealed = Arrays.copyOf(text, body + KEY.length + DIGITS + CLOSE.length + 1);
    System.arraycopy(KEY, 0, sealed, body, KEY.length);
    System.arraycopy(hash(text, body), 0, sealed, body + KEY.length, DIGITS);
    System.arraycopy(CLOSE, 0, sealed, body + KEY.length + DIGITS, CLOSE.length);
    sealed[sealed.length - 1] = '\n';
    return sealed;
  }

  /**
   * Goes on to the next line.
   *
   * @param line its bytes
   * @param length how many of them are the line, its line feed not counted
   * @return whether it follows from those before; if not, it is not gone on to
   */
  boolean follows(byte[] line, int length) {
    int key = length - KEY.length - DIGITS - CLOSE.length;
    if (key < 1
        || !Arrays.equals(line, key, key + KEY.length, KEY, 0, KEY.length)
        || !Arrays.equals(line, length - CLOSE.length, length, CLOSE, 0, CLOSE.length)) {
      return false;
    }
    byte[] hash = hash(line, key);
    if (!Arrays.equals(line, key + KEY.length, key + KEY.length + DIGITS, hash, 0, DIGITS)) {
      return false;
    }
    last = hash;
    return true;
  }

  private byte[] hash(byte[] text, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(last);
      digest.update(text, 0, length);
      String digits = HexFormat.of().formatHex(digest.digest(), 0, DIGITS / 2);
      return digits.getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
