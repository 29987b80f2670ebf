package dev.meanwhile.trace;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the runs it watches in memory, any number of them side by side: of each its latest events,
 * so that a long run cannot push out the others, and of those that have ended the latest ones. What
 * does not fit is dropped and counted. Thread-safe; a task that reports an event never waits.
 */
public final class Recorder implements Observer {
  /** How many runs that have ended a recorder keeps that was not told otherwise. */
  public static final int DEFAULT_RUNS = 64;

  private final RunCollector collector;
  private final int mostRuns;
  private final ConcurrentLinkedQueue<RecordedRun> ended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger endedCount = new AtomicInteger();
  private final AtomicLong forgotten = new AtomicLong();

  /** Keeps every run, and {@link Recording#DEFAULT_EVENTS} events of each. */
  public Recorder() {
    this(Recording.everyRun());
  }

  /**
   * Keeps every run, and {@code events} events of each.
   *
   * @param events 1 to {@link Recording#MOST_EVENTS}; a task makes five to ten events
   */
  public Recorder(int events) {
    this(Recording.everyRun().eventsOfARun(events));
  }

  /** Keeps what {@code recording} says. */
  public Recorder(Recording recording) {
    this(recording, DEFAULT_RUNS);
  }

  /**
   * Keeps what {@code recording} says.
   *
   * @param runs how many runs that have ended, 1 or more
   */
  public Recorder(Recording recording, int runs) {
    requireNonNull(recording, "recording");
    if (runs < 1) {
      throw new IllegalArgumentException(
          "a recorder cannot keep " + runs + " runs; allowed: 1 to " + Integer.MAX_VALUE);
    }
    this.collector = new RunCollector(recording, this::keep);
    this.mostRuns = runs;
  }

  @Override
  public void on(TaskEvent event) {
    collector.on(event);
  }

  private void keep(RecordedRun run) {
    ended.add(run);
    if (endedCount.incrementAndGet() > mostRuns) {
      RecordedRun oldest = ended.poll();
      if (oldest != null) {
        endedCount.decrementAndGet();
        forgotten.incrementAndGet();
        collector.forget(oldest);
      }
    }
  }

  /** How many events of the runs that it keeps were dropped to make room for later ones. */
  public long dropped() {
    long dropped = 0;
    for (RecordedRun run : collector.runs()) {
      dropped += run.buffer.dropped();
    }
    return dropped;
  }

  /** How many runs were forgotten to make room for later ones. */
  public long forgotten() {
    return forgotten.get();
  }

  /**
   * What is kept at this moment, one snapshot for each run, the oldest run first. Events that
   * arrive meanwhile may or may not be in it.
   */
  public List<RunTrace> runs() {
    var runs = new ArrayList<RunTrace>();
    for (RecordedRun run : collector.runs()) {
      runs.add(run.trace());
    }
    runs.sort(Comparator.comparingLong(RunTrace::run));
    return runs;
  }
}
