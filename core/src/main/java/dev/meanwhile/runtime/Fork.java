package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.Later;
import dev.meanwhile.Misuse;
import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Discards.Parcel;
import org.jspecify.annotations.Nullable;

/** A task on a thread of its own, mostly a virtual one, and the handle to its result. */
class Fork<T extends @Nullable Object, X extends Exception> extends Member implements Later<T, X> {
  /** Results that are no values: a null, and the lack of one. */
  private enum Mark {
    NOTHING,
    STOPPED
  }

  private final Task<T, X> task;
  private @Nullable String name; // made when it is asked for
  private final ContextSnapshot context;
  private final Cell cell = new Cell();
  private @Nullable TaskSpan span;
  private final long id;
  private final long index;
  private final @Nullable StackTraceElement site;
  private final Doorbell bell = Doorbell.of(null);
  private boolean marked;

  /** The permits that it holds, or waits for. Set before the task can start. */
  volatile @Nullable Lease lease;

  /**
   * Made by the verb that launches it.
   *
   * @param site where it is started in the code, if that is not where it is awaited
   */
  Fork(TaskGroup group, @Nullable String name, Task<T, X> task, @Nullable StackTraceElement site) {
    this(group, group.settings(), name, task, site, ContextSnapshot.capture());
  }

  /** The same, under settings of its own. */
  Fork(
      TaskGroup group,
      Settings settings,
      @Nullable String name,
      Task<T, X> task,
      @Nullable StackTraceElement site) {
    this(group, settings, name, task, site, ContextSnapshot.capture());
  }

  Fork(
      TaskGroup group,
      Settings settings,
      @Nullable String name,
      Task<T, X> task,
      @Nullable StackTraceElement site,
      ContextSnapshot context) {
    super(group.owner(), settings, group);
    this.index = group.nextIndex();
    this.name = name;
    this.task = task;
    this.site = site;
    this.context = context;
    this.id = run().nextId();
  }

  /** Tells observers that it was accepted. */
  final void announce() {
    if (isVisible()) {
      Events.taskCreated(this, group(), name(), index(), site());
    }
  }

  /** Tells observers that it has ended, and says why: its group takes nothing more. */
  final Misuse turnedAway() {
    if (isVisible()) {
      Events.taskEnded(this, Ending.CANCELLED, null);
    }
    return new Misuse("the scope " + group() + " has ended and starts nothing more");
  }

  /** Starts the thread; the group counts the task already. */
  void start() {
    run().rise();
    launch();
  }

  /** Starts the thread of a task that the run has been expecting. */
  void admit() {
    run().wake(true);
    launch();
  }

  /** Starts the thread; the run counts the task already. */
  final void launch() {
    try {
      Thread own = context.thread(threads(), path(), this::execute);
      bell.hang(own);
      if (cancelled() != null) {
        own.interrupt();
      }
      own.start();
    } catch (Throwable failure) {
      group().ended(this, null, failure);
    }
  }

  /** What makes its thread. */
  Thread.Builder threads() {
    return Thread.ofVirtual();
  }

  private void execute() {
    enter(this);
    Object value = null;
    Throwable thrown = null;
    boolean runs = cancelled() == null && !isTooLate();
    Timing timing = runs ? timing() : null;
    try {
      span = TaskSpan.start();
      if (runs) {
        if (isVisible()) {
          Events.taskStarted(this);
        }
        value = context.call(task());
      }
    } catch (Throwable failure) {
      thrown = failure;
    }
    try {
      over();
      if (timing != null) {
        timing.end(value, thrown);
      }
    } finally {
      group().ended(this, value, thrown);
    }
  }

  /** Who wants to know how long it takes, if anybody does. */
  @Nullable Timing timing() {
    Lease held = lease;
    return held == null ? null : Timing.begin(held.demand(), this);
  }

  /**
   * Whether the permit came from a sibling that was told before this task was to stop, as it will
   * be.
   */
  private boolean isTooLate() {
    return lease != null && group().cancelled() != null;
  }

  @Override
  public void cancel(Cancel why) {
    super.cancel(why);
    leaveQueue();
  }

  /** Ends the task, if it waits for a permit: it will not start any more. Says whether it did. */
  final boolean leaveQueue() {
    Lease waiting = lease;
    boolean left = waiting != null && waiting.withdraw();
    if (left) {
      run().wake(true);
      group().ended(this, null, null);
    }
    return left;
  }

