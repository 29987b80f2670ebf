package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.runtime.Timekeeper.Alarm;
import org.jspecify.annotations.Nullable;

/** The lease of a task that starts when it has its permits, and ends with them. */
final class ForkLease extends Lease {
  private final Fork<?, ?> task;
  private @Nullable Alarm alarm; // guarded by the locks

  private ForkLease(Demand demand, Fork<?, ?> task) {
    super(demand);
    this.task = task;
  }

  /**
   * Starts {@code task} as soon as it has what it asks, on the thread that frees the last of it.
   */
  static void request(Demand demand, Fork<?, ?> task) {
    var lease = new ForkLease(demand, task);
    task.run().expect();
    task.lease = lease;
    lease.request();
    if (task.cancelled() != null) {
      task.leaveQueue();
    }
  }

  @Override
  Fork<?, ?> task() {
    return task;
  }

  @Override
  boolean isNested() {
    return task.group().owner().settings().permit() != null;
  }

  @Override
  boolean isTurnedAway() {
    return !(task instanceof Worker worker) || worker.isFirst();
  }

  @Override
  void waits(long until) {
    if (until != Timekeeper.NEVER) {
      Alarm armed = task.run().timekeeper().alarm(until, this::giveUp);
      Census.add(armed);
      alarm = armed;
    }
  }

  @Override
  void waited() {
    Alarm armed = alarm;
    if (armed != null) {
      armed.cancel();
      Census.remove(armed);
    }
  }

  @Override
  void granted() {
    task.admit();
  }

  @Override
  void refused() {
    Rejected why = refusal();
    if (why != null) {
      task.run().wake(true);
      task.refuse(why);
    }
  }
}
