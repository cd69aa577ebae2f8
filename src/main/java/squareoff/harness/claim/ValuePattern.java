package squareoff.harness.claim;

import java.util.Set;
import squareoff.harness.result.ParameterOrder;

/** Which values of a parameter a claim is about. */
sealed interface ValuePattern {

  boolean matches(String value);

  /** Any value: named so that the two cells of a comparison may differ in it. */
  record Any() implements ValuePattern {
    @Override
    public boolean matches(String value) {
      return true;
    }

    @Override
    public String toString() {
      return "=*";
    }
  }

  /** One of some texts. */
  record Texts(Set<String> values) implements ValuePattern {
    @Override
    public boolean matches(String value) {
      return values.contains(value);
    }

    @Override
    public String toString() {
      return "=" + String.join(" or ", values);
    }
  }

  /** Numbers within a bound. */
  record Numbers(Bound bound) implements ValuePattern {
    @Override
    public boolean matches(String value) {
      return ParameterOrder.number(value).map(n -> bound.contains(n.doubleValue())).orElse(false);
    }

    @Override
    public String toString() {
      return " " + bound;
    }
  }
}
