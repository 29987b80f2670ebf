package dev.meanwhile.micrometer;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Limit;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.DeadlinePassed;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.StragglerFound;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What tasks do, as meters of Micrometer. Installed once, when the application starts:
 *
 * {@snippet file="MeasuringTasks.java" region="install"}
 *
 * <ul>
 *   <li>{@code meanwhile.task}, a timer by {@code name} and {@code outcome}: from the start of a
 *       task to its end; also of runs. A task that never started is not in it.
 *   <li>{@code meanwhile.wait}, a timer by {@code reason}: each wait of a task, and the time a task
 *       was queued for a permit before it started, with the reason {@code permit}.
 *   <li>{@code meanwhile.retries}, {@code meanwhile.timeouts}, {@code meanwhile.stragglers} and, by
 *       {@code reason}, {@code meanwhile.cancellations}: counters.
 *   <li>{@code meanwhile.limit.in.use}, {@code meanwhile.limit.queued} and {@code
 *       meanwhile.limit.capacity}, gauges by {@code limit}, of those that were given to {@link
 *       #limit}.
 * </ul>
 *
 * <p>Names of tasks become few: elements of a list or a map count together, {@code map[17]} as
 * {@code map[]}, and names beyond the first {@value TaskNames#USUAL} are {@code other}.
 *
 * <p><b>Threads.</b> Thread-safe; a meter is updated on the thread on which something happens.
 * <b>Memory.</b> A few words for each task that has not ended, of {@value #MOST_TASKS} tasks at
 * most, and a timer for each pair of name and outcome.
 *
 * <p><b>Pitfalls.</b> A name that holds a key, such as {@code "user " + id}, uses the names up:
 * fold it with {@link #naming}. A retry outside of any task is not seen.
 */
public final class TaskMetrics implements Observer {
  /** Tasks beyond are not timed: a bound for tasks that never end. */
  static final int MOST_TASKS = 100_000;

  private final MeterRegistry registry;
  private final TaskNames names;
  private final TaskMeters meters;
  private final LimitGauges gauges;
  private final ConcurrentHashMap<TaskKey, OpenTask> open = new ConcurrentHashMap<>();

  /** Which task of which run. */
  private record TaskKey(long run, long task) {}

  private TaskMetrics(MeterRegistry registry, TaskNames names) {
    this.registry = registry;
    this.names = names;
    this.meters = new TaskMeters(registry);
    this.gauges = new LimitGauges(registry);
  }

  /** Registers the meters in {@code registry}, each when there is something to say. */
  public static TaskMetrics of(MeterRegistry registry) {
    return new TaskMetrics(requireNonNull(registry, "registry"), TaskNames.usual());
  }

  /**
   * The same, with names as {@code renaming} changes them, after elements were folded. It is called
   * for each task, by several threads.
   */
  public TaskMetrics naming(UnaryOperator<String> renaming) {
    return new TaskMetrics(registry, names.renamedBy(requireNonNull(renaming, "renaming")));
  }

  /**
   * The same, with room for so many names of tasks; those that come later are {@code other}.
   *
   * @param names 1 or more
   */
  public TaskMetrics mostNames(int names) {
    return new TaskMetrics(registry, this.names.atMost(names));
  }

  /**
   * Shows how {@code limit} is used, under this name, until the returned registration is closed. A
   * name that is given again stands for the later limit. The limit itself is not kept alive; its
   * gauges are {@code NaN} when it is gone.
   *
   * @return closes without waiting, any number of times
   */
  public Registration limit(String name, Limit limit) {
    return gauges.show(requireNonNull(name, "name"), requireNonNull(limit, "limit"));
  }

  /** Takes one event. */
  @Override
  public void on(TaskEvent event) {
    switch (event) {
      case RunBegan began -> add(began, began.task(), began.name()).start(0);
      case TaskCreated created -> add(created, created.task(), created.name());
      case TaskStarted started -> started(started, find(started, started.task()));
      case TaskEnded ended -> ended(ended, ended.task(), TaskMeters.word(ended.ending()));
      case RunEnded ended -> ended(ended, ended.task(), TaskMeters.word(ended.ending()));
      case WaitBegan wait -> waitBegan(wait, find(wait, wait.task()));
      case WaitEnded wait -> waitEnded(wait, find(wait, wait.task()));
      case LimitChanged change -> queued(change, find(change, change.task()));
      case AttemptBegan attempt -> meters.attempted(attempt.number());
      case CancelAsked asked -> meters.cancelled(asked.reason());
      case DeadlinePassed _ -> meters.timedOut();
      case StragglerFound _ -> meters.straggled();
      default -> {
        // what no meter tells
      }
    }
  }

  private OpenTask add(TaskEvent event, long task, String name) {
    var added = new OpenTask(names.of(name), event.at());
    if (open.mappingCount() < MOST_TASKS) {
      open.put(new TaskKey(event.run(), task), added);
    }
    return added;
  }

  private @Nullable OpenTask find(TaskEvent event, long task) {
    return open.get(new TaskKey(event.run(), task));
  }

  private void started(TaskStarted event, @Nullable OpenTask task) {
    if (task != null) {
      task.start(event.at());
      if (task.wasQueued()) {
        meters.waited("permit", event.at() - task.created());
      }
    }
  }

  private void ended(TaskEvent event, long task, String outcome) {
    OpenTask ended = open.remove(new TaskKey(event.run(), task));
    if (ended != null && ended.hasStarted()) {
      meters.ended(ended.name(), outcome, event.at() - ended.started());
    }
  }

  private void waitBegan(WaitBegan event, @Nullable OpenTask task) {
    if (task != null) {
      task.waits(event);
    }
  }

  private void waitEnded(WaitEnded event, @Nullable OpenTask task) {
    WaitBegan began = task == null ? null : task.hasWaited(event.waitId());
    if (began != null) {
      meters.waited(TaskMeters.word(began.reason()), event.at() - began.at());
    }
  }

  /** Before it starts, a task asks for a permit only where it has to wait for it. */
  private static void queued(LimitChanged event, @Nullable OpenTask task) {
    if (task != null && event.waiting() > 0) {
      task.queue();
    }
  }

  /** How many tasks have not ended. */
  int open() {
    return open.size();
  }
}
