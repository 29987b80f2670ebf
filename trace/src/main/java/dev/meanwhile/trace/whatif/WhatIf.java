package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.trace.RunTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Replays a recorded run, and says what it would have taken with something changed.
 *
 * <p>What a task did itself, what it started when, what it waited for and which permits it needed
 * stay as they were; times follow from them. So a change that shortens a task shortens the run only
 * as far as nothing else keeps it; the idea to ask what a faster part would bring to the whole is
 * that of C. Curtsinger and E. D. Berger, <i>Coz: Finding Code that Counts with Causal
 * Profiling</i>, SOSP 2015. The others are taken to be as fast under another load.
 *
 * <pre>{@code
 * var whatIf = WhatIf.of(recorder.runs().getFirst());
 * whatIf.suggestions().forEach(System.out::println);
 * long nanos = whatIf.forecast(new Change.Capacity("db", 8)).best();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class WhatIf {
  private final RunTrace trace;
  private final long measured;
  private final long replayed;

  private WhatIf(RunTrace trace) {
    this.trace = trace;
    this.measured = graph().end().at;
    this.replayed = new Edit(graph()).replay().nanos();
  }

  /**
   * Prepares a run to be replayed.
   *
   * @throws IllegalArgumentException if its beginning, its end, or events between are missing
   */
  public static WhatIf of(RunTrace trace) {
    boolean hasBegun = trace.events().stream().anyMatch(RunBegan.class::isInstance);
    boolean hasEnded = trace.events().stream().anyMatch(RunEnded.class::isInstance);
    if (!hasBegun || !hasEnded || trace.dropped() > 0) {
      String missing =
          !hasBegun
              ? "its beginning is missing"
              : !hasEnded ? "it has not ended" : trace.dropped() + " of its events are missing";
      throw new IllegalArgumentException("\"" + trace.name() + "\" cannot be replayed: " + missing);
    }
    return new WhatIf(trace);
  }

  private RunGraph graph() {
    return RunGraph.of(trace.events());
  }

  /** The run as it was. */
  public RunTrace trace() {
    return trace;
  }

  /** What the run took, in nanoseconds. */
  public long measured() {
    return measured;
  }

  /**
   * What the replay of the unchanged run takes, in nanoseconds. The nearer that is to {@link
   * #measured}, the more a forecast is worth.
   */
  public long replayed() {
    return replayed;
  }

  /** The limits that the run used, and how many permits each had last. */
  public Map<String, Integer> limits() {
    return Map.copyOf(graph().capacities());
  }

  /**
   * What the run would have taken with all these changes.
   *
   * @throws UnknownName if a change names what the run does not have
   * @throws IllegalArgumentException if the run would come to no end, or names to be independent
   *     are not those of siblings
   */
  public Forecast forecast(Change... changes) {
    return forecast(Arrays.asList(changes));
  }

  /** The same for a list of changes. */
  public Forecast forecast(List<Change> changes) {
    return forecast(changes, edit -> changes.forEach(edit::apply));
  }

  Forecast forecast(List<Change> changes, Consumer<Edit> change) {
    var edit = new Edit(graph());
    change.accept(edit);
    Replay replay = edit.replay();
    long best = replay.nanos();
    if (best < 0) {
      throw new IllegalArgumentException(
          "with " + changes + " \"" + trace.name() + "\" would come to no end");
    }
    long worst = edit.isExact() ? best : Math.max(best, measured);
    var after =
        new RunTrace(trace.run(), trace.name(), trace.began(), replay.events().list(), 0, false);
    return new Forecast(changes, measured, best, worst, edit.isExact(), after);
  }

  /** The changes that would save most, each by itself, the largest saving first. */
  public List<Suggestion> suggestions() {
    return new Suggestions(this, graph()).list();
  }
}
