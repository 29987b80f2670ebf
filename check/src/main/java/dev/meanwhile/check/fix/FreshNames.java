package dev.meanwhile.check.fix;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that a file does not use yet, not even in a comment. */
final class FreshNames {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final Set<String> used = new HashSet<>();

  FreshNames(String text) {
    WORD.matcher(text).results().forEach(word -> used.add(word.group()));
  }

  boolean isFree(String name) {
    return !used.contains(name);
  }

  /** The name, or the name with the first number that makes it new. */
  String of(String name) {
    String fresh = name;
    for (int i = 2; !used.add(fresh); i++) {
      fresh = name + i;
    }
    return fresh;
  }
}
