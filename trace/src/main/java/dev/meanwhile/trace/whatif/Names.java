package dev.meanwhile.trace.whatif;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds things by name, and names that are nearly right. */
final class Names {
  private static final int MOST_NEAR = 3;
  private static final int MOST_NAMED = 12;
  private static final Pattern NUMBER = Pattern.compile("(\\[| )\\d+(]?)$");

  private Names() {}

  /** Which of {@code all} fit {@code pattern}, in which {@code *} stands for any text. */
  static List<String> fitting(String what, String pattern, Collection<String> all) {
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern + "\0")
            .map(part -> Pattern.quote(part.replace("\0", "")))
            .collect(Collectors.joining(".*"));
    var fitting = Pattern.compile(regex).asMatchPredicate();
    List<String> found = all.stream().distinct().filter(fitting).toList();
    if (found.isEmpty()) {
      throw new UnknownName("there is no " + what + " \"" + pattern + "\"" + near(pattern, all));
    }
    return found;
  }

  private static String near(String name, Collection<String> all) {
    List<String> families = all.stream().map(Names::family).distinct().toList();
    if (families.isEmpty()) {
      return "; the run has none";
    }
    List<String> near =
        families.stream()
            .filter(other -> distance(name, other) <= Math.max(2, name.length() / 2))
            .sorted(Comparator.comparingInt(other -> distance(name, other)))
            .limit(MOST_NEAR)
            .toList();
    if (!near.isEmpty()) {
      return "; near: " + String.join(", ", near);
    }
    String more = families.size() > MOST_NAMED ? " and more" : "";
    return "; there are: "
        + families.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + more;
  }

  /** The name without its number, if it ends with one: {@code map[*]}, {@code item *}. */
  static String family(String name) {
    return NUMBER.matcher(name).replaceAll("$1*$2");
  }

  /** How many letters have to be changed, added or left out. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[other.length()];
  }
}
