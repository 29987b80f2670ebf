package dev.meanwhile.testing;

import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.StragglerFound;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.PathPiece;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Segment;
import dev.meanwhile.trace.Segment.Kind;
import dev.meanwhile.trace.TaskRow;
import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalTimeline;
import dev.meanwhile.trace.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Asserts how a run went: what ran at once, what decided the time, how much was in flight. An
 * {@link AssertionError} shows the timeline as text.
 *
 * <pre>{@code
 * import static dev.meanwhile.testing.RunAssert.assertThat;
 *
 * assertThat(Recording.of(() -> dashboard(api)))
 *     .ranTogether("user", "org")
 *     .hasCriticalPath("invoices")
 *     .took(ofMillis(220));
 * }</pre>
 *
 * <p>A name stands for all tasks that have it, of which there must be one at least. Needs no
 * assertion library, and its {@code assertThat} goes together with that of AssertJ.
 */
public final class RunAssert {
  private static final Terminal TERMINAL = new Terminal(100, false, true);

  /** A task that decided less than this part of the run is not on the path that people mean. */
  private static final int LEAST_SHARE = 100;

  private final RunTrace trace;
  private final Timeline timeline;

  private RunAssert(RunTrace trace) {
    this.trace = trace;
    this.timeline = Timeline.of(trace);
  }

  /** Asserts about a recorded run. */
  public static RunAssert assertThat(Recording<?> run) {
    return new RunAssert(run.trace());
  }

  /** Asserts about a run that a {@link dev.meanwhile.trace.Recorder} or a file kept. */
  public static RunAssert assertThat(RunTrace run) {
    return new RunAssert(Objects.requireNonNull(run, "run"));
  }

  /**
   * These tasks decided how long the run took, in this order. The thread that called the verb and
   * tasks that decided less than 1 % of the run are left out.
   */
  public RunAssert hasCriticalPath(String... names) {
    List<String> path = criticalPath();
    return check(
        path.equals(List.of(names)), "the critical path is " + path, "to be " + List.of(names));
  }

  private List<String> criticalPath() {
    var names = new ArrayList<String>();
    long last = -1;
    for (PathPiece piece : timeline.criticalPath()) {
      TaskRow row = row(piece.task());
      boolean tells =
          row.depth() > 0
              && row.criticalNanos() > 0
              && row.criticalNanos() >= timeline.nanos() / LEAST_SHARE;
      if (tells && row.task() != last) {
        names.add(row.name());
        last = row.task();
      }
    }
    return names;
  }

  private TaskRow row(long task) {
    return timeline.rows().stream().filter(row -> row.task() == task).findFirst().orElseThrow();
  }

  /** At one time so many tasks that started no others ran at once, and never more. */
  public RunAssert hasPeakInFlight(int tasks) {
    int peak = peakInFlight();
    return check(peak == tasks, "the peak in flight is " + peak, "to be " + tasks);
  }

  /** Never did more tasks run at once than this, of those that started no others. */
  public RunAssert hasPeakInFlightAtMost(int tasks) {
    int peak = peakInFlight();
    return check(peak <= tasks, "the peak in flight is " + peak, "to be at most " + tasks);
  }

  /**
   * A task that sleeps does so for a call, where time is virtual; one that waits for others rests.
   */
  private int peakInFlight() {
    List<Segment> work =
        timeline.rows().stream()
            .filter(TaskRow::isLeaf)
            .flatMap(row -> row.segments().stream())
            .filter(part -> part.kind() == Kind.RUNNING || part.reason() == WaitReason.SLEEP)
            .toList();
    return work.stream()
        .mapToInt(one -> (int) work.stream().filter(other -> isDuring(one.from(), other)).count())
        .max()
        .orElse(0);
  }

  private static boolean isDuring(long at, Segment segment) {
    return segment.from() <= at && at < segment.to();
  }

