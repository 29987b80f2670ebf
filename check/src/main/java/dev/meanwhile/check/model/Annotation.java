package dev.meanwhile.check.model;

import java.util.Map;

/**
 * An annotation as it is written.
 *
 * @param type the full name of its type, or the simple name if the package is not known
 * @param values the source text of its arguments by name
 */
public record Annotation(String type, Map<String, String> values) {
  /** The simple name of what says that a method waits. */
  public static final String WAITS = "Waits";

  /** The name of its type without the package. */
  public String simpleName() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** The source text of an argument; empty if it is not given. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }
}
