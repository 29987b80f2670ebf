package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.CancelSignal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cancelled when a time has come, by the clock of the place where it was made. Computed; an alarm
 * is armed only for those who listen.
 */
public final class TimeSignal implements CancelSignal {
  private final Timekeeper timekeeper = Ambient.timekeeper();
  private final Duration after;
  private final long at;

  /** A signal that fires so long from now. */
  public TimeSignal(Duration after) {
    this.after = Durations.notNegative("the time until a signal", after);
    this.at = Timekeeper.after(timekeeper.nanoTime(), Durations.nanos(after));
  }

  @Override
  public @Nullable String reason() {
    boolean over = at != Timekeeper.NEVER && timekeeper.nanoTime() >= at;
    return over ? Durations.text(after) + " have passed" : null;
  }

  @Override
  public Registration onCancel(Action<?> callback) {
    var alarm = new AlarmSlot(timekeeper);
    var listener = new CancelListener(callback, _ -> alarm.close());
    if (isCancelled()) {
      listener.run();
    } else {
      Run run = runOnThisClock();
      alarm.arm(at, () -> Courier.send(run, List.of(listener)));
    }
    return listener;
  }

  private @Nullable Run runOnThisClock() {
    TaskNode current = TaskNode.current();
    return current == null || current.run().timekeeper() != timekeeper ? null : current.run();
  }

  @Override
  public String toString() {
    return "cancel signal after " + Durations.text(after);
  }
}
