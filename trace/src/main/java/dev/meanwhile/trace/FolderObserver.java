package dev.meanwhile.trace;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of the runs that are to be written over to the writer. A run that is chosen is
 * handed over as it goes; another one only once it has become slow.
 */
final class FolderObserver implements Observer {
  private static final int HANDED_OVER = 1 << 16;

  private final Recording recording;
  private final Sampler sampler;
  private final EventQueue queue = new EventQueue(HANDED_OVER);
  private final ConcurrentHashMap<Long, TracedRun> runs = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<TracedRun> ended = new ConcurrentLinkedQueue<>();

  FolderObserver(Recording recording) {
    this.recording = recording;
    this.sampler = new Sampler(recording.sample);
  }

  @Override
  public void on(TaskEvent event) {
    TracedRun run = event instanceof RunBegan began ? begin(began) : runs.get(event.run());
    if (run == null) {
      return;
    }
    TaskEvent shown = recording.redaction.of(event);
    if (!run.isDecided() && event.at() >= recording.slowNanos) {
      run.decide();
    }
    if (!run.isDecided()) {
      run.keep(shown);
    } else if (!queue.offer(shown)) {
      run.refused();
    }
    if (event instanceof RunEnded) {
      end(run);
    }
  }

  private @Nullable TracedRun begin(RunBegan event) {
    boolean chosen = sampler.next();
    if (!chosen && !recording.wantsSlowRuns()) {
      return null;
    }
    var shown = (RunBegan) recording.redaction.of(event);
    var run = new TracedRun(shown, chosen ? null : new RunBuffer(recording.events));
    runs.put(event.run(), run);
    return run;
  }

  private void end(TracedRun run) {
    if (run.isDecided()) {
      ended.add(run);
    } else {
      forget(run);
    }
  }

  /** What comes of it later is not written. */
  void forget(TracedRun run) {
    runs.remove(run.number());
  }

  EventQueue queue() {
    return queue;
  }

  /** A run of which all events have been handed over, or null. */
  @Nullable TracedRun pollEnded() {
    return ended.poll();
  }

  @Nullable TracedRun run(TaskEvent event) {
    return runs.get(event.run());
  }

  Collection<TracedRun> runs() {
    return runs.values();
  }

  /** Decides the runs that are slow by now; one that hangs has no events to tell. */
  void decideSlow(long now) {
    if (recording.wantsSlowRuns()) {
      for (TracedRun run : runs.values()) {
        if (now - run.seenAt >= recording.slowNanos) {
          run.decide();
        }
      }
    }
  }
}
