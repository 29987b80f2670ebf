package dev.meanwhile.examples.shop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands on a command line: {@code --name value}, for names that are known. */
final class Arguments {
  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /** With the names that are allowed, and their values where they are not given. */
  static Arguments parse(List<String> words, Map<String, String> defaults) {
    var values = new HashMap<>(defaults);
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!defaults.containsKey(name)) {
        throw new IllegalArgumentException(
            "unknown option "
                + name
                + "; there are: "
                + String.join(", ", new TreeSet<>(defaults.keySet())));
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      values.put(name, words.get(i + 1));
    }
    return new Arguments(values);
  }

  static boolean askForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  int number(String name, int least, int most) {
    String text = text(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name + " is " + text + "; allowed: " + least + " to " + most);
  }

  Duration millis(String name, int least, int most) {
    return Duration.ofMillis(number(name, least, most));
  }
}
