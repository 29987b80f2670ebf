package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;

/**
 * A contender, as its class file describes it.
 *
 * @param type the name of its class
 * @param name what it is called in tables
 * @param only variants that it can do, each by a part of its text; all if empty
 * @param preview whether its JVM needs preview features
 */
public record Entrant(String type, String name, Role role, List<String> only, boolean preview) {
  /** Whether it can do {@code variant}. */
  public boolean does(Variant variant) {
    return only.isEmpty() || only.stream().anyMatch(variant.text()::contains);
  }

  boolean isOurs() {
    return role == Role.OURS;
  }
}
