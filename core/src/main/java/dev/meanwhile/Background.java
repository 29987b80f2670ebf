package dev.meanwhile;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.OpenBackground;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The owner of work that nobody waits for: each task has a name, its failure has a handler, and all
 * of them have an end. Made once, where the application starts, and closed where it ends.
 * Thread-safe.
 *
 * {@snippet file="BackgroundWork.java" region="open"}
 *
 * <p>A task is bound neither to the deadline nor to the cancellation of the code that starts it: it
 * may outlive a request. The context of the starting thread goes with it, see {@link
 * ContextCarrier}. What its context or its captured values refer to must live as long.
 *
 * <p><b>Order.</b> None between tasks, but for those with one key: they run one after the other.
 * Under a limit, first come, first served. <b>Failure.</b> What a task throws goes to the handler,
 * once, on the task's thread and as its last act. A task that was told to stop has not failed,
 * whatever it throws. A task that was accepted and could not start goes to the handler, too.
 * <b>Interrupt.</b> Starting a task never waits. See {@link #close}. <b>Threads.</b> Each task runs
 * on a virtual thread of its own, named {@code background/task}. What happened before it was
 * started is visible to it, and what it did is visible after {@link #close}. <b>Memory.</b> One
 * entry for each task that has not ended, and nothing of those that have. Without a limit, that is
 * as many as you start.
 *
 * <p><b>Keys.</b> Of the tasks with equal keys at most one runs and at most one more waits for its
 * end, so that never two of them overlap. What happens to the others is the name of the method:
 * {@link #replace}, {@link #runIfAbsent}, {@link #runNext}.
 *
 * <p><b>Pitfalls.</b> Opened and closed around a request, it makes the request wait for its tasks;
 * {@link Meanwhile#scope} does that better. Work that must not be lost when the process dies
 * belongs into a durable queue. One that is never closed keeps its tasks running; a leak guard
 * names it.
 */
public final class Background implements AutoCloseable {
  private final OpenBackground open;

  private Background(OpenBackground open) {
    this.open = open;
  }

  /**
   * Opens a background with the default options, named "background".
   *
   * @param handler takes the failures of all its tasks
   */
  public static Background open(FailureHandler handler) {
    return named("background").open(handler);
  }

  /**
   * Options for a background with a name, to be opened with {@link Options#open}.
   *
   * @param name any text that is not blank; threads and traces show it before the name of each task
   */
  public static Options named(String name) {
    return new Options(name, null, Options.DRAIN, Options.GRACE);
  }

  /**
   * Starts {@code task} and returns at once.
   *
   * @param name any text that is not blank
   * @throws Misuse if the background is closed
   */
  public void run(String name, Action<?> task) {
    open.run(NamedTask.checked(requireNonNull(name, "name")), requireNonNull(task, "task"));
  }

  /**
   * Starts {@code task} and returns its result, later, for libraries that ask for a future. In our
   * own code, {@link Meanwhile#scope} hands results on, and cannot forget one.
   *
   * {@snippet file="Bridges.java" region="future"}
   *
   * <p>The task ends the future, on its own thread and as its last act: with what it returns, or
   * with what it throws, which the handler is not told then. One that did not start ends it with
   * what the handler would be told; one that was told to stop, with {@link Cancelled}. A future
   * that is ended from outside, by {@link CompletableFuture#cancel cancel} or {@link
   * CompletableFuture#orTimeout orTimeout}, tells the task to stop.
   *
   * <p><b>Pitfalls.</b> The failure of a future that nobody looks at is lost. Cancelling what was
   * made of it, by {@code thenApply} for instance, does not reach the task.
   *
   * @param name any text that is not blank
   * @throws Misuse if the background is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> future(
      String name, Task<? extends T, ?> task) {
    return open.future(
        NamedTask.checked(requireNonNull(name, "name")), requireNonNull(task, "task"));
  }

  /**
   * Starts {@code task} in the place of what runs or waits under {@code key}, and returns at once.
   * What runs is told to stop, and {@code task} starts when it has ended; what waits is dropped. A
   * task that begins with a sleep is debounced in this way.
   *
   * {@snippet file="BackgroundWork.java" region="replace"}
   *
   * @param key compared by {@code equals}
   * @param name any text that is not blank
   * @throws Misuse if the background is closed
   */
  public void replace(Object key, String name, Action<?> task) {
    requireNonNull(key, "key");
    open.replace(
        key, NamedTask.checked(requireNonNull(name, "name")), requireNonNull(task, "task"));
  }

  /**
   * Starts {@code task} and returns at once, unless another runs or waits under {@code key}. One
   * that was told to stop does not count; {@code task} starts when it has ended.
   *
   * @param key compared by {@code equals}
   * @param name any text that is not blank
   * @return whether {@code task} was accepted
   * @throws Misuse if the background is closed
   */
  public boolean runIfAbsent(Object key, String name, Action<?> task) {
    requireNonNull(key, "key");
    return open.runIfAbsent(
        key, NamedTask.checked(requireNonNull(name, "name")), requireNonNull(task, "task"));
  }

  /**
   * Starts {@code task} when what runs under {@code key} has ended, and returns at once; what waits
   * is dropped. However often something changes while it is being synchronized, it is synchronized
   * once more.
   *
   * @param key compared by {@code equals}
   * @param name any text that is not blank
   * @throws Misuse if the background is closed
   */
  public void runNext(Object key, String name, Action<?> task) {
    requireNonNull(key, "key");
    open.runNext(
        key, NamedTask.checked(requireNonNull(name, "name")), requireNonNull(task, "task"));
  }

  /**
   * Tells what runs under {@code key} to stop, drops what waits, and does not wait for it. One that
   * ignores its interrupt is a straggler after the grace.
   *
   * @param key compared by {@code equals}
   * @return whether there was any that had not been told yet
   */
  public boolean cancel(Object key) {
    return open.cancel(requireNonNull(key, "key"));
  }

  /** The tasks that have not ended, in the order in which they were accepted. */
  public List<Status> tasks() {
    return open.tasks();
  }

  /**
   * Accepts no more tasks, waits until those it has have ended, and returns. What has not ended
   * when the time to drain is over is told to stop, and waited for as long as the grace. Closing
   * again does nothing more; it waits like the first.
   *
   * <p><b>Failure.</b> Throws none. The handler is given, on the calling thread, a {@link
   * Cancelled} for each task that had not started when the time was over, and a {@link
   * StillRunning} for each that ignored its interrupt for longer than the grace; {@link Stragglers}
   * lists it then.
   *
   * <p><b>Interrupt.</b> If the calling thread is interrupted, or its task told to stop, the tasks
   * are told to stop at once, and waited for as long as the grace. The interrupt flag is set when
   * this method returns.
   *
   * @throws Misuse if called by one of its own tasks, which would wait for itself
   */
  @Override
  public void close() {
    open.close();
  }

  @Override
  public String toString() {
    return open.toString();
  }

  /** Where a task stands. */
  public enum State {
    /** It has not started: it waits for a permit, or for another one with its key. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It runs, although it was told to stop. */
    STOPPING
  }

  /**
   * A task that has not ended, at one moment.
   *
   * @param task its name
   * @param key its key, if it has one
   * @param age how long it has been waiting, or running
   * @param site where it was started in the code, as a stack trace shows it, where known
   */
  public record Status(
      String task, @Nullable Object key, State state, Duration age, @Nullable String site) {}

  /**
   * How a background behaves. Immutable: each method returns other options.
   *
   * <p>Defaults: no limit; when it is closed, tasks have 10 seconds to end by themselves, and then
   * a grace of one second.
   */
  public static final class Options {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Grace GRACE = Grace.of(Duration.ofSeconds(1));

    private final String name;
    private final @Nullable Limit limit;
    private final Duration drain;
    private final Grace grace;

    private Options(String name, @Nullable Limit limit, Duration drain, Grace grace) {
      this.name = NamedTask.checked(requireNonNull(name, "name"));
      this.limit = limit;
      this.drain = drain;
      this.grace = grace;
    }

    /**
     * A task starts only when {@code limit} admits it; it has no thread before. What the limit
     * rejects goes to the handler as {@link Rejected}: {@code atMost(4).maxWaiting(1_000)} bounds
     * how many wait.
     */
    public Options limit(Limit limit) {
      return new Options(name, requireNonNull(limit, "limit"), drain, grace);
    }

    /**
     * How long {@link Background#close} lets tasks end by themselves, those that wait as well as
     * those that run.
     *
     * @param time zero or more; {@link Deadline#FOREVER} waits until all have ended
     */
    public Options drain(Duration time) {
      Durations.notNegative("the time to drain", requireNonNull(time, "time"));
      return new Options(name, limit, time, grace);
    }

    /** How long a task that was told to stop may take to end. */
    public Options grace(Grace grace) {
      return new Options(name, limit, drain, requireNonNull(grace, "grace"));
    }

    /**
     * Opens it.
     *
     * @param handler takes the failures of all its tasks
     */
    public Background open(FailureHandler handler) {
      requireNonNull(handler, "handler");
      var demand = limit == null ? null : Demand.of(limit.permits());
      return new Background(OpenBackground.open(name, demand, drain, grace, handler));
    }
  }
}
