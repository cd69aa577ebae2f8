package squareoff.harness.run;

import java.util.List;

/**
 * The java that was typed and its arguments: what JMH alone would run on, and hand to its forks.
 *
 * @param java its command
 * @param args the JVM arguments of the command line, without those that the environment adds, which
 *     every JVM reads by itself
 */
public record TypedJava(String java, List<String> args) {

  /** The launcher names the java that it was started on here, where that was too old for us. */
  private static final String JAVA = "squareoff.launcher.java";

  /** The launcher puts the arguments here, with a NUL between two. */
  private static final String ARGUMENTS = "squareoff.launcher.arguments";

  /** Keeps a copy that cannot be changed. */
  public TypedJava {
    args = List.copyOf(args);
  }

  /** The java that was typed, even where it was too old and the launcher took another for us. */
  public static TypedJava typed() {
    return new TypedJava(System.getProperty(JAVA, HostJvm.ownJava()), typedArgs());
  }

  /** The java that runs this program: that of its own benchmarks, which need as new a one. */
  public static TypedJava ours() {
    return new TypedJava(HostJvm.ownJava(), typedArgs());
  }

  private static List<String> typedArgs() {
    String typed = System.getProperty(ARGUMENTS, "");
    return typed.isEmpty() ? List.of() : List.of(typed.split("\0", -1));
  }
}
