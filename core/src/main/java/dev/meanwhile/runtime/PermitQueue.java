package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.runtime.Settings.HeldPermit;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, and the tasks that wait for one, first come, first served. A task gets its
 * permit before it gets a thread, and holds it until it ends.
 *
 * <p>Guarded by its own lock; no task is started under it.
 */
public final class PermitQueue {
  private final String name;
  private final int capacity;
  private final ArrayDeque<Lease> waiting = new ArrayDeque<>();
  private final Set<Lease> held = new HashSet<>();

  /** Made by a limit, which has checked the capacity. */
  public PermitQueue(String name, int capacity) {
    this.name = name;
    this.capacity = capacity;
  }

  /** Starts {@code task} as soon as it has a permit, on the thread that frees it. */
  void request(Fork<?, ?> task) {
    Lease lease = new Lease(this, task);
    task.lease = lease;
    task.run().expect();
    boolean granted;
    synchronized (this) {
      granted = held.size() < capacity && waiting.isEmpty() && lease.grant();
      if (granted) {
        held.add(lease);
      } else if (lease.isWaiting()) {
        waiting.add(lease);
        task.run().queued(lease);
      }
    }
    Events.limitChanged(task, this);
    if (granted) {
      task.admit();
    } else if (task.cancelled() != null) {
      task.leaveQueue();
    }
  }

  /** Takes a lease that was withdrawn out of the queue. */
  void forget(Lease lease) {
    synchronized (this) {
      waiting.remove(lease);
      lease.task().run().dequeued(lease);
    }
    Events.limitChanged(lease.task(), this);
  }

  void giveBack(Lease lease) {
    Lease next;
    synchronized (this) {
      held.remove(lease);
      next = nextGranted();
      if (next != null) {
        held.add(next);
      }
    }
    Events.limitChanged(lease.task(), this);
    if (next != null) {
      next.task().admit();
    }
  }

  private @Nullable Lease nextGranted() {
    while (true) {
      Lease next = waiting.poll();
      if (next == null) {
        return null;
      }
      next.task().run().dequeued(next);
      if (next.grant()) {
        return next;
      }
    }
  }

  /**
   * Whether a task of another group than {@code group} waits. If so, it is first in the queue now:
   * who asks has had its turn, and with it everyone of its group.
   */
  synchronized boolean isAnotherTurn(TaskGroup group) {
    if (waiting.isEmpty() || waiting.stream().allMatch(lease -> lease.task().group() == group)) {
      return false;
    }
    while (waiting.element().task().group() == group) {
      waiting.add(waiting.remove());
    }
    return true;
  }

  /**
   * What the tasks of a map inherit that takes its permits here.
   *
   * @throws Misuse if {@code task}, or one above it, holds a permit already: it could wait for
   *     itself for ever
   */
  Settings entered(TaskNode task) {
    StackTraceElement here = Site.here();
    HeldPermit held = task.settings().permit();
    for (HeldPermit permit = held; permit != null; permit = permit.outer()) {
      if (permit.of() == this) {
        throw new Misuse(
            task
                + " asks the "
                + this
                + " for a permit at "
                + here
                + " inside of work that holds one, asked for at "
                + permit.site()
                + ": it could wait for itself for ever. Use another limit for the inner call");
      }
    }
    return task.settings().withPermit(new HeldPermit(this, here, held));
  }

  TaskEvent event(long run, long at, long task) {
    synchronized (this) {
      return new TaskEvent.LimitChanged(run, at, name, task, capacity, held.size(), waiting.size());
    }
  }

  /** Whether tasks of {@code run}, and no others, hold the permits. */
  synchronized boolean isHeldBy(Run run) {
    return !held.isEmpty() && held.stream().allMatch(lease -> lease.task().run() == run);
  }

  /** How many permits there are. */
  public int capacity() {
    return capacity;
  }

  /** How many permits are held. */
  public synchronized int inUse() {
    return held.size();
  }

  /** How many tasks wait for one. */
  public synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public String toString() {
    return name;
  }
}
