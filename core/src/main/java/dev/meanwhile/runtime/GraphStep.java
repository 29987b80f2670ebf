package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a {@link StepGraph}. Steps are numbered from 1, in the order of their definition, and
 * read only results of lower numbers; number 0 is the input of the graph.
 */
public interface GraphStep {
  /** Unique among the steps of a graph. */
  String name();

  /** Where it was defined in the user's code. */
  @Nullable StackTraceElement site();

  /** The numbers of what it reads, each once. */
  List<Integer> reads();

  /** The permits that it needs before it gets a thread, or null. */
  @Nullable Demand demand();

  /**
   * Whether it is to run at all. Asked once, on the thread that brings the last of what it reads.
   */
  boolean isWanted(@Nullable Object[] results);

  /** What stands for its result where it is not to run. */
  @Nullable Object skipped();

  /** Does its work; a failure that is an answer is an {@link dev.meanwhile.Outcome}. */
  @Nullable Object run(@Nullable Object[] results) throws Exception;

  /** Whether its failure is an answer. */
  boolean isSettled();

  /** What {@link #run} gives if {@code work} is done in the place of its own. */
  @Nullable Object resultOf(Task<?, ?> work) throws Exception;

  /** What is given to its readers if {@link #run} gives {@code result}. */
  @Nullable Object given(@Nullable Object result);
}
