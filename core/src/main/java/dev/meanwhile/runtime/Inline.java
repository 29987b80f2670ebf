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
  private final Thread thread = Thread.currentThread();
  private final TaskNode owner;
  private final Doorbell bell;
  private final Task<?, ?> body;
  private boolean rungBefore;
  private boolean bodyOver;

  private Inline(TaskNode owner, Settings settings, TaskGroup group, Task<?, ?> body) {
    super(owner, settings, group);
    this.body = body;
    this.owner = owner;
    this.bell = owner.bell();
  }

  /**
   * Runs {@code body} as a member of {@code group}, which decides how it ended. Throws nothing: the
   * group's join does.
   */
  static <T extends @Nullable Object> void run(
      TaskGroup group, Settings settings, Task<T, ?> body, Holder<T> result) {
    Inline inline = new Inline(group.owner(), settings, group, body);
    group.add(inline);
    Standing before = enter(inline);
    T value = null;
    Throwable thrown = null;
    try {
      value = body.run();
    } catch (Throwable failure) {
      thrown = failure;
    } finally {
      inline.over();
      enter(before);
    }
    inline.finish();
    result.value = value;
    group.ended(inline, value, thrown);
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
