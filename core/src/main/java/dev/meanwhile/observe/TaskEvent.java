package dev.meanwhile.observe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a task, as it happens. What can be computed from the events (queued
 * time, cancel lag, the critical path) is none.
 *
 * <p>{@link #run} numbers the runs of the process; a run is one verb called from outside any task,
 * with everything below it. {@link #at} is in nanoseconds since the run began, by the run's own
 * clock, which may be a virtual one. Numbers of tasks, scopes, waits and repeated calls are unique
 * within their run.
 */
public sealed interface TaskEvent {
  /** The run. */
  long run();

  /** When, in nanoseconds since the run began. */
  long at();

  /** A run began; {@code task} is its first task, the thread that called the verb. */
  record RunBegan(long run, long at, long task, String name, Instant wall) implements TaskEvent {}

  /** A run ended, and with it its first task. */
  record RunEnded(long run, long at, long task, Ending ending) implements TaskEvent {}

  /**
   * {@code task} called a verb; the tasks that the verb starts name this scope, and the place in
   * the code.
   */
  record ScopeOpened(long run, long at, long scope, long task, String verb) implements TaskEvent {}

  /** The verb returns or throws: all its tasks have ended, or are stragglers. */
  record ScopeClosed(long run, long at, long scope, long task) implements TaskEvent {}

  /**
   * A task was accepted. It may have to wait for a permit before it starts.
   *
   * @param parent the task below which it runs
   * @param starter the task that started it: its parent, or another one, in a scope whose tasks
   *     start more
   * @param index its place among the tasks of its scope, from zero
   * @param site where it was started in the code, as a stack trace shows it, where known
   */
  record TaskCreated(
      long run,
      long at,
      long task,
      long parent,
      long starter,
      long scope,
      String name,
      String path,
      long index,
      @Nullable String site)
      implements TaskEvent {
    /** A task that its parent started. */
    public TaskCreated(
        long run,
        long at,
        long task,
        long parent,
        long scope,
        String name,
        String path,
        long index,
        @Nullable String site) {
      this(run, at, task, parent, parent, scope, name, path, index, site);
    }
  }

  /** A task's code begins. */
  record TaskStarted(long run, long at, long task, String thread) implements TaskEvent {}

  /**
   * A task's outcome is decided.
   *
   * @param error the class of what it threw, if it threw
   * @param message the message of what it threw, if it threw and there is one
   */
  record TaskEnded(
      long run, long at, long task, Ending ending, @Nullable String error, @Nullable String message)
      implements TaskEvent {}

  /**
   * A task begins to wait at one of our wait points.
   *
   * @param on the tasks it waits for, where it waits for tasks; at most 64 of them
   */
  record WaitBegan(long run, long at, long waitId, long task, WaitReason reason, List<Long> on)
      implements TaskEvent {}

  /**
   * A wait is over.
   *
   * @param releasedBy the task whose action ended it; 0 where time, an interrupt or something
   *     outside the run did
   */
  record WaitEnded(long run, long at, long waitId, long task, WaitEnd end, long releasedBy)
      implements TaskEvent {}

  /**
   * An attempt of a repeated call began: of a retry, in the task that makes the call; of a hedge,
   * in a task of its own.
   *
   * @param call the number of the repeated call
   * @param number the number of the attempt, from 1
   */
  record AttemptBegan(long run, long at, long task, long call, int number) implements TaskEvent {}

  /**
   * An attempt of a repeated call ended.
   *
   * @param error the class of what it threw, if it threw
   * @param message the message of what it threw, if it threw and there is one
   * @param delay how long it is to the next attempt, in nanoseconds, if a retry makes another one;
   *     else null
   */
  record AttemptEnded(
      long run,
      long at,
      long task,
      long call,
      int number,
      Ending ending,
      @Nullable String error,
      @Nullable String message,
      @Nullable Long delay)
      implements TaskEvent {}

  /**
   * A batch of loads departed; {@code task} fetches its keys.
   *
   * @param keys how many keys it has
   * @param members the tasks that have asked for them; at most 64 of them
   */
  record BatchDeparted(
      long run, long at, long task, String loader, int keys, List<Long> members, BatchCause cause)
      implements TaskEvent {}

  /** {@code reader} read the result of {@code task}: a data dependency. */
  record ValueRead(long run, long at, long reader, long task) implements TaskEvent {}

  /** A task was told to stop; {@code by} is the task whose end made it so, or 0. */
  record CancelAsked(long run, long at, long task, CancelReason reason, long by)
      implements TaskEvent {}

  /** A deadline was set for {@code task}, {@code nanos} from now. */
  record DeadlineSet(long run, long at, long task, long nanos) implements TaskEvent {}

  /** A deadline of {@code task} passed. */
  record DeadlinePassed(long run, long at, long task) implements TaskEvent {}

  /**
   * A limit's use changed; {@code task} took or gave back a permit, or began or ceased to wait for
   * one.
   */
  record LimitChanged(
      long run, long at, String limit, long task, int capacity, int inUse, int waiting)
      implements TaskEvent {}

  /** A task still ran when the grace after its cancellation was over. */
  record StragglerFound(long run, long at, long task) implements TaskEvent {}

  /** How a task ended, as its scope decided. */
  enum Ending {
    /** It returned a value. */
    OK,
    /** It threw. */
    FAILED,
    /** A deadline passed first. */
    TIMED_OUT,
    /** It was told to stop first. */
    CANCELLED
  }

  /** What a task waits for. */
  enum WaitReason {
    /** The end of the tasks it started. */
    JOIN,
    /** The result of another task. */
    RESULT,
    /** The next result handed over, or a taker of its own. */
    HANDOVER,
    /** The delay of a hedge to pass, or a failure to come first. */
    DELAY,
    /** Its turn to pull from a source. */
    TURN,
    /** A time to pass. */
    SLEEP,
    /** The delay before another attempt. */
    BACKOFF,
    /** Its start, by a rate limit. */
    RATE,
    /** A permit of a limit. */
    PERMIT,
    /** A mutex, or its turn in a serial queue. */
    MUTEX,
    /** The end of a callback of a cancel signal. */
    CALLBACK,
    /** The answer of a batch. */
    BATCH
  }

  /** What ended a wait. */
  enum WaitEnd {
    /** What was waited for came. */
    RELEASED,
    /** The time passed. */
    TIMED_OUT,
    /** An interrupt or a cancellation came first. */
    INTERRUPTED
  }

  /** Why a batch departed when it did. */
  enum BatchCause {
    /** It had as many keys as it may have. */
    FULL,
    /** Every task of the run waited. */
    ALL_WAIT,
    /** Its first key had waited for as long as it may. */
    DELAY_PASSED
  }

  /** Why a task was told to stop. */
  enum CancelReason {
    /** A sibling failed. */
    SIBLING_FAILED,
    /** A sibling won the race. */
    RACE_WON,
    /** The verb's own code on the calling thread failed. */
    BODY_FAILED,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** A deadline passed. */
    DEADLINE,
    /** A cancel signal fired. */
    SIGNAL,
    /** All tasks of the run waited for each other. */
    STALLED,
    /** Somebody asked for it, by the key of the task. */
    ASKED,
    /** The background, or the stream, that it belongs to was closed. */
    CLOSED
  }
}
