package dev.meanwhile.runtime;

import dev.meanwhile.CancelSignal;
import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches one task on its caller's thread: cancels it when a signal fires, and calls it a straggler
 * when it still runs after the grace.
 */
public final class SignalWatch {
  private final TaskGroup group;
  private final CancelSignal signal;
  private final AlarmSlot alarm;

  private SignalWatch(TaskGroup group, CancelSignal signal) {
    this.group = group;
    this.signal = signal;
    this.alarm = new AlarmSlot(group.run().timekeeper());
  }

  /** Runs {@code task} on the calling thread, unless the signal has fired. */
  public static <T extends @Nullable Object, X extends Exception> T unless(
      CancelSignal signal, Task<T, X> task) throws X, InterruptedException {
    Objects.requireNonNull(signal, "signal");
    try (TaskGroup group = TaskGroup.open("unless", NamedTask.of(task), Rule.FIRST_SETTLED)) {
      return new SignalWatch(group, signal).run(task);
    }
  }

  private <T extends @Nullable Object, X extends Exception> T run(Task<T, X> task)
      throws X, InterruptedException {
    var result = new Inline.Holder<T>();
    Run run = group.run();
    run.expect();
    try (var _ = signal.onCancel(this::fire)) {
      if (group.cancelled() == null) {
        Inline.run(group, group.settings(), task, result);
      }
    } finally {
      alarm.close();
      run.expectNoMore();
    }
    group.join();
    return result.value();
  }

  private void fire() {
    if (group.tryCancel(Cancel.signal(String.valueOf(signal.reason())))) {
      long from = group.run().timekeeper().nanoTime();
      alarm.arm(Timekeeper.after(from, group.settings().graceNanos()), group::listStragglers);
    }
  }
}