  /** There was a time at which all these tasks ran. */
  public RunAssert ranTogether(String... names) {
    List<TaskRow> tasks = Arrays.stream(names).flatMap(name -> named(name).stream()).toList();
    long from = tasks.stream().mapToLong(TaskRow::started).max().orElse(0);
    long to = tasks.stream().mapToLong(TaskRow::ended).min().orElse(0);
    return check(from < to, List.of(names) + " never ran all at once", "to run together");
  }

  /** Each of these tasks started when those named before it had ended. */
  public RunAssert ranInOrder(String... names) {
    for (int i = 1; i < names.length; i++) {
      long before = named(names[i - 1]).stream().mapToLong(TaskRow::ended).max().orElse(0);
      long after = named(names[i]).stream().mapToLong(TaskRow::started).min().orElse(0);
      check(
          before <= after,
          names[i] + " started before " + names[i - 1] + " had ended",
          List.of(names) + " to run in order");
    }
    return this;
  }

  /**
   * The longest row of tasks of which each started after the one before it had ended is so long;
   * tasks that started others, or took no time, do not count. Calls all at once are 1, and the same
   * calls one after the other are as many as they are.
   */
  public RunAssert hasSequentialSteps(int steps) {
    int longest = 0;
    long free = timeline.from();
    List<TaskRow> byEnd =
        timeline.rows().stream()
            .filter(row -> row.isLeaf() && row.nanos() > 0)
            .sorted(Comparator.comparingLong(TaskRow::ended))
            .toList();
    for (TaskRow row : byEnd) {
      if (row.started() >= free) {
        longest++;
        free = row.ended();
      }
    }
    return check(longest == steps, "the run has sequential steps: " + longest, "to be " + steps);
  }

  /** The run took exactly so long, which can be known on virtual time only. */
  public RunAssert took(Duration time) {
    Duration took = Duration.ofNanos(timeline.nanos());
    return check(took.equals(time), "the run took " + took, "to take " + time);
  }

  /** The run did not take longer than that. */
  public RunAssert tookAtMost(Duration time) {
    Duration took = Duration.ofNanos(timeline.nanos());
    return check(took.compareTo(time) <= 0, "the run took " + took, "to take at most " + time);
  }

  /** All tasks of this name ended like this. */
  public RunAssert ended(String name, Ending ending) {
    Predicate<TaskRow> asWanted = row -> row.ending() == ending;
    String was = named(name).stream().map(row -> String.valueOf(row.ending())).toList().toString();
    return check(
        named(name).stream().allMatch(asWanted), name + " ended " + was, "to end " + ending);
  }

  /** This task, or the only call that was repeated in it, was attempted so often. */
  public RunAssert hasAttempts(String name, int attempts) {
    List<Long> tasks = named(name).stream().map(TaskRow::task).toList();
    long made =
        trace.events().stream()
            .filter(event -> event instanceof AttemptBegan began && tasks.contains(began.task()))
            .count();
    return check(
        made == attempts, name + " has attempts: " + made, "to be " + attempts + " attempts");
  }

  /** No task ran on after the grace that followed its cancellation. */
  public RunAssert hasNoStragglers() {
    List<String> stragglers =
        trace.events().stream()
            .filter(StragglerFound.class::isInstance)
            .map(event -> row(((StragglerFound) event).task()).name())
            .toList();
    return check(stragglers.isEmpty(), "stragglers are left: " + stragglers, "to have none");
  }

  private List<TaskRow> named(String name) {
    List<TaskRow> tasks = timeline.rows().stream().filter(row -> row.name().equals(name)).toList();
    check(!tasks.isEmpty(), "no task is named " + name, "to have one");
    return tasks;
  }

  private RunAssert check(boolean holds, String was, String wanted) {
    if (!holds) {
      throw new AssertionError(was + ", expected it " + wanted + "\n\n" + drawn(timeline));
    }
    return this;
  }

  /** A timeline as a failure shows it. */
  static String drawn(Timeline timeline) {
    return new TerminalTimeline(TERMINAL).draw(timeline);
  }
}
