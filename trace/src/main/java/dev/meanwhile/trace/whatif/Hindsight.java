package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What only later events of a run tell about earlier ones. */
final class Hindsight {
  private final Map<Long, String> verbs = new HashMap<>();
  private final Map<Long, Long> scopes = new HashMap<>();
  private final Map<Long, String> threads = new HashMap<>();
  private final Map<Long, List<Long>> reads = new HashMap<>();
  private final Map<Long, Long> joined = new HashMap<>();
  private final Map<Long, String> limits = new HashMap<>();
  private final Map<Long, List<Long>> batches = new HashMap<>();
  private final Set<Long> batchWaits = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();

  Hindsight(List<TaskEvent> events) {
    events.forEach(this::read);
    var closed = new HashMap<Long, Long>();
    events.reversed().forEach(event -> readBack(event, closed));
  }

  private void read(TaskEvent event) {
    switch (event) {
      case ScopeOpened e -> verbs.put(e.scope(), e.verb());
      case TaskCreated e -> scopes.put(e.task(), e.scope());
      case TaskStarted e -> threads.put(e.task(), e.thread());
      case ValueRead e -> reads.computeIfAbsent(e.reader(), _ -> new ArrayList<>()).add(e.task());
      case TaskEnded e -> ended.add(e.task());
      case LimitChanged e when ended.contains(e.task()) -> limitOf(e);
      case WaitBegan e when e.reason() == WaitReason.BATCH -> batchWaits.add(e.waitId());
      case WaitEnded e when batchWaits.contains(e.waitId()) ->
          batches.computeIfAbsent(e.releasedBy(), _ -> new ArrayList<>()).add(e.waitId());
      default -> {}
    }
  }

  /** The worker of a map gives its permit back after its last element has ended. */
  private void limitOf(LimitChanged event) {
    limits.put(scopes.getOrDefault(event.task(), 0L), event.limit());
  }

  /** Who waits for the end of tasks waits for those of the verb call that it closes next. */
  private void readBack(TaskEvent event, Map<Long, Long> closed) {
    if (event instanceof ScopeClosed e) {
      closed.put(e.task(), e.scope());
    } else if (event instanceof WaitBegan e && e.reason() == WaitReason.JOIN) {
      joined.put(e.waitId(), closed.getOrDefault(e.task(), 0L));
    }
  }

  /** Whether the workers of a map take up such tasks, one after the other. */
  boolean isElement(TaskCreated task) {
    return verbs.getOrDefault(task.scope(), "").startsWith("map");
  }

  /** The limit of a map. */
  @Nullable String limit(long scope) {
    return limits.get(scope);
  }

  /** What must be there before a step of a plan can start. */
  List<Long> inputs(TaskCreated task) {
    boolean isStep = verbs.getOrDefault(task.scope(), "").equals("plan");
    return isStep ? reads.getOrDefault(task.task(), List.of()) : List.of();
  }

  /** The waits that a task, which is a batch, ends: it leaves once they all have begun. */
  List<Long> members(long batch) {
    return batches.getOrDefault(batch, List.of());
  }

  /** The verb call whose tasks this wait is for; 0 if that is not known. */
  long joined(long wait) {
    return joined.getOrDefault(wait, 0L);
  }

  String thread(long task) {
    return threads.getOrDefault(task, "");
  }
}
