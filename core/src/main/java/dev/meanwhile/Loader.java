package dev.meanwhile;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Answers.Fetch;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.LoaderCount;
import dev.meanwhile.runtime.LoaderRules;
import dev.meanwhile.runtime.Loads;
import dev.meanwhile.runtime.NamedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns many loads of one key into few loads of many. Tasks ask for single keys, as if there were
 * no batches; the keys that they ask for at the same time are fetched by one call of the batch
 * function.
 *
 * {@snippet file="Loading.java" region="loader"}
 *
 * <p>A batch departs when all live tasks of the run wait at a wait point of this library, so that
 * no other key can come; or when it is full ({@link #upTo}); or when its first key has waited for
 * long enough ({@link #waitingAtMost}), since a task that reads from a socket may take its time.
 * Whichever comes first. A run is the outermost verb and everything below it. Batch functions may
 * load from this and other loaders: nested loads are batched level by level.
 *
 * <p><b>Order.</b> Keys are in a batch in the order in which they were first asked for; each once:
 * equal keys in flight are one key. <b>Failure.</b> What the batch function throws is thrown as
 * itself by every load that waited for it; {@link KeyMissing} names a key without a value; {@link
 * BatchBroken} says what the function did wrong. Failures are never cached. <b>Interrupt.</b> Who
 * is interrupted, cancelled or late while waiting leaves. A key that nobody waits for is not
 * fetched; a batch that nobody waits for is cancelled, and whoever leaves last waits for its end,
 * for as long as the grace. <b>Threads.</b> A batch runs on a virtual thread of its own, in the
 * context of those who asked; loads in unequal contexts (see {@link ContextCarrier}) never share a
 * batch. It has no deadline but the one that {@link #under} gives it. Thread-safe. <b>Memory.</b>
 * One entry for each key in flight, and with {@link #caching} for each key of the run.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>A loop that loads one key after the other has nothing to batch: use {@code map}, with a
 *       limit as large as the batches are to be, or {@link #loadAll}.
 *   <li>Keys need {@code equals} and {@code hashCode}; an {@code Integer} never equals a {@code
 *       Long}.
 * </ul>
 *
 * <p>The idea: Marlow et al., There is no fork: an abstraction for efficient, concurrent, and
 * concise data access, ICFP 2014.
 *
 * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
 * @param <V> the type of the values
 * @param <X> what the batch function throws besides unchecked exceptions
 */
public final class Loader<K, V, X extends Exception> {
  private static final int MOST_KEYS = 1_000_000;
  private static final long MAX_DELAY = Duration.ofMillis(2).toNanos();

  private final LoaderRules<K> rules;

  private Loader(LoaderRules<K> rules) {
    this.rules = rules;
  }

  private static <K, V, X extends Exception> Loader<K, V, X> fetching(Fetch<K> fetch) {
    return new Loader<>(
        new LoaderRules<>(
            "loader", fetch, MOST_KEYS, MAX_DELAY, null, false, null, new LoaderCount()));
  }

  /** One whose batch function answers with a map. */
  public static <K, V, X extends Exception> Loader<K, V, X> of(
      Batch.ByKey<K, ? extends V, ? extends X> function) {
    requireNonNull(function, "function");
    return fetching((keys, answers) -> answers.map(keys, function.load(keys)));
  }

  /** One whose batch function answers with a list, in the order of the keys. */
  public static <K, V, X extends Exception> Loader<K, V, X> inOrder(
      Batch.InOrder<K, ? extends V, ? extends X> function) {
    requireNonNull(function, "function");
    return fetching((keys, answers) -> answers.list(keys, function.load(List.copyOf(keys))));
  }

  /**
   * One whose batch function answers with rows in any order, as a query with {@code IN (...)} does.
   *
   * @param keyOf the key of a row
   */
  public static <K, V, X extends Exception> Loader<K, V, X> rows(
      Function<? super V, ? extends K> keyOf, Batch.Rows<K, ? extends V, ? extends X> function) {
    requireNonNull(keyOf, "keyOf");
    requireNonNull(function, "function");
    return fetching((keys, answers) -> answers.rows(keys, function.load(keys), keyOf));
  }

  /** One whose batch function answers with an outcome for each key. */
  public static <K, V, X extends Exception> Loader<K, V, X> settled(
      Batch.Settled<K, V, ? extends X> function) {
    requireNonNull(function, "function");
    return fetching((keys, answers) -> answers.outcomes(keys, function.load(keys)));
  }

  /** A loader like this one, that errors and traces call by that name. */
  public Loader<K, V, X> named(String name) {
    return new Loader<>(rules.withName(NamedTask.checked(requireNonNull(name, "name"))));
  }

  /**
   * A loader like this one, with at most {@code keys} in a batch.
   *
   * @param keys 1 or more
   */
  public Loader<K, V, X> upTo(int keys) {
    if (keys < 1) {
      throw new IllegalArgumentException(
          "a batch of up to " + keys + " keys; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Loader<>(rules.withUpTo(keys));
  }

  /**
   * A loader like this one, whose keys wait for others for so long at most; 2 ms where nothing is
   * said. {@link Deadline#FOREVER} waits until no task of the run is awake.
   */
  public Loader<K, V, X> waitingAtMost(Duration delay) {
    Durations.notNegative("the delay of a batch", delay);
    return new Loader<>(rules.withMaxDelay(Durations.nanos(delay)));
  }

  /**
   * A loader like this one, whose batches have only keys of one class, such as a tenant or a shard.
   *
   * @param classOf the class of a key, with {@code equals} and {@code hashCode}
   */
  public Loader<K, V, X> splitBy(Function<? super K, ?> classOf) {
    return new Loader<>(rules.withSplitBy(requireNonNull(classOf, "classOf")));
  }

  /**
   * A loader like this one that keeps its values until the run ends: each key is fetched once in a
   * run, unless it fails. The tasks of a {@link Background} are one run.
   */
  public Loader<K, V, X> caching() {
    return new Loader<>(rules.withCaching());
  }

  /**
   * A loader like this one, whose batch function is called under {@code policy}: a limit, a retry,
   * or several by {@link Policy#of}. Its waits and attempts are the batch's.
   */
  public Loader<K, V, X> under(Policy policy) {
    return new Loader<>(rules.withPolicy(requireNonNull(policy, "policy")));
  }

  /**
   * The value of {@code key}.
   *
   * @throws X what the batch function throws
   * @throws KeyMissing if there is none
   * @throws InterruptedException if the calling thread is interrupted
   * @throws Misuse if the calling code is the batch that loads the key
   */
  public V load(K key) throws X, InterruptedException {
    return present(key, Loads.find(rules, requireNonNull(key, "key")));
  }

  /** The value of {@code key}, or empty where there is none; otherwise like {@link #load}. */
  @SuppressWarnings("unchecked") // the answers for a V loader are Vs
  public Optional<V> find(K key) throws X, InterruptedException {
    return Optional.ofNullable((V) Loads.find(rules, requireNonNull(key, "key")));
  }

  /** The values of all {@code keys}, in their order; otherwise like {@link #load}. */
  public List<V> loadAll(Collection<? extends K> keys) throws X, InterruptedException {
    List<K> asked = List.copyOf(keys);
    List<@Nullable Object> found = Loads.findAll(rules, asked);
    var values = new ArrayList<V>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      values.add(present(asked.get(i), found.get(i)));
    }
    return Collections.unmodifiableList(values);
  }

  @SuppressWarnings("unchecked") // the answers for a V loader are Vs
  private V present(K key, @Nullable Object value) {
    if (value == null) {
      throw new KeyMissing(rules.name(), key);
    }
    return (V) value;
  }

  /**
   * Puts a value that is known already into the cache of this run; a key that is cached or in
   * flight stays as it is.
   *
   * @throws Misuse outside of any task, or if the loader is not {@link #caching}
   */
  public void prime(K key, V value) {
    Loads.prime(cached(), requireNonNull(key, "key"), requireNonNull(value, "value"));
  }

  /**
   * Forgets the value of {@code key} in this run, after a write, also one that is being fetched;
   * the next load fetches it.
   *
   * @throws Misuse outside of any task, or if the loader is not {@link #caching}
   */
  public void clear(K key) {
    Loads.clear(cached(), requireNonNull(key, "key"));
  }

  /**
   * The cached value of {@code key} in this run, without loading it.
   *
   * @throws Misuse outside of any task, or if the loader is not {@link #caching}
   */
  @SuppressWarnings("unchecked") // the answers for a V loader are Vs
  public Optional<V> peek(K key) {
    return Optional.ofNullable((V) Loads.peek(cached(), requireNonNull(key, "key")));
  }

  private LoaderRules<K> cached() {
    if (!rules.caching()) {
      throw new Misuse("the loader \"" + rules.name() + "\" has no cache; make it with caching()");
    }
    return rules;
  }

  /** What it has done since it was made. */
  public Statistics statistics() {
    LoaderCount count = rules.count();
    return new Statistics(
        count.loads(), count.shared(), count.batches(), count.keys(), count.failed());
  }

  @Override
  public String toString() {
    return "loader \"" + rules.name() + "\"";
  }

  /**
   * What a loader has done; each number is exact, but they are read one after the other.
   *
   * @param loads the loads of single keys
   * @param shared those whose key was in flight or cached
   * @param batches the calls of the batch function, without the attempts of a policy
   * @param keys the keys in these calls
   * @param failed the calls that threw, or broke their contract
   */
  public record Statistics(long loads, long shared, long batches, long keys, long failed) {}
}
