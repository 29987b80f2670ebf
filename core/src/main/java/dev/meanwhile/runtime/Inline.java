package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * The member of a group that runs on the calling thread: the body of a scope, the task of a {@code
 * within}.
 *
 * <p>An interrupt that the group sent here is taken back when the body has ended; the lock makes
 * sure that none arrives later.
 */
final class Inline extends Member {
  private final Thread thread;
  private final TaskNode owner;
  private final Doorbell bell;
  private final Task<?, ?> body;
  private boolean rungBefore;
  private boolean bodyOver;

  private Inline(TaskGroup group, Settings settings, Task<?, ?> body, Thread thread) {
    super(group.owner(), settings, group);
    this.body = body;
    this.owner = group.owner();
    this.bell = owner.bell();
    this.thread = thread;
  }

  /**
   * Runs {@code body} as a member of {@code group}, which decides how it ended. Throws nothing: the
   * group's join does.
   */
  static <T extends @Nullable Object> void run(
      TaskGroup group, Settings settings, Task<T, ?> body, Holder<T> result) {
    Inline inline = begin(group, settings, body, Thread.currentThread());
    Standing before = enter(inline);
    T value = null;
    Throwable thrown = null;
    try {
      value = body.run();
    } catch (Throwable failure) {
      thrown = failure;
    }
    result.value = value;
    inline.end(before, value, thrown);
  }

  /** Adds {@code body}, which runs on {@code thread}, to {@code group}. */
  static Inline begin(TaskGroup group, Settings settings, Task<?, ?> body, Thread thread) {
    Inline inline = new Inline(group, settings, body, thread);
    group.add(inline);
    return inline;
  }

  /** The body has ended, on its thread, which stands at {@code before} from now on. */
  void end(@Nullable Standing before, @Nullable Object value, @Nullable Throwable thrown) {
    try {
      over();
    } finally {
      enter(before);
    }
    finish();
    group().ended(this, value, thrown);
  }

  private void finish() {
    boolean told;
    synchronized (this) {
      bodyOver = true;
      told = cancelled() != null;
      if (told) {
        bell.takeBack();
      }
    }
    // What reached the owner, or came from outside, rang on the same thread and must still be
    // heard.
    if (told && rungBefore) {
      thread.interrupt();
    } else if (told && owner.cancelled() != null) {
      bell.ring();
    }
  }

  @Override
  public void cancel(Cancel why) {
    synchronized (this) {
      rungBefore |= cancelled() == null && bell.isForeignPending();
    }
    super.cancel(why);
  }

  @Override
  synchronized void ring() {
    if (!bodyOver) {
      bell.ring();
    }
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    // Nobody but the caller waits for the value, and the caller is here.
    if (how != Ending.OK) {
      DiscardingTask.discard(body, value);
    }
  }

  @Override
  long index() {
    return -1;
  }

  @Override
  boolean announces(Cancel why) {
    return owner.cancelled() != why;
  }

  @Override
  long id() {
    return owner.id();
  }

  @Override
  String path() {
    return group().path();
  }

  @Override
  Thread thread() {
    return thread;
  }

  /** Where the value goes. */
  static final class Holder<T extends @Nullable Object> {
    private @Nullable T value;

    @SuppressWarnings("NullAway") // the value is a T once the body has returned, and read only then
    T value() {
      return value;
    }
  }
}
