package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.LimitAccess;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Permits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks may run at once. A limit kept in a constant bounds all its users together:
 *
 * {@snippet file="Limits.java" region="limits"}
 *
 * <p><b>Order.</b> Those who wait are served in the order in which they came; {@link #claim} lets a
 * call ask for more than one permit, or be served before others. A map holds its permits from one
 * element to the next, and gives them to others who wait, in turn. <b>Failure.</b> What the task
 * throws is thrown as itself; {@link Rejected} says that the limit did not let it through.
 * <b>Interrupt.</b> Whoever is interrupted, cancelled or late while waiting leaves the queue, and
 * gives back what arrived meanwhile. <b>Threads.</b> A task that a verb starts gets its permit
 * before it gets a thread; {@link #call} runs on the calling thread. The permit is given back when
 * the task ends, however that is. Thread-safe. <b>Memory.</b> A place in the queue for each that
 * waits; {@link #maxWaiting} bounds them.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>Work that holds a permit cannot ask the same limit again, nor can a task below it: it could
 *       wait for itself for ever, and gets {@link Misuse}, which names both places. What it starts
 *       on a scope around it holds none of its permits; to wait for that is to wait for oneself.
 *   <li>Two limits that two tasks take in opposite order block each other. In one run that ends
 *       with {@link Stalled}; two runs wait until a deadline. Take both at once, {@code
 *       db.claim().and(api)}, or always in the same order.
 * </ul>
 */
public final class Limit implements Policy {
  static {
    LimitAccess.by(Limit::permits);
  }

  private final Spec spec;
  private final PermitQueue permits;
  private final Demand one;

  private Limit(Spec spec) {
    this.spec = spec;
    this.permits =
        new PermitQueue(
            spec.title(), spec.capacity, spec.most, spec.maxWaiting, Durations.nanos(spec.maxWait));
    this.one = Demand.of(permits);
  }

  /**
   * At most {@code n} tasks at once; any number may wait for as long as it takes.
   *
   * @param n 1 or more
   */
  public static Limit atMost(int n) {
    return new Limit(new Spec(null, positive(n), n, Integer.MAX_VALUE, Deadline.FOREVER));
  }

  /**
   * As many tasks at once as the backend can do, found from how long they take: begins with {@code
   * least}, grows as long as they do not become slower, shrinks when they do, and at once when one
   * times out or is refused. Otherwise a limit like any other.
   *
   * {@snippet file="Limits.java" region="adaptive"}
   *
   * <p><b>What counts.</b> How long a piece of work holds its permit: a call, a task, an element of
   * a map. It was refused if it ends with {@link Rejected}, {@link
   * java.util.concurrent.RejectedExecutionException}, or an exception that is a {@link
   * dev.meanwhile.resilience.RetryAfter}; it timed out if a deadline cuts it off, or with {@link
   * java.util.concurrent.TimeoutException} or {@link java.net.SocketTimeoutException}. Work that is
   * cancelled, or fails in another way, does not count.
   *
   * <p><b>How it adapts.</b> The gradient algorithm of Netflix's <a
   * href="https://netflixtechblog.medium.com/performance-under-load-3e6fa9a60581">adaptive
   * concurrency limits</a> and Envoy's <a
   * href="https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/adaptive_concurrency_filter">adaptive
   * concurrency filter</a>. After each round of about twice as many pieces of work as were in
   * flight:
   *
   * <pre>
   *   gradient = 1.1 * unloaded latency / latency, within [0.5, 1]
   *   size     = gradient * size + sqrt(size), within [least, most]
   * </pre>
   *
   * <p>So a backend that does 30 at once gets about 40: all of it busy, and a short queue in front.
   * A size of which less than half is in use does not grow. A refusal or a timeout takes it to 0.7
   * of it, once a round. To see the unloaded latency, a limit gives way now and then: every 50
   * rounds, and when it has shrunk to half, one round or a few with half as much in flight.
   *
   * <p><b>Pitfalls.</b> It must see most of the load: what others do to the backend looks like a
   * backend that became slower. Work of very different length wants a limit for each kind. A work
   * that waits for something else while it holds its permit looks slow.
   *
   * @param least 1 or more; where a growth from 1 would take too long, more
   * @param most {@code least} or more; the same is {@link #atMost}
   */
  public static Limit adaptive(int least, int most) {
    if (most < positive(least)) {
      throw new IllegalArgumentException(
          "an adaptive limit of %d to %d is empty; allowed: %d to %d or more"
              .formatted(least, most, least, least));
    }
    return new Limit(new Spec(null, least, most, Integer.MAX_VALUE, Deadline.FOREVER));
  }

  /**
   * At most {@code n} tasks at once for each key.
   *
   * @param n 1 or more
   */
  public static <K> KeyedLimit<K> perKey(int n) {
    return KeyedLimit.of(positive(n));
  }

  private static int positive(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "a limit of " + n + " lets nothing run; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return n;
  }

  /**
   * A limit like this one, with permits of its own, that errors and traces call by that name.
   *
   * @param name any text that is not blank
   */
  public Limit named(String name) {
    NamedTask.checked(Objects.requireNonNull(name, "name"));
    return new Limit(new Spec(name, spec.capacity, spec.most, spec.maxWaiting, spec.maxWait));
  }

  /**
   * A limit like this one, with permits of its own, for which at most {@code n} calls wait. Who
   * comes later is {@link Rejected} at once. A map that has begun is not: when it has given way to
   * others it waits in any case, so that there may be one more for each map.
   *
   * @param n 0 or more
   */
  public Limit maxWaiting(int n) {
    return new Limit(new Spec(spec.name, spec.capacity, spec.most, notNegative(n), spec.maxWait));
  }

  static int notNegative(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          n + " may wait; allowed: 0 to " + Integer.MAX_VALUE + ", 0 lets nobody wait");
    }
    return n;
  }

  /**
   * A limit like this one, with permits of its own, for which a call waits for so long at most.
   * Then it is {@link Rejected}. A map waits for so long for its first permit.
   *
   * @param longest zero or more; zero tries once
   */
  public Limit maxWait(Duration longest) {
    Durations.notNegative("the longest wait", longest);
    return new Limit(new Spec(spec.name, spec.capacity, spec.most, spec.maxWaiting, longest));
  }

  /** Runs {@code task} on the calling thread, as soon as there is a permit for it. */
  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return Permits.call(one, WaitReason.PERMIT, Objects.requireNonNull(task, "task"));
  }

  /**
   * Starts {@code task} in {@code scope} as soon as there is a permit for it, which it keeps until
   * it ends. It gets a thread only then.
   *
   * @return the handle to its result, usable until the scope ends
   * @throws X never by this method, as {@link Scope#start} says
   * @throws Misuse if the scope has ended, or the calling thread runs none of its tasks, or the
   *     scope itself is inside of work that holds a permit of this limit
   */
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      Scope scope, Task<T, X> task) throws X {
    return claim().start(scope, task);
  }

  /** What a call asks of this limit: one permit. */
  public Claim claim() {
    return new Claim(one);
  }

  /**
   * What a heavy call asks of this limit: so many permits, all at once.
   *
   * @param permits 1 to {@link #capacity}, or to the most that an adaptive limit may have
   */
  public Claim claim(int permits) {
    int most = spec.adapts() ? spec.most : capacity();
    if (permits < 1 || permits > most) {
      throw new IllegalArgumentException(
          permits + " permits of the " + this + " claimed; allowed: 1 to " + most);
    }
    return new Claim(one.withWeight(permits));
  }

  /**
   * Changes how many tasks may run at once. Those that run go on; if there are more of them now
   * than may, none starts until enough have ended. A claim that has become too large for the limit
   * gets all of it. An adaptive limit goes on from there. A map that runs shrinks when an element
   * ends, and grows when one begins.
   *
   * @param n 1 or more, and within the bounds of an adaptive limit
   */
  public void resize(int n) {
    if (spec.adapts() && (n < spec.capacity || n > spec.most)) {
      throw new IllegalArgumentException(
          "the %s cannot have %d permits; allowed: %d to %d"
              .formatted(this, n, spec.capacity, spec.most));
    }
    permits.resize(positive(n));
  }

  /**
   * Lets nothing more start until {@link #resume}; what runs goes on, a map to its next element.
   */
  public void pause() {
    permits.pause();
  }

  /** Goes on after {@link #pause}. */
  public void resume() {
    permits.resume();
  }

  /**
   * Rejects everyone who waits at this moment, and says how many those were. A map that has other
   * workers goes on without the one that waited.
   */
  public int clear() {
    return permits.clear();
  }

  /**
   * Waits until nobody waits for a permit: those who waited are served, rejected or have left. That
   * may have changed again when this returns.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void awaitEmpty() throws InterruptedException {
    permits.awaitEmpty();
  }

  /**
   * Waits until no permit is in use and nobody waits for one. That may have changed again when this
   * returns.
   *
   * @throws InterruptedException if the calling thread is interrupted
   * @throws Misuse if the calling code holds a permit of this limit
   */
  public void awaitIdle() throws InterruptedException {
    permits.awaitIdle();
  }

  /** How many tasks may run at once. */
  public int capacity() {
    return permits.capacity();
  }

  /** How many permits are held at this moment. */
  public int inUse() {
    return permits.inUse();
  }

  /** How many tasks wait for a permit at this moment. */
  public int waiting() {
    return permits.waiting();
  }

  /** Who holds the permits at this moment. */
  public Snapshot snapshot() {
    return new Snapshot(
        toString(),
        capacity(),
        inUse(),
        waiting(),
        permits.isPaused(),
        permits.holders(Holder::new));
  }

  PermitQueue permits() {
    return permits;
  }

  @Override
  public String toString() {
    return spec.adapts() ? permits + ", now " + capacity() : permits.toString();
  }

  /**
   * A limit at one moment; its parts are read one after the other.
   *
   * @param holders the earliest first
   */
  public record Snapshot(
      String limit, int capacity, int inUse, int waiting, boolean paused, List<Holder> holders) {
    /** Copies the list. */
    public Snapshot {
      holders = List.copyOf(holders);
    }
  }

  /**
   * Somebody who holds permits.
   *
   * @param task the path of the task, or the name of its thread where it has none
   * @param age how long it has held them, by its own clock. For a call whose code has used no verb
   *     yet it is at least so long: counted from when somebody else began to wait for the limit, or
   *     a snapshot was taken, whichever was first
   * @param stack where its thread is; below, for a call, where it asked. Empty before it has begun.
   */
  public record Holder(String task, int permits, Duration age, List<StackTraceElement> stack) {
    /** Copies the list. */
    public Holder {
      stack = List.copyOf(stack);
    }
  }

  /**
   * What it was made with.
   *
   * @param most if that is more than the capacity, the limit adapts itself, between the two
   */
  private record Spec(
      @Nullable String name, int capacity, int most, int maxWaiting, Duration maxWait) {
    private boolean adapts() {
      return most > capacity;
    }

    private String title() {
      if (name != null) {
        return "limit \"" + name + "\"";
      }
      return adapts() ? "adaptive limit of " + capacity + " to " + most : "limit of " + capacity;
    }
  }
}
