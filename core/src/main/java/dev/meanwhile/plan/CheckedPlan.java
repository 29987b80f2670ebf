package dev.meanwhile.plan;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.runtime.GraphRun;
import dev.meanwhile.runtime.StepGraph;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose steps throw a checked exception; a {@link Plan} is one whose steps throw none. Made
 * by {@link Plan#checked}. Immutable and thread-safe.
 *
 * <p>A plan can be looked at without running it:
 *
 * {@snippet file="Checkout.java" region="look"}
 *
 * @param <I> the type of the input
 * @param <O> the type of the result
 * @param <X> the checked exception
 */
public sealed class CheckedPlan<
        I extends @Nullable Object, O extends @Nullable Object, X extends Exception>
    permits Plan {
  private final Draft.Defined defined;
  private final StepGraph graph;

  CheckedPlan(Draft.Defined defined) {
    this.defined = defined;
    this.graph = new StepGraph(defined.name(), defined.nodes(), defined.result());
  }

  /**
   * Runs all steps, also those that the result does not need, and returns the result.
   *
   * <p><b>Order.</b> Each step starts the moment its inputs are there, not level by level.
   * <b>Failure.</b> The first step to fail cancels the others; its exception is thrown, and shows
   * where the step was defined. A failure that is an answer, {@link Steps#outcome}, cancels
   * nothing. <b>Interrupt.</b> See {@link dev.meanwhile.Meanwhile}. <b>Threads.</b> Each step runs
   * on a virtual thread that is named after its path, {@code plan/step}. A thread that has ended a
   * step goes on with another that is ready, and a step for which none is free gets a new one; what
   * a step leaves in a thread-local may be there for another. <b>Memory.</b> One thread for each
   * step that runs, and the results of all steps until the run ends.
   *
   * @return the result of the step that the definition returned
   * @throws X what the first failing step threw
   * @throws InterruptedException if the calling thread was interrupted
   * @throws dev.meanwhile.Misuse if the calling task holds a permit of a limit that a step asks
   */
  public O run(I input) throws X, InterruptedException {
    return result(GraphRun.run(graph, defined.name(), input));
  }

  /** The same as a step of another plan, which leads the paths. */
  O runInside(I input) throws InterruptedException {
    return result(GraphRun.run(graph, null, input));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // what a Step<O> gives is an O, null or not
  private O result(@Nullable Object value) {
    return (O) value;
  }

  /**
   * Goes through the plan with results that are given, and calls none of its work; only conditions
   * are asked. Tells whether each step that would run has a result, whether no other has, and
   * whether conditions and maps can take them. That a result is of the type that other work expects
   * cannot be told without calling that work.
   *
   * @param results what stands for the work of each step, by its name: for a map a list, for one of
   *     an inner plan by {@code step/inner}; for a step of {@link Steps#outcome} an {@link
   *     dev.meanwhile.Outcome} may say that it fails
   * @throws IllegalArgumentException if a result is missing, is of no step, or cannot be taken
   */
  public DryRun<O> dryRun(I input, Map<String, ?> results) {
    return Rehearsal.of(this, input, requireNonNull(results, "results"));
  }

  /** The name of the plan. */
  public String name() {
    return defined.name();
  }

  /**
   * The steps, in the order of their definition. A step that is a plan is not among them, but its
   * steps are, in its place.
   */
  public List<StepInfo> steps() {
    return layout().infos();
  }

  /** The dependencies between steps, in the order of the steps that have them. */
  public List<Edge> edges() {
    return layout().edges();
  }

  /**
   * The names of the steps that can end first, of those that need nothing but these, and so on. A
   * run does not wait for levels.
   */
  public List<List<String>> levels() {
    Layout layout = layout();
    return IntStream.rangeClosed(1, layout.depth())
        .mapToObj(level -> layout.level(level).stream().map(Layout.Leaf::name).toList())
        .toList();
  }

  /** How many steps, one after the other, a run takes at least; 0 if there are none. */
  public int depth() {
    return layout().depth();
  }

  /** The names of the steps that run although the result needs nothing of theirs. */
  public List<String> unusedSteps() {
    return layout().leaves().stream().filter(Layout.Leaf::isUnused).map(Layout.Leaf::name).toList();
  }

  /**
   * The steps that decide how long a run takes, if each takes so long and none waits for a permit.
   *
   * @param durations by the names of the steps; one without a duration takes no time
   * @throws IllegalArgumentException if a duration is negative, or of no step
   */
  public ExpectedPath criticalPath(Map<String, Duration> durations) {
    return new Timing(layout()).longest(requireNonNull(durations, "durations"));
  }

  /**
   * How long the steps took in recorded runs of this plan, for {@link #criticalPath}: from the
   * start to the end of the work, and the longest of each where there are several.
   *
   * @param events what observers were given, in that order
   * @return the durations of the steps that ran, by their names
   */
  public Map<String, Duration> durations(Collection<? extends TaskEvent> events) {
    requireNonNull(events, "events");
    List<String> names = steps().stream().map(StepInfo::name).toList();
    return Recorded.durations(defined.name(), names, events);
  }

  /**
   * What two runs of this plan differ in: which steps took how much longer or shorter, and which
   * steps decided.
   *
   * @param before {@link #durations} of the one, by the names of the steps; one that did not run
   *     has none
   * @param after those of the other
   * @throws IllegalArgumentException if a duration is negative, or of no step
   */
  public Comparison compare(Map<String, Duration> before, Map<String, Duration> after) {
    return Differences.of(
        layout(), requireNonNull(before, "before"), requireNonNull(after, "after"));
  }

  /** The plan as lines of text: a line for each step, level by level. */
  public String toText() {
    return PlainText.of(layout());
  }

  /** The plan as a flow chart in the language of Mermaid, which Markdown pages show. */
  public String toMermaid() {
    return Drawing.of(layout(), new Mermaid());
  }

  /** The plan as a graph in the language DOT of Graphviz. */
  public String toDot() {
    return Drawing.of(layout(), new Dot());
  }

  List<Node> nodes() {
    return defined.nodes();
  }

  /** The number of the step whose result is the plan's. */
  int result() {
    return defined.result();
  }

  private Layout layout() {
    return Unfolding.of(this);
  }

  @Override
  public String toString() {
    return "plan \"" + defined.name() + "\"";
  }
}
