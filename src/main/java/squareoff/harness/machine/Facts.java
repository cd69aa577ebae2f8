package squareoff.harness.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** An ordered map of what is known: an unknown value leaves no key behind. */
final class Facts {

  private final Map<String, Object> values = new LinkedHashMap<>();

  Facts put(String key, Optional<?> value) {
    value.ifPresent(known -> values.put(key, known));
    return this;
  }

  Facts put(String key, OptionalLong value) {
    value.ifPresent(known -> values.put(key, known));
    return this;
  }

  Facts put(String key, OptionalDouble value) {
    value.ifPresent(known -> values.put(key, known));
    return this;
  }

  Facts put(String key, List<?> value) {
    return put(key, Optional.of(value).filter(list -> !list.isEmpty()));
  }

  Facts put(String key, Facts nested) {
    return put(key, Optional.of(nested.values).filter(map -> !map.isEmpty()));
  }

  Map<String, Object> toMap() {
    return copy(values);
  }

  /**
   * A deep, unmodifiable copy with the value types that environment.json has; nulls are left out.
   */
  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (value != null) {
        copy.put(String.valueOf(key), copyValue(value));
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyValue(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Number number -> number.doubleValue();
      case Map<?, ?> map -> copy(map);
      case List<?> list -> copyList(list);
      default ->
          throw new IllegalArgumentException(
              "environment value of " + value.getClass() + ": " + value);
    };
  }

  private static List<Object> copyList(List<?> list) {
    List<Object> copy = new ArrayList<>();
    for (Object element : list) {
      if (element != null) {
        copy.add(copyValue(element));
      }
    }
    return Collections.unmodifiableList(copy);
  }
}
