package dev.meanwhile.check.waits;

import java.util.List;
import java.util.Set;

/** Names of methods that pass requests on, whatever those ask or change. */
public final class TransportNames {
  private static final Set<String> VERBS =
      Set.of("invoke", "invoke0", "send", "exchange", "request", "call");

  /** Words that say how, not what. */
  private static final Set<String> MANNERS =
      Set.of("sync", "async", "blocking", "impl", "internal", "inner", "timeout", "with", "retry");

  private TransportNames() {}

  /** {@code send}, {@code invokeSync}; not {@code sendMail}. */
  public static boolean has(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty()
        && VERBS.contains(words.getFirst())
        && MANNERS.containsAll(words.subList(1, words.size()));
  }
}
