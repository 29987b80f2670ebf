package dev.meanwhile.examples.shop;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What stands behind the question mark. */
record Query(Map<String, String> values) {
  static Query of(URI uri) {
    var values = new HashMap<String, String>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return new Query(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the parameter " + name + " is missing");
    }
    return value;
  }

  long id(String name) {
    return parse(name, Long.MAX_VALUE);
  }

  int number(String name) {
    return (int) parse(name, Integer.MAX_VALUE);
  }

  private long parse(String name, long most) {
    String text = text(name);
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new IllegalArgumentException(name + " is " + text + "; allowed: 0 to " + most);
  }
}
