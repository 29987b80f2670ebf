package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sleep that another thread may end early. Whoever begins one must {@link #await} it. */
public final class Nap {
  private final @Nullable TaskNode node;
  private final Wait wait;

  private Nap(@Nullable TaskNode node, WaitReason reason, long until) {
    this.node = node;
    this.wait = new Wait(node, reason, null, until);
  }

  /**
   * Begins a sleep of the calling thread, which observers see as a wait for {@code reason}.
   *
   * @throws DeadlineExceeded if it would end after the deadline
   * @throws InterruptedException if the thread is interrupted, or its task cancelled
   */
  public static Nap begin(WaitReason reason, long nanos) throws InterruptedException {
    Ambient.checkCancelled();
    TaskNode current = TaskNode.current();
    long until = Timekeeper.after(Ambient.nanoTime(), nanos);
    ActiveDeadline deadline = current == null ? null : current.settings().deadline();
    if (deadline != null && until > deadline.at()) {
      throw deadline.wouldExceed(Duration.ofNanos(nanos));
    }
    return new Nap(current, reason, until);
  }

  /**
   * Sleeps for so long, as {@link #begin} and {@link #await} do. For no time at all it only looks
   * whether it may, unless somebody watches.
   */
  public static void sleep(WaitReason reason, long nanos) throws InterruptedException {
    TaskNode current = TaskNode.begun();
    if (nanos > 0 || (current != null && current.settings().observer() != null)) {
      begin(reason, nanos).await();
    } else {
      Ambient.checkCancelled();
    }
  }

  /** Sleeps until the time has come, or {@link #wake} is called. */
  public void await() throws InterruptedException {
    Census.add(this);
    try {
      if (wait.await() == WaitEnd.INTERRUPTED) {
        throw wait.interrupted();
      }
    } finally {
      Census.remove(this);
    }
  }

  /** Ends the sleep, from any thread; also one that has not quite begun. */
  public void wake() {
    TaskNode by = TaskNode.current();
    wait.release(by != null && node != null && by.run() == node.run() ? by : null);
  }

  @Override
  public String toString() {
    return "a sleep of " + wait.thread();
  }
}
