package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a run say about one task. {@link #UNKNOWN} stands for what they do not say.
 */
final class TaskHistory {
  static final long UNKNOWN = -1;

  final long id;
  final List<PastWait> waits = new ArrayList<>();
  final List<Long> retries = new ArrayList<>(0);
  String name;
  String thread = "";
  long parent = UNKNOWN;
  long starter = UNKNOWN;
  long scope = UNKNOWN;
  long index;
  long created = UNKNOWN;
  long started = UNKNOWN;
  long ended = UNKNOWN;
  @Nullable String site;
  @Nullable Ending ending;
  @Nullable String error;
  @Nullable String message;
  @Nullable CancelAsked cancel;

  TaskHistory(long id) {
    this.id = id;
    this.name = "task " + id;
  }

  void begin(RunBegan event) {
    name = event.name();
    created = event.at();
    started = event.at();
  }

  void create(TaskCreated event) {
    name = event.name();
    parent = event.parent();
    starter = event.starter();
    scope = event.scope();
    index = event.index();
    site = event.site();
    created = event.at();
  }

  void start(TaskStarted event) {
    started = event.at();
    thread = event.thread();
  }

  void end(TaskEnded event) {
    ended = event.at();
    ending = event.ending();
    error = event.error();
    message = event.message();
  }

  void end(RunEnded event) {
    ended = event.at();
    ending = event.ending();
  }

  void await(WaitBegan event) {
    waits.add(new PastWait(event));
  }

  void wake(WaitEnded event, long origin) {
    PastWait wait =
        openWait(event.waitId()).orElseGet(() -> add(PastWait.begunBefore(event, origin)));
    wait.end(event);
  }

  void attempt(AttemptBegan event) {
    if (event.number() > 1) {
      retries.add(event.at());
    }
  }

  /** The first time counts. */
  void cancel(CancelAsked event) {
    cancel = cancel == null ? event : cancel;
  }

  private Optional<PastWait> openWait(long id) {
    return waits.reversed().stream().filter(wait -> wait.id == id).findFirst();
  }

  private PastWait add(PastWait wait) {
    waits.add(wait);
    return wait;
  }

  /** Fills in what is not known: a task was there since {@code from} and runs until {@code to}. */
  void complete(long from, long to) {
    boolean seen = created != UNKNOWN;
    boolean ran = started != UNKNOWN || !waits.isEmpty() || !seen;
    ended = ended == UNKNOWN ? to : ended;
    created = seen ? created : from;
    started = started != UNKNOWN ? started : ran ? created : ended;
  }

  /** Whether it has been waiting at one of our wait points when this time comes. */
  boolean waitsAt(long at) {
    int low = 0;
    int high = waits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (waits.get(middle).began < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && !waits.get(low - 1).isOverBy(at);
  }
}
