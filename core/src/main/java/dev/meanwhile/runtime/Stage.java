package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one stage of a stream. They go on while the thread of the stream is busy elsewhere,
 * and are looked after whenever it comes by.
 *
 * <p>A stream that fails elsewhere, or is dropped, does not tell its stages. So a stage belongs to
 * the task in which it was opened, and ends with it at the latest. What comes after a stage runs in
 * a stretch of it, so that later stages belong to earlier ones, which end when their source does or
 * when they fail. The first stage that is opened outside any task is a run of its own.
 */
public final class Stage implements Cancellable {
  private final TaskNode host;
  private final TaskNode owner;
  private final TaskGroup group;
  private final Frame downstream;
  private final ContextSnapshot context;
  private final @Nullable Stage upstream;
  private boolean drained;

  private Stage(TaskNode host, TaskNode owner, TaskGroup group, ContextSnapshot context) {
    this.host = host;
    this.owner = owner;
    this.group = group;
    this.upstream = host instanceof Frame stretch ? stretch.source() : null;
    this.downstream = Frame.after(this, owner);
    this.context = context;
    host.attach(this);
  }

  /** Where a stream begins: its stages belong there, also those that other threads open. */
  public static final class Origin {
    private final @Nullable TaskNode task = TaskNode.current();
    private final ContextSnapshot context = ContextSnapshot.capture();
  }

  /**
   * Opens a stage below the task that the calling thread runs, or else the one where the stream
   * began; or begins a run.
   *
   * @throws InterruptedException if the thread is interrupted, or the task told to stop
   */
  public static Stage open(String verb, Origin origin) throws InterruptedException {
    Ambient.checkCancelled();
    TaskNode current = TaskNode.current();
    TaskNode host = current == null ? origin.task : current;
    if (host == null) {
      Root root = Root.begin(verb, (String) null);
      return new Stage(root, root, TaskGroup.of(root, verb, Rule.FAIL_FAST), origin.context);
    }
    Frame owner = Frame.beside(host);
    TaskGroup group = TaskGroup.of(owner, verb, Rule.FAIL_FAST);
    return new Stage(host, owner, group, origin.context);
  }

  /**
   * The same, where each task holds {@code permit}.
   *
   * @throws Misuse if the stage is inside of work that holds one already
   */
  static Stage open(String verb, Origin origin, Demand permit) throws InterruptedException {
    Stage stage = open(verb, origin);
    try {
      stage.group.settings(Permits.entered(permit, stage.group, Site.here()));
      return stage;
    } catch (Misuse reentry) {
      stage.close(reentry);
      throw reentry;
    }
  }

  /** Starts {@code task}; to be called by the stream, or by a task. */
  public void start(Task<?, ?> task) {
    group.launch(
        new Fork<>(group, group.settings(), NamedTask.of(task), task, null, context), null);
  }

  /** Its tasks. */
  TaskGroup group() {
    return group;
  }

  /** That of the thread on which the stream began. */
  ContextSnapshot context() {
    return context;
  }

  /** Throws what the thread of the stream is told from outside, if anything. */
  public void checkTold() throws InterruptedException {
    owner.checkCancelled();
  }

  /** Throws what the stage has failed with, or what its thread is told, if anything. */
  public void check() throws InterruptedException {
    if (!isOver()) {
      checkTold();
    } else if (!group.isClosed()) {
      end();
    }
    if (group.isClosed()) {
      throw new Misuse("the stage " + group + " of a stream has ended and does nothing more");
    }
  }

  /** How much has happened up to now. */
  public int changes() {
    return group.caller().changes();
  }

  /** Waits until more has happened than {@code seen}, or the stage has failed. */
  public void awaitChange(int seen) {
    group.caller().awaitChange(seen, WaitReason.HANDOVER, Timekeeper.NEVER);
  }

  /** Runs what comes after this stage; the stages that it opens end with this one at the latest. */
  public <T extends @Nullable Object> boolean push(Predicate<? super T> next, T value) {
    Standing before = TaskNode.enter(downstream);
    try {
      return next.test(value);
    } finally {
      TaskNode.enter(before);
    }
  }

  /**
   * The stage has no more to give: it ends when the stages after it have ended.
   *
   * @throws InterruptedException as any failure of the stage, or what its thread is told
   */
  public void drained() throws InterruptedException {
    drained = true;
    if (!downstream.hasStages()) {
      end();
    }
  }

  private void leave() {
    host.detach(this);
    if (upstream != null) {
      upstream.wasLeft();
    }
  }

  /** What is thrown here is no news: the stages after this one are told the same. */
  private void wasLeft() {
    if (drained && !downstream.hasStages() && !group.isClosed()) {
      try {
        end();
      } catch (Exception told) {
        close(told);
      }
    }
  }

  /** Waits for all tasks, and throws what the stage has failed with, if it has. */
  private void end() throws InterruptedException {
    try {
      downstream.over();
      group.join();
    } finally {
      group.close();
      leave();
    }
  }

  /** Tells all tasks to stop, because nobody wants the rest, and waits for them. */
  public void close() {
    if (!group.isClosed()) {
      group.tryCancel(Cancel.CLOSED);
      try {
        downstream.over();
        group.close();
      } finally {
        leave();
      }
    }
  }

  /** The same, because of {@code failure}; who does not stop in time is named on it. */
  public void close(Throwable failure) {
    if (!group.isClosed()) {
      group.tryCancel(Cancel.BODY_FAILED);
      close();
      Throwable notes = group.thrown();
      if (notes != null) {
        for (Throwable note : notes.getSuppressed()) {
          Suppression.add(failure, note);
        }
      }
    }
  }

  /** Whether it has failed, or was told to stop. */
  public boolean isOver() {
    return group.cancelled() != null;
  }

  @Override
  public void cancel(Cancel why) {
    owner.cancel(why);
    downstream.cancel(why);
  }
}
