package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells the handler of a failure that came before the task had a thread. Whoever brings such news
 * (a timer, the caller) must not wait for the handler, so that it gets a thread of its own; unless
 * nothing starts any more.
 */
final class Telling extends Fork<@Nullable Void, RuntimeException> {
  private final OpenBackground background;
  private final Once telling;

  Telling(OpenBackground background, BackgroundTask task, Throwable failure) {
    var telling = new Once(() -> background.tell(task, failure));
    super(task.group(), task.settings(), task.name(), telling, null, task.context());
    this.background = background;
    this.telling = telling;
  }

  private static final class Once implements Task<@Nullable Void, RuntimeException> {
    private final AtomicBoolean done = new AtomicBoolean();
    private final Runnable action;

    private Once(Runnable action) {
      this.action = action;
    }

    @Override
    public @Nullable Void run() {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
      return null;
    }
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    try {
      telling.run();
    } finally {
      super.settle(how, value, thrown);
    }
  }

  @Override
  void hasLeft() {
    try {
      background.hasLeft(this);
    } finally {
      super.hasLeft();
    }
  }

  @Override
  boolean announces(Cancel why) {
    return false;
  }

  @Override
  boolean isVisible() {
    return false;
  }
}
