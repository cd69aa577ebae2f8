package squareoff.harness.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables that every JVM, or every {@code java} launcher, obeys. */
public final class JvmVariables {

  /** Their names. */
  public static final List<String> NAMES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final String SECRET_NAME =
      "-D[^=\\s]*(?i:passw|passphrase|secret|token|credential|api-?key)[^=\\s]*=";

  private static final Pattern QUOTED_SECRET =
      Pattern.compile("([\"'])(" + SECRET_NAME + ")(?:(?!\\1).)*\\1");
  private static final Pattern SECRET =
      Pattern.compile("(" + SECRET_NAME + ")(?:\"[^\"]*\"|'[^']*'|[^\\s\"']+)");
  private static final Pattern WHOLE_SECRET = Pattern.compile(SECRET_NAME);
  private static final Pattern URL_LOGIN = Pattern.compile("(://)[^/@\\s]+@");

  private JvmVariables() {}

  static Facts of(Map<String, String> variables) {
    Facts facts = new Facts();
    for (String name : NAMES) {
      facts.put(
          name,
          Optional.ofNullable(variables.get(name))
              .filter(value -> !value.isBlank())
              .map(JvmVariables::withoutSecrets));
    }
    return facts;
  }

  /** The same of one option, whose value goes to its end. */
  static String withoutSecret(String option) {
    Matcher name = WHOLE_SECRET.matcher(option);
    return name.lookingAt() ? name.group() + "***" : withoutSecrets(option);
  }

  /** These options often hold a proxy's password, and environment.json is made to be published. */
  static String withoutSecrets(String options) {
    String masked = QUOTED_SECRET.matcher(options).replaceAll("$1$2***$1");
    masked = SECRET.matcher(masked).replaceAll("$1***");
    return URL_LOGIN.matcher(masked).replaceAll("$1***@");
  }
}
