package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Demand.Share;
import dev.meanwhile.runtime.Settings.HeldPermit;
import org.jspecify.annotations.Nullable;

/** Work that holds permits. */
public final class Permits {
  private Permits() {}

  /** Runs {@code task} on the calling thread as soon as it has what {@code demand} asks. */
  public static <T extends @Nullable Object, X extends Exception> T call(
      Demand demand, WaitReason reason, Task<T, X> task) throws X, InterruptedException {
    Standing standing = TaskNode.standing();
    TaskNode asking = TaskNode.around(standing);
    Ambient.checkCancelled(asking);
    if (!TaskNode.isBegun(standing) && needsRun(demand)) {
      return Runs.inTask("call", () -> call(demand, reason, task));
    }
    if (CallLease.holds(standing, demand)) {
      asking = TaskNode.current();
    }
    if (asking != null) {
      refuseReentry(demand, asking.settings(), asking, null);
    }
    return CallLease.of(demand, standing, asking, reason).run(task);
  }

  /**
   * Whether a run must begin first: somebody watches, or wants to know how long the work takes, or
   * how long it is waited for.
   */
  private static boolean needsRun(Demand demand) {
    return Observation.installedCount() > 0 || demand.isAdaptive() || WaitSpan.isRecorded();
  }

  /**
   * What tasks of {@code group} inherit that hold the permits.
   *
   * @param site where they are asked for
   * @throws Misuse if the group is inside of work that holds a permit of one of the limits already:
   *     it could wait for itself for ever
   */
  static Settings entered(Demand demand, TaskGroup group, @Nullable StackTraceElement site) {
    Settings settings = group.settings();
    refuseReentry(demand, settings, group.owner(), site);
    return settings.withPermit(
        new HeldPermit(demand, site, Thread.currentThread(), settings.permit()));
  }

  /** Without a site, that of a call is told by the stack, as long as it goes on. */
  private static void refuseReentry(
      Demand demand, Settings settings, TaskNode asking, @Nullable StackTraceElement site) {
    for (Share share : demand.shares()) {
      HeldPermit held = settings.held(share.queue());
      if (held != null) {
        throw reentry(asking, share.queue(), held, site);
      }
    }
  }

  private static Misuse reentry(
      TaskNode asking, PermitQueue queue, HeldPermit held, @Nullable StackTraceElement site) {
    return new Misuse(
        asking
            + " asks the "
            + queue
            + " for a permit at "
            + text(site == null ? Site.here() : site)
            + " inside of work that holds one, asked for at "
            + text(siteOf(held))
            + ": it could wait for itself for ever. Leave the inner one out, or give it a limit or"
            + " lock of its own");
  }

  private static String text(@Nullable StackTraceElement site) {
    return site == null ? "an unknown place" : site.toString();
  }

  private static @Nullable StackTraceElement siteOf(HeldPermit held) {
    if (held.site() != null) {
      return held.site();
    }
    int outer = 0;
    for (HeldPermit other = held.outer(); other != null; other = other.outer()) {
      if (other.site() == null && other.thread() == held.thread()) {
        outer++;
      }
    }
    return Site.ofCall(held.thread(), outer);
  }
}
