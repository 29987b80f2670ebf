package dev.meanwhile.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** One size or shape of a workload: words such as {@code limit=8}, separated by blanks. */
public record Variant(String text) {
  @Override
  public String toString() {
    return text;
  }

  /** The number behind {@code name=}. */
  public int number(String name) {
    return Integer.parseInt(word(name));
  }

  /** Whether {@code name=value} is one of the words. */
  public boolean is(String name, String value) {
    return value.equals(words().get(name));
  }

  /** The word behind {@code name=}. */
  public String word(String name) {
    String value = words().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + "= in \"" + text + "\"");
    }
    return value;
  }

  private Map<String, String> words() {
    var words = new LinkedHashMap<String, String>();
    for (String word : text.split(" ")) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        words.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
    return words;
  }
}
