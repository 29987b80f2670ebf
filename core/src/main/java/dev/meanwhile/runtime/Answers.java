package dev.meanwhile.runtime;

import dev.meanwhile.Batch;
import dev.meanwhile.BatchBroken;
import dev.meanwhile.Outcome;
import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks what a batch function answers, and reads it key by key. */
public final class Answers {
  private static final int MOST_NAMED = 5;

  private final String loader;

  /** For errors that name {@code loader}. */
  public Answers(String loader) {
    this.loader = loader;
  }

  /**
   * A batch function in whatever form.
   *
   * @see Batch
   */
  @FunctionalInterface
  public interface Fetch<K> {
    /** Loads the values of {@code keys}. */
    Found<K> fetch(Set<K> keys, Answers answers) throws Exception;
  }

  /** What a batch has found. */
  @FunctionalInterface
  public interface Found<K> {
    /** The value of a key, which was the {@code index}th, or a {@link Refusal}, or null. */
    @Nullable Object of(K key, int index);
  }

  /** Stands for a value: the load of this key failed. */
  record Refusal(Throwable cause) {}

  /** A map that has no other keys. */
  public <K> Found<K> map(Set<K> keys, @Nullable Map<K, ?> values) {
    Map<K, ?> answered = present(values);
    if (answered.size() > keys.size() || !keys.containsAll(answered.keySet())) {
      throw unasked(keys, answered.keySet());
    }
    return (key, index) -> answered.get(key);
  }

  /** The same, of outcomes. */
  public <K, V> Found<K> outcomes(Set<K> keys, @Nullable Map<K, Outcome<V>> outcomes) {
    Found<K> found = map(keys, outcomes);
    return (key, index) ->
        switch (found.of(key, index)) {
          case Success<?>(Object value) -> value;
          case Failure<?>(Throwable cause) -> new Refusal(cause);
          case null, default -> null;
        };
  }

  /** A list of the same size. */
  public <K> Found<K> list(Set<K> keys, @Nullable List<?> values) {
    List<?> answered = present(values);
    if (answered.size() != keys.size()) {
      throw new BatchBroken(
          loader, "answered %d keys with %d values".formatted(keys.size(), answered.size()));
    }
    return (key, index) -> answered.get(index);
  }

  /** Rows in any order, each of which tells its key. */
  public <K, V> Found<K> rows(
      Set<K> keys, @Nullable Iterable<? extends V> rows, Function<? super V, ? extends K> keyOf) {
    var values = new HashMap<K, V>();
    for (V row : present(rows)) {
      if (values.put(keyOf.apply(row), row) != null) {
        throw new BatchBroken(loader, "answered the key " + keyOf.apply(row) + " twice");
      }
    }
    return map(keys, values);
  }

  private <A> A present(@Nullable A answer) {
    if (answer == null) {
      throw new BatchBroken(loader, "answered with null");
    }
    return answer;
  }

  private BatchBroken unasked(Set<?> keys, Set<?> answered) {
    var unasked = new ArrayList<>(answered);
    unasked.removeAll(keys);
    var named = unasked.stream().limit(MOST_NAMED).map(Answers::text).toList();
    return new BatchBroken(
        loader,
        "answered %d keys that it was not asked for, such as %s; it was asked for %s"
            .formatted(unasked.size(), named, text(keys.iterator().next())));
  }

  /** Keys of another type are a common reason, so the type is named. */
  private static String text(@Nullable Object key) {
    return key == null ? "null" : key + " (" + key.getClass().getSimpleName() + ")";
  }
}
