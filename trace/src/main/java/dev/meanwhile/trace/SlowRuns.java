package dev.meanwhile.trace;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.trace.Segment.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Logs a line for each run that is slow: how long it took, what decided that, and how long its
 * tasks waited for what. It logs at {@code INFO} to the logger {@code dev.meanwhile.slow} of {@link
 * System.Logger}; with {@code slf4j-jdk-platform-logging} that is a logger of SLF4J.
 *
 * <p>The line is made on a thread of its own. Where slow runs end faster than that can do, some are
 * left out, and the next line says how many. Thread-safe.
 */
public final class SlowRuns implements Observer {
  private static final Logger LOG = System.getLogger("dev.meanwhile.slow");
  private static final int MOST_WAITING = 64;
  private static final int MOST_STEPS = 3;

  private final RunCollector collector;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("meanwhile-slow-runs").factory());
  private final AtomicLong leftOut = new AtomicLong();

  private SlowRuns(Recording recording) {
    collector = new RunCollector(recording, this::take);
    thread.allowCoreThreadTimeOut(true);
    thread.setRejectedExecutionHandler((_, _) -> leftOut.incrementAndGet());
  }

  /**
   * Those that take {@code time} or longer.
   *
   * @param time more than zero
   */
  public static SlowRuns over(Duration time) {
    return new SlowRuns(Recording.slowerThan(time));
  }

  @Override
  public void on(TaskEvent event) {
    collector.on(event);
  }

  private void take(RecordedRun run) {
    collector.forget(run);
    thread.execute(() -> LOG.log(Level.INFO, line(Timeline.of(run.trace()))));
  }

  private String line(Timeline run) {
    String line = summary(run);
    long missing = leftOut.getAndSet(0);
    return missing == 0 ? line : line + "; slow runs before it that are not told: " + missing;
  }

  /** What the line says: {@code page took 420 ms; decided by user ran 82 %, …; waits: …}. */
  static String summary(Timeline run) {
    var line = new StringBuilder();
    line.append(run.name()).append(" took ").append(time(run.nanos()));
    List<LatencyShare> shares = LatencyShare.grouped(LatencyShare.of(run));
    if (!shares.isEmpty()) {
      line.append("; decided by ")
          .append(
              shares.stream()
                  .limit(MOST_STEPS)
                  .map(SlowRuns::share)
                  .collect(Collectors.joining(", ")));
    }
    String waits = waits(run);
    if (!waits.isEmpty()) {
      line.append("; waits: ").append(waits);
    }
    if (run.dropped() > 0) {
      line.append("; events dropped: ").append(run.dropped());
    }
    return line.toString();
  }

  private static String share(LatencyShare share) {
    long percent = Math.round(share.share() * 100);
    return share.name() + " " + share.words() + " " + percent + " %";
  }

  /** How long all tasks together waited, for each reason, the longest first. */
  private static String waits(Timeline run) {
    Map<String, Long> byReason =
        run.rows().stream()
            .flatMap(row -> row.segments().stream())
            .filter(segment -> segment.kind() != Kind.RUNNING)
            .collect(Collectors.groupingBy(Segment::words, Collectors.summingLong(Segment::nanos)));
    return byReason.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .map(wait -> wait.getKey() + " " + time(wait.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String time(long nanos) {
    return Glyphs.ASCII.duration(nanos);
  }
}
