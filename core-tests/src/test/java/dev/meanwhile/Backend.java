package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Has a value for every number, takes 10 ms for a call, and remembers what it was asked. */
final class Backend {
  private final List<List<Integer>> calls = Collections.synchronizedList(new ArrayList<>());

  static List<Integer> keys(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  static String value(int key) {
    return "v" + key;
  }

  static List<String> values(Collection<Integer> keys) {
    return keys.stream().map(Backend::value).toList();
  }

  Map<Integer, String> fetch(Set<Integer> keys) throws InterruptedException {
    calls.add(List.copyOf(keys));
    sleep(ofMillis(10));
    var found = new HashMap<Integer, String>();
    keys.forEach(key -> found.put(key, value(key)));
    return found;
  }

  /** The keys of each call. */
  List<List<Integer>> calls() {
    return calls;
  }
}
