package dev.meanwhile.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What tasks without a name are called: their verb and their place, {@code all[0]}. Those of the
 * first few places are made once for each verb; every thread has a name, and most have one of
 * these.
 */
final class Titles {
  private static final int KEPT = 16;
  private static final ConcurrentMap<String, String[]> OF_VERBS = new ConcurrentHashMap<>();

  private Titles() {}

  static String of(String verb, long place) {
    return place < KEPT ? known(verb)[(int) place] : made(verb, place);
  }

  private static String[] known(String verb) {
    String[] titles = OF_VERBS.get(verb);
    return titles == null ? OF_VERBS.computeIfAbsent(verb, Titles::first) : titles;
  }

  private static String[] first(String verb) {
    var titles = new String[KEPT];
    for (int place = 0; place < KEPT; place++) {
      titles[place] = made(verb, place);
    }
    return titles;
  }

  private static String made(String verb, long place) {
    return verb + "[" + place + "]";
  }
}
