package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contender, as its class file describes it.
 *
 * @param type the name of its class, or the file of a script
 * @param name what it is called in tables
 * @param only variants that it can do: expressions to be found in their text; all if empty
 * @param preview whether its JVM needs preview features
 */
public record Entrant(String type, String name, Role role, List<String> only, boolean preview) {
  static final String SCRIPT = ".mjs";

  /** Whether it can do {@code variant}. */
  public boolean does(Variant variant) {
    return only.isEmpty()
        || only.stream().anyMatch(words -> Pattern.compile(words).matcher(variant.text()).find());
  }

  /** Whether it is a script of another language. */
  public boolean isScript() {
    return type.endsWith(SCRIPT);
  }

  boolean isOurs() {
    return role == Role.OURS;
  }
}
