package dev.meanwhile.check.javac;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the files of a program import: a missing class can come from another file than its name. */
final class Imported {
  private static final String SEVERAL = "";

  private final Map<String, String> fullNames = new HashMap<>();

  /** Notes the import of one class. */
  void add(String simpleName, String fullName) {
    fullNames.merge(simpleName, fullName, (one, other) -> one.equals(other) ? one : SEVERAL);
  }

  /** The one class of this simple name that any file imports. */
  Optional<String> only(String simpleName) {
    return Optional.ofNullable(fullNames.get(simpleName)).filter(name -> !name.equals(SEVERAL));
  }
}
