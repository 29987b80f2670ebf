package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wait for a permit: of which limit, and who had it. Immutable.
 *
 * @param task the number of the task that waited
 * @param name its name
 * @param limit the name of the limit
 * @param nanos how long it waited, in nanoseconds
 * @param heldBy the name of the task whose permit it got, if that is known
 */
public record PermitWait(
    long task, String name, String limit, long nanos, @Nullable String heldBy) {
  /** The waits for permits of a run, the longest first. */
  public static List<PermitWait> of(RunTrace trace) {
    var reading = new Reading();
    trace.events().forEach(reading::read);
    reading.found.sort(Comparator.comparingLong(PermitWait::nanos).reversed());
    return List.copyOf(reading.found);
  }

  private static final class Reading {
    private final List<PermitWait> found = new ArrayList<>();
    private final Map<Long, TaskCreated> tasks = new HashMap<>();
    private final Map<Long, LimitChanged> asked = new HashMap<>();
    private final Map<Long, WaitBegan> waits = new HashMap<>();
    private final Map<String, Long> givers = new HashMap<>();

    void read(TaskEvent event) {
      switch (event) {
        case TaskCreated e -> tasks.put(e.task(), e);
        case LimitChanged e -> change(e);
        case TaskStarted e -> start(e);
        case WaitBegan e when e.reason() == WaitReason.PERMIT || e.reason() == WaitReason.MUTEX ->
            waits.put(e.waitId(), e);
        case WaitEnded e when waits.containsKey(e.waitId()) -> wake(e, waits.get(e.waitId()));
        default -> {}
      }
    }

    /** Who is reported a second time has its permit, or gives it back. */
    private void change(LimitChanged event) {
      if (asked.put(event.task(), event) != null && tasks.containsKey(event.task())) {
        givers.put(event.limit(), event.task());
      }
    }

    /** A task that asked for a permit before it started got it when it did. */
    private void start(TaskStarted event) {
      TaskCreated created = tasks.get(event.task());
      LimitChanged limit = asked.get(event.task());
      if (created != null && limit != null && event.at() > created.at()) {
        Long giver = givers.get(limit.limit());
        add(event.task(), limit.limit(), event.at() - created.at(), giver == null ? 0 : giver);
      }
    }

    private void wake(WaitEnded event, @Nullable WaitBegan began) {
      LimitChanged limit = asked.get(event.task());
      if (began != null && limit != null && event.end() == WaitEnd.RELEASED) {
        add(event.task(), limit.limit(), event.at() - began.at(), event.releasedBy());
      }
    }

    private void add(long task, String limit, long nanos, long giver) {
      TaskCreated waited = tasks.get(task);
      TaskCreated gave = giver == task ? null : tasks.get(giver);
      String name = waited == null ? "task " + task : waited.name();
      found.add(new PermitWait(task, name, limit, nanos, gave == null ? null : gave.name()));
    }
  }
}
