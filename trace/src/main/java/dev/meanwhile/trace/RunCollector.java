package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the runs that a recording is about, each by itself, and tells which are to be kept. */
final class RunCollector {
  private final Recording recording;
  private final Sampler sampler;
  private final Consumer<RecordedRun> kept;
  private final ConcurrentHashMap<Long, RecordedRun> runs = new ConcurrentHashMap<>();

  /** Events mostly come from one run after the other. */
  private volatile @Nullable RecordedRun latest;

  /**
   * Tells {@code kept} of each run when it has ended, if it is to be kept; of a run whose beginning
   * nobody saw, when it is first heard of.
   */
  RunCollector(Recording recording, Consumer<RecordedRun> kept) {
    this.recording = recording;
    this.sampler = new Sampler(recording.sample);
    this.kept = kept;
  }

  void on(TaskEvent event) {
    RecordedRun run = latest;
    if (run == null || run.number != event.run()) {
      run = find(event);
      if (run == null) {
        return;
      }
      latest = run;
    }
    run.buffer.add(recording.redaction.of(event));
    if (event instanceof RunEnded ended) {
      end(run, ended);
    }
  }

  private @Nullable RecordedRun find(TaskEvent event) {
    RecordedRun known = runs.get(event.run());
    if (known != null) {
      return known;
    }
    if (event instanceof RunBegan) {
      boolean chosen = sampler.next();
      return chosen || recording.wantsSlowRuns() ? add(event, chosen) : null;
    }
    return recording.isOfEveryRun() ? add(event, true) : null;
  }

  private RecordedRun add(TaskEvent first, boolean chosen) {
    var run = new RecordedRun(recording.redaction.of(first), chosen, recording.events);
    RecordedRun before = runs.putIfAbsent(first.run(), run);
    if (before != null) {
      return before;
    }
    if (run.began == null) {
      kept.accept(run); // its end may never come: who watches a part of a run does not see it
    }
    return run;
  }

  private void end(RecordedRun run, RunEnded ended) {
    if (!run.isChosen && ended.at() < recording.slowNanos) {
      forget(run);
    } else if (run.began != null) {
      kept.accept(run);
    }
  }

  /** What comes of it later is not kept. */
  void forget(RecordedRun run) {
    runs.remove(run.number, run);
    latest = null;
  }

  Iterable<RecordedRun> runs() {
    return runs.values();
  }
}