  /** Ends the task, which has waited for a permit that it will not get. */
  void refuse(Rejected why) {
    group().ended(this, null, why);
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    Object result =
        switch (how) {
          case OK -> value == null ? Mark.NOTHING : keep(value);
          case FAILED ->
              new Failed(thrown == null ? new AssertionError("failed without a cause") : thrown);
          case CANCELLED, TIMED_OUT -> Mark.STOPPED;
        };
    try {
      if (span != null) {
        span.finish(this);
      }
      cell.settle(result, this);
      if (how != Ending.OK && value != null) {
        discard(value);
      }
    } finally {
      Lease held = lease;
      if (held != null) {
        held.giveBack();
      }
    }
  }

  /** A value that may have to be discarded is one for which its task has a hook. */
  private Object keep(Object value) {
    return DiscardingTask.hasHook(task) ? group().discards.keep(value, this::discard) : value;
  }

  private void discard(Object value) {
    if (DiscardingTask.hasHook(task)) {
      Discards.tell(_ -> context.run(() -> DiscardingTask.discard(task, value)), value);
    }
  }

  @Override
  void abandon() {
    cell.settle(Mark.STOPPED, null);
  }

  @Override
  public T get() throws X, InterruptedException {
    if (group().isClosed()) {
      throw askedTooLate();
    }
    TaskNode reader = current();
    Object result = cell.result();
    if (reader != null && (result == null || result == Mark.STOPPED)) {
      reader.checkCancelled();
    }
    if (result == null) {
      result = await(reader);
    }
    if (reader != null) {
      Events.valueRead(reader, id());
    }
    return unwrap(result);
  }

  private Misuse askedTooLate() {
    return new Misuse(
        this + ", started at " + site + ", was asked for its result after its scope had ended");
  }

  private Object await(@Nullable TaskNode reader) throws InterruptedException {
    Wait wait = new Wait(reader, WaitReason.RESULT, this, Timekeeper.NEVER);
    if (reader != null) {
      refuseCycle(reader, wait);
    }
    if (cell.await(wait, this) == WaitEnd.INTERRUPTED) {
      throw wait.interrupted();
    }
    Object result = cell.result();
    if (result == null) {
      throw new AssertionError(this + " released a waiter without a result");
    }
    return result;
  }

  /** Lets {@code wait} be released by the end of this task; false if that has come. */
  final boolean enlist(Wait wait) {
    return cell.enlist(wait);
  }

  /**
   * The wait is published first, so that of two tasks that close a circle at once one sees the
   * other; and a published wait must be seen to its end.
   */
  private void refuseCycle(TaskNode reader, Wait wait) {
    reader.waiting(wait);
    try {
      WaitGraph.refuseCycle(reader, this);
    } catch (Misuse circle) {
      wait.release(null);
      wait.await();
      throw circle;
    }
  }

  private T unwrap(Object result) {
    if (result == Mark.STOPPED) {
      throw new Cancelled(this + " was cancelled; it has no result");
    }
    if (result instanceof Failed(Throwable failure)) {
      Failures.markAwaited(this, failure);
      throw Thrown.as(failure);
    }
    return value(result);
  }

  /** The value of a task that ended well. */
  T value() {
    Object result = cell.result();
    if (result == null || result == Mark.STOPPED || result instanceof Failed) {
      throw new AssertionError(this + " has no value");
    }
    return value(result);
  }

  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  private T value(Object result) {
    if (result instanceof Parcel<?> parcel) {
      if (!parcel.handOut()) {
        throw askedTooLate();
      }
      return (T) parcel.value();
    }
    return result == Mark.NOTHING ? null : (T) result;
  }

  @Override
  void ring() {
    bell.ring();
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  long id() {
    return id;
  }

  @Override
  long index() {
    return index;
  }

  /** The name given to it, or its place in its group. */
  String name() {
    String known = name;
    if (known == null) {
      known = Titles.of(group().verb(), index);
      name = known;
    }
    return known;
  }

  @Override
  String path() {
    return TaskPath.join(group().path(), name());
  }

  @Override
  @Nullable Thread thread() {
    return bell.thread();
  }

  /** Whether observers see it as a task. */
  boolean isVisible() {
    return true;
  }

  /** Whether errors name it among what still runs. */
  boolean isListed() {
    return isVisible();
  }

  /** Where it was started, if that was not where it is awaited. */
  @Nullable StackTraceElement site() {
    return site;
  }

  /** What it does. */
  Task<T, X> task() {
    return task;
  }

  /** The context of the thread that started it. */
  final ContextSnapshot context() {
    return context;
  }

  @Override
  void hasLeft() {
    run().rest();
  }

  /** True the first time it is called. */
  synchronized boolean markOnce() {
    boolean first = !marked;
    marked = true;
    return first;
  }

  private record Failed(Throwable failure) {}
}
