package dev.meanwhile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of the function that a {@link Loader} calls once for many keys. */
public final class Batch {
  private Batch() {}

  /**
   * Answers with a map.
   *
   * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
   * @param <V> the type of the values
   * @param <X> the checked exception, or {@link RuntimeException} where there is none
   */
  @FunctionalInterface
  public interface ByKey<K, V, X extends Exception> {
    /**
     * Loads the values of {@code keys}.
     *
     * @param keys at least one; in the order in which they were asked for; each of them once
     * @return the values of the keys that have one; no other keys
     */
    Map<K, ? extends @Nullable V> load(Set<K> keys) throws X, InterruptedException;
  }

  /**
   * Answers with a list, in the order of the keys.
   *
   * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
   * @param <V> the type of the values
   * @param <X> the checked exception, or {@link RuntimeException} where there is none
   */
  @FunctionalInterface
  public interface InOrder<K, V, X extends Exception> {
    /**
     * Loads the values of {@code keys}.
     *
     * @param keys at least one; in the order in which they were asked for; each of them once
     * @return as many values as there are keys, each in the place of its key; null where a key has
     *     no value
     */
    List<? extends @Nullable V> load(List<K> keys) throws X, InterruptedException;
  }

  /**
   * Answers with an outcome for each key, where some may fail and others not.
   *
   * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
   * @param <V> the type of the values
   * @param <X> the checked exception, or {@link RuntimeException} where there is none
   */
  @FunctionalInterface
  public interface Settled<K, V, X extends Exception> {
    /**
     * Loads the values of {@code keys}.
     *
     * @param keys at least one; in the order in which they were asked for; each of them once
     * @return the outcomes of the keys; no other keys. A failure must be unchecked, or an {@code X}
     */
    Map<K, Outcome<V>> load(Set<K> keys) throws X, InterruptedException;
  }

  /** Values that are already there, for {@link Loader#rows}. */
  @FunctionalInterface
  public interface Rows<K, V, X extends Exception> {
    /** Loads the rows of {@code keys}, in any order. */
    Collection<? extends V> load(Set<K> keys) throws X, InterruptedException;
  }
}
