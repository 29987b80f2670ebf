package dev.meanwhile;

import static dev.meanwhile.runtime.DiscardingMapper.indexed;
import static dev.meanwhile.runtime.Gathering.listOf;
import static java.util.Objects.requireNonNull;

import dev.meanwhile.resilience.Hedge;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.Repeatable;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import dev.meanwhile.runtime.Contest;
import dev.meanwhile.runtime.DiscardingMapper;
import dev.meanwhile.runtime.DiscardingTask;
import dev.meanwhile.runtime.Gathering;
import dev.meanwhile.runtime.Loan;
import dev.meanwhile.runtime.Mapping;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.OpenScope;
import dev.meanwhile.runtime.Processors;
import dev.meanwhile.runtime.SignalWatch;
import dev.meanwhile.runtime.Source;
import dev.meanwhile.runtime.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verbs. Import them statically: {@code import static dev.meanwhile.Meanwhile.*}.
 *
 * <p>All verbs have in common:
 *
 * <ul>
 *   <li><b>Nothing is left behind.</b> When a verb returns or throws, every task it started has
 *       ended. A task that ignores its interrupt for longer than the {@link Grace} is a straggler:
 *       named in what is thrown (see {@link StillRunning}) and listed by {@link Stragglers}.
 *   <li><b>Interrupt.</b> If the calling thread is interrupted while waiting, every child is
 *       interrupted, the verb waits until all have ended (within the grace), then throws {@link
 *       InterruptedException}. If it is interrupted on entry, nothing is started. If the verb was
 *       decided before the interrupt came, it returns or throws what was decided, and the thread's
 *       interrupt flag stays set.
 *   <li><b>Failure.</b> What a task throws is thrown as itself: the same object, with the failures
 *       of siblings suppressed on it in the order of the tasks, and a {@link TaskTrace} that shows
 *       where the task was started and awaited. A {@link VirtualMachineError} ends every verb.
 *   <li><b>Deadline.</b> If a deadline around the call passes, the children are told to stop and
 *       {@link DeadlineExceeded} is thrown.
 *   <li><b>Threads.</b> Each task runs on a virtual thread of its own, named after its path, unless
 *       the verb says that it runs on the caller's. Any thread may call a verb. What happened
 *       before the call is visible to the tasks, and what the tasks did is visible after it.
 * </ul>
 */
public final class Meanwhile {
  private Meanwhile() {}

  /**
   * Gives a task a name: for its thread, its traces and its error messages.
   *
   * @param name any text that is not blank; a slash separates it from the names of the tasks above
   *     it
   * @return a task that does the same
   */
  public static <T extends @Nullable Object, X extends Exception> Task<T, X> named(
      String name, Task<T, X> task) {
    return new NamedTask<>(name, task);
  }

  /**
   * Runs two tasks at once and combines their results.
   *
   * <p><b>Order.</b> The results go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * The first task to fail cancels the others; its exception is thrown. <b>Interrupt.</b> See
   * {@link Meanwhile}. <b>Threads.</b> {@code combine} runs on the calling thread, after all have
   * ended. <b>Memory.</b> One thread and one result for each task.
   *
   * @return what {@code combine} makes of the results
   * @throws X what the first failing task, or {@code combine}, threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R all(
          Task<? extends A, ? extends X> a,
          Task<? extends B, ? extends X> b,
          Combiner.Of2<? super A, ? super B, ? extends R, ? extends X> combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.all(Arrays.asList(a, b));
    return combine.combine((A) r[0], (B) r[1]);
  }

  /**
   * Runs three tasks at once and combines their results.
   *
   * <p><b>Order.</b> The results go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * The first task to fail cancels the others; its exception is thrown. <b>Interrupt.</b> See
   * {@link Meanwhile}. <b>Threads.</b> {@code combine} runs on the calling thread, after all have
   * ended. <b>Memory.</b> One thread and one result for each task.
   *
   * {@snippet file="Dashboard.java" region="dashboard"}
   *
   * @return what {@code combine} makes of the results
   * @throws X what the first failing task, or {@code combine}, threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R all(
          Task<? extends A, ? extends X> a,
          Task<? extends B, ? extends X> b,
          Task<? extends C, ? extends X> c,
          Combiner.Of3<? super A, ? super B, ? super C, ? extends R, ? extends X> combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.all(Arrays.asList(a, b, c));
    return combine.combine((A) r[0], (B) r[1], (C) r[2]);
  }

  /**
   * Runs four tasks at once and combines their results.
   *
   * <p><b>Order.</b> The results go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * The first task to fail cancels the others; its exception is thrown. <b>Interrupt.</b> See
   * {@link Meanwhile}. <b>Threads.</b> {@code combine} runs on the calling thread, after all have
   * ended. <b>Memory.</b> One thread and one result for each task.
   *
   * @return what {@code combine} makes of the results
   * @throws X what the first failing task, or {@code combine}, threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R all(
          Task<? extends A, ? extends X> a,
          Task<? extends B, ? extends X> b,
          Task<? extends C, ? extends X> c,
          Task<? extends D, ? extends X> d,
          Combiner.Of4<? super A, ? super B, ? super C, ? super D, ? extends R, ? extends X>
              combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.all(Arrays.asList(a, b, c, d));
    return combine.combine((A) r[0], (B) r[1], (C) r[2], (D) r[3]);
  }

  /**
   * Runs five tasks at once and combines their results.
   *
   * <p><b>Order.</b> The results go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * The first task to fail cancels the others; its exception is thrown. <b>Interrupt.</b> See
   * {@link Meanwhile}. <b>Threads.</b> {@code combine} runs on the calling thread, after all have
   * ended. <b>Memory.</b> One thread and one result for each task.
   *
   * @return what {@code combine} makes of the results
   * @throws X what the first failing task, or {@code combine}, threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R all(
          Task<? extends A, ? extends X> a,
          Task<? extends B, ? extends X> b,
          Task<? extends C, ? extends X> c,
          Task<? extends D, ? extends X> d,
          Task<? extends E, ? extends X> e,
          Combiner.Of5<
                  ? super A, ? super B, ? super C, ? super D, ? super E, ? extends R, ? extends X>
              combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.all(Arrays.asList(a, b, c, d, e));
    return combine.combine((A) r[0], (B) r[1], (C) r[2], (D) r[3], (E) r[4]);
  }

  /**
   * Runs all tasks at once. Where there are more of them than the other side can take, use {@link
   * #map} with a limit.
   *
   * <p><b>Order.</b> The results are in the order of the tasks. <b>Failure.</b> The first task to
   * fail cancels the others; its exception is thrown. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Memory.</b> One thread and one result for each task.
   *
   * @param tasks any number; an empty list gives an empty list
   * @return the results; the list cannot be changed, and may contain nulls
   * @throws X what the first failing task threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static <T extends @Nullable Object, X extends Exception> List<T> all(
      Collection<? extends Task<? extends T, ? extends X>> tasks) throws X, InterruptedException {
    return listOf(Gathering.all(tasks));
  }

  /**
   * Runs two tasks at once, each to its end, and combines their outcomes.
   *
   * <p><b>Order.</b> The outcomes go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * A failure is an outcome and cancels nothing. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> {@code combine} runs on the calling thread, after all have ended.
   * <b>Memory.</b> One thread and one outcome for each task.
   *
   * @return what {@code combine} makes of the outcomes
   * @throws X what {@code combine} threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R settle(
          Task<? extends A, ?> a,
          Task<? extends B, ?> b,
          Combiner.Of2<? super Outcome<A>, ? super Outcome<B>, ? extends R, ? extends X> combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.settle(Arrays.asList(a, b));
    return combine.combine((Outcome<A>) r[0], (Outcome<B>) r[1]);
  }

  /**
   * Runs three tasks at once, each to its end, and combines their outcomes.
   *
   * <p><b>Order.</b> The outcomes go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * A failure is an outcome and cancels nothing. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> {@code combine} runs on the calling thread, after all have ended.
   * <b>Memory.</b> One thread and one outcome for each task.
   *
   * {@snippet file="PartialPage.java" region="settle"}
   *
   * @return what {@code combine} makes of the outcomes
   * @throws X what {@code combine} threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R settle(
          Task<? extends A, ?> a,
          Task<? extends B, ?> b,
          Task<? extends C, ?> c,
          Combiner.Of3<
                  ? super Outcome<A>,
                  ? super Outcome<B>,
                  ? super Outcome<C>,
                  ? extends R,
                  ? extends X>
              combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.settle(Arrays.asList(a, b, c));
    return combine.combine((Outcome<A>) r[0], (Outcome<B>) r[1], (Outcome<C>) r[2]);
  }

  /**
   * Runs four tasks at once, each to its end, and combines their outcomes.
   *
   * <p><b>Order.</b> The outcomes go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * A failure is an outcome and cancels nothing. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> {@code combine} runs on the calling thread, after all have ended.
   * <b>Memory.</b> One thread and one outcome for each task.
   *
   * @return what {@code combine} makes of the outcomes
   * @throws X what {@code combine} threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R settle(
          Task<? extends A, ?> a,
          Task<? extends B, ?> b,
          Task<? extends C, ?> c,
          Task<? extends D, ?> d,
          Combiner.Of4<
                  ? super Outcome<A>,
                  ? super Outcome<B>,
                  ? super Outcome<C>,
                  ? super Outcome<D>,
                  ? extends R,
                  ? extends X>
              combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.settle(Arrays.asList(a, b, c, d));
    return combine.combine(
        (Outcome<A>) r[0], (Outcome<B>) r[1], (Outcome<C>) r[2], (Outcome<D>) r[3]);
  }

  /**
   * Runs five tasks at once, each to its end, and combines their outcomes.
   *
   * <p><b>Order.</b> The outcomes go to {@code combine} in the order of the tasks. <b>Failure.</b>
   * A failure is an outcome and cancels nothing. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> {@code combine} runs on the calling thread, after all have ended.
   * <b>Memory.</b> One thread and one outcome for each task.
   *
   * @return what {@code combine} makes of the outcomes
   * @throws X what {@code combine} threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception>
      R settle(
          Task<? extends A, ?> a,
          Task<? extends B, ?> b,
          Task<? extends C, ?> c,
          Task<? extends D, ?> d,
          Task<? extends E, ?> e,
          Combiner.Of5<
                  ? super Outcome<A>,
                  ? super Outcome<B>,
                  ? super Outcome<C>,
                  ? super Outcome<D>,
                  ? super Outcome<E>,
                  ? extends R,
                  ? extends X>
              combine)
          throws X, InterruptedException {
    requireNonNull(combine, "combine");
    var r = Gathering.settle(Arrays.asList(a, b, c, d, e));
    return combine.combine(
        (Outcome<A>) r[0],
        (Outcome<B>) r[1],
        (Outcome<C>) r[2],
        (Outcome<D>) r[3],
        (Outcome<E>) r[4]);
  }

  /**
   * Runs all tasks at once, each to its end.
   *
   * <p><b>Order.</b> The outcomes are in the order of the tasks. <b>Failure.</b> A failure is an
   * outcome and cancels nothing. <b>Interrupt.</b> See {@link Meanwhile}. <b>Memory.</b> One thread
   * and one outcome for each task.
   *
   * @param tasks any number; an empty list gives an empty list
   * @return the outcomes; the list cannot be changed
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SuppressWarnings("unchecked")
  public static <T extends @Nullable Object> List<Outcome<T>> settle(
      Collection<? extends Task<? extends T, ?>> tasks) throws InterruptedException {
    return listOf((Object[]) Gathering.settle(tasks));
  }

  /**
   * Runs one task on the calling thread and gives its outcome as a value.
   *
   * <p><b>Failure.</b> What the task throws is the outcome, except a {@link VirtualMachineError}.
   * <b>Interrupt.</b> An {@link InterruptedException} of the task is thrown, and so is whatever it
   * throws after it was told to stop: a cancelled task must not go on with a failure as if it were
   * an answer. <b>Threads.</b> No thread is started.
   *
   * @throws InterruptedException if the task threw it
   */
  public static <T extends @Nullable Object, X extends Exception> Outcome<T> outcome(
      Task<T, X> task) throws InterruptedException {
    requireNonNull(task, "task");
    return Gathering.outcome(task);
  }

  /**
   * Runs all tasks at once; the first to <em>finish</em>, well or badly, wins. Where a failure
   * should not win, use {@link #any}.
   *
   * <p><b>Order.</b> The first in time; later results are discarded. <b>Failure.</b> If the first
   * to finish failed, its exception is thrown. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> The losers are interrupted and waited for. <b>Memory.</b> One thread for each
   * task.
   *
   * {@snippet file="Mirrors.java" region="race"}
   *
   * @return the result of the first to finish
   * @throws X what the first to finish threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T extends @Nullable Object, X extends Exception> T race(
      Task<? extends T, ? extends X> first, Task<? extends T, ? extends X>... others)
      throws X, InterruptedException {
    return Contest.race(listed(first, others));
  }

  /**
   * {@link #race(Task, Task[]) race} of a list.
   *
   * @param tasks one or more
   * @throws IllegalArgumentException if there is none: nothing could ever win
   */
  public static <T extends @Nullable Object, X extends Exception> T race(
      Collection<? extends Task<? extends T, ? extends X>> tasks) throws X, InterruptedException {
    return Contest.race(tasks);
  }

  /**
   * Runs all tasks at once; the first to <em>succeed</em> wins.
   *
   * <p><b>Order.</b> The first in time; later results are discarded. <b>Failure.</b> A failure is
   * passed over, as long as another task may succeed. <b>Interrupt.</b> See {@link Meanwhile}.
   * <b>Threads.</b> The losers are interrupted and waited for. <b>Memory.</b> One thread for each
   * task.
   *
   * {@snippet file="Mirrors.java" region="any"}
   *
   * @return the result of the first to succeed
   * @throws AllFailed if all failed: with every failure, in the order of the tasks
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T extends @Nullable Object> T any(
      Task<? extends T, ?> first, Task<? extends T, ?>... others) throws InterruptedException {
    return Contest.any(listed(first, others));
  }

  /**
   * {@link #any(Task, Task[]) any} of a list.
   *
   * @param tasks one or more
   * @throws IllegalArgumentException if there is none: nothing could ever win
   */
  public static <T extends @Nullable Object> T any(Collection<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    return Contest.any(tasks);
  }

  /**
   * Runs the first task, and the next one when {@code delay} has passed without an answer, or at
   * once when one fails; the first to <em>succeed</em> wins. Only for tasks that may safely run
   * twice. For one task that is sent again, after a delay that is measured and within a budget, see
   * {@link Hedge}.
   *
   * <p><b>Order.</b> Tasks start in their order, each {@code delay} after the one before it at the
   * latest. <b>Failure.</b> A failure starts the next task at once and is passed over.
   * <b>Interrupt.</b> See {@link Meanwhile}. <b>Threads.</b> The losers are interrupted and waited
   * for. <b>Memory.</b> One thread for each task that was started.
   *
   * {@snippet file="Mirrors.java" region="hedge"}
   *
   * @param delay zero or more
   * @return the result of the first to succeed
   * @throws AllFailed if all failed: the primary's failure first and as the cause, the others after
   *     it
   * @throws InterruptedException if the calling thread was interrupted
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T extends @Nullable Object> T hedge(
      Duration delay, Task<? extends T, ?> primary, Task<? extends T, ?>... fallbacks)
      throws InterruptedException {
    return Contest.hedge(delay, listed(primary, fallbacks));
  }

  /**
   * {@link #hedge(Duration, Task, Task[]) hedge} of a list.
   *
   * @param tasks one or more
   * @throws IllegalArgumentException if there is none: nothing could ever win
   */
  public static <T extends @Nullable Object> T hedge(
      Duration delay, Collection<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    return Contest.hedge(delay, tasks);
  }

  /**
   * Maps every element, at most {@code limit} at a time.
   *
   * <p>The source is asked for an element only when there is a permit for it, one element at a
   * time, so that it may be endless, slow, or larger than memory. It is never asked by two threads
   * at once.
   *
   * <p><b>Order.</b> The results are in the order of the source. <b>Failure.</b> The first failure,
   * of the mapper or of the source, stops the pulling, cancels what is in flight, and is thrown;
   * its {@link TaskTrace} names the element. A source that is {@link AutoCloseable} is closed if it
   * was left before its end, unless it is itself what threw; what closing throws is suppressed.
   * <b>Interrupt.</b> See {@link Meanwhile}. <b>Threads.</b> As many workers as there are permits
   * and elements, at most; a worker takes one element after the other, and what a mapper leaves in
   * a thread-local stays there for the next. <b>Memory.</b> The results, and what is in flight.
   *
   * {@snippet file="BoundedMap.java" region="map"}
   *
   * @param items any number of elements; none gives an empty list
   * @return the results; the list cannot be changed, and may contain nulls
   * @throws X what the mapper threw
   * @throws InterruptedException if the calling thread was interrupted
   * @throws Misuse if the calling task holds a permit of {@code limit} already
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> map(
          Iterable<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #map(Iterable, Limit, Mapper) map} of the elements of {@code items}, in its order; the
   * mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> mapIndexed(
          Iterable<? extends A> items,
          Limit limit,
          Mapper.Indexed<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), mapper);
  }

  /** {@link #map(Iterable, Limit, Mapper) map} of the elements that {@code items} has left. */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> map(
          Iterator<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #map(Iterable, Limit, Mapper) map} of the elements that {@code items} has left; the
   * mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> mapIndexed(
          Iterator<? extends A> items,
          Limit limit,
          Mapper.Indexed<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), mapper);
  }

  /**
   * {@link #map(Iterable, Limit, Mapper) map} of the elements of {@code items}; the stream is
   * closed.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> map(
          Stream<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #map(Iterable, Limit, Mapper) map} of the elements of {@code items}; the stream is
   * closed; the mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> mapIndexed(
          Stream<? extends A> items,
          Limit limit,
          Mapper.Indexed<? super A, ? extends T, ? extends X> mapper)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.map(Source.of(items), limit.permits(), mapper);
  }

  /**
   * Maps every element, at most {@code limit} at a time, each to its outcome. As {@link
   * #map(Iterable, Limit, Mapper) map}, but a failure of the mapper is an outcome and stops
   * nothing; a failure of the source is thrown, and so is what {@link #outcome} does not take for
   * an answer.
   *
   * @return the outcomes, in the order of the source; the list cannot be changed
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettled(
          Iterable<? extends A> items, Limit limit, Mapper<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #mapSettled(Iterable, Limit, Mapper) mapSettled} of the elements of {@code items}, in
   * its order; the mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettledIndexed(
          Iterable<? extends A> items,
          Limit limit,
          Mapper.Indexed<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), mapper);
  }

  /**
   * {@link #mapSettled(Iterable, Limit, Mapper) mapSettled} of the elements that {@code items} has
   * left.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettled(
          Iterator<? extends A> items, Limit limit, Mapper<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #mapSettled(Iterable, Limit, Mapper) mapSettled} of the elements that {@code items} has
   * left; the mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettledIndexed(
          Iterator<? extends A> items,
          Limit limit,
          Mapper.Indexed<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), mapper);
  }

  /**
   * {@link #mapSettled(Iterable, Limit, Mapper) mapSettled} of the elements of {@code items}; the
   * stream is closed.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettled(
          Stream<? extends A> items, Limit limit, Mapper<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), indexed(mapper));
  }

  /**
   * {@link #mapSettled(Iterable, Limit, Mapper) mapSettled} of the elements of {@code items}; the
   * stream is closed; the mapper is given the place of each element, from zero.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettledIndexed(
          Stream<? extends A> items, Limit limit, Mapper.Indexed<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    requireNonNull(mapper, "mapper");
    return Mapping.mapSettled(Source.of(items), limit.permits(), mapper);
  }

  /**
   * Maps every element, at most {@code limit} at a time, and hands each result to {@code sink} as
   * soon as it is there. As {@link #map(Iterable, Limit, Mapper) map}, but nothing is kept, so that
   * the source may be endless.
   *
   * <p><b>Order.</b> As the results come. <b>Failure.</b> A failure of {@code sink} cancels what is
   * in flight and is thrown, too. <b>Threads.</b> The sink runs on the calling thread; while it is
   * busy, workers with a result wait. <b>Memory.</b> What is in flight.
   *
   * {@snippet file="AsTheyCome.java" region="mapEach"}
   *
   * @throws X what the mapper or the sink threw
   * @throws InterruptedException if the calling thread was interrupted
   * @throws Misuse if the calling task holds a permit of {@code limit} already
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      void mapEach(
          Iterable<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper,
          Sink<? super T, ? extends X> sink)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    requireNonNull(sink, "sink");
    Mapping.<A, T>mapEach(Source.of(items), limit.permits(), indexed(mapper), sink);
  }

  /**
   * {@link #mapEach(Iterable, Limit, Mapper, Sink) mapEach} of the elements that {@code items} has
   * left.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      void mapEach(
          Iterator<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper,
          Sink<? super T, ? extends X> sink)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    requireNonNull(sink, "sink");
    Mapping.<A, T>mapEach(Source.of(items), limit.permits(), indexed(mapper), sink);
  }

  /**
   * {@link #mapEach(Iterable, Limit, Mapper, Sink) mapEach} of the elements of {@code items}; the
   * stream is closed.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      void mapEach(
          Stream<? extends A> items,
          Limit limit,
          Mapper<? super A, ? extends T, ? extends X> mapper,
          Sink<? super T, ? extends X> sink)
          throws X, InterruptedException {
    requireNonNull(mapper, "mapper");
    requireNonNull(sink, "sink");
    Mapping.<A, T>mapEach(Source.of(items), limit.permits(), indexed(mapper), sink);
  }

  /**
   * Runs one task on the calling thread, again when it fails: {@link Retry} says when, and states
   * the contract.
   *
   * @throws X what the last attempt threw; earlier failures are suppressed on it
   * @throws InterruptedException if the calling thread was interrupted; that is never retried
   */
  public static <T extends @Nullable Object, X extends Exception> T retry(
      Retry retry, Task<T, X> task) throws X, InterruptedException {
    requireNonNull(task, "task");
    return retry.call(task);
  }

  /** Declares that a task may safely run twice, also at once: {@link Repeatable#of}. */
  public static <T extends @Nullable Object, X extends Exception> Repeatable<T, X> repeatable(
      Task<T, X> task) {
    return Repeatable.of(task);
  }

  /** At most {@code n} calls in all: {@link Retry#attempts}. */
  public static Retry attempts(int n) {
    return Retry.attempts(n);
  }

  /** At most {@code n} starts in any second: {@link RateLimit#perSecond}. */
  public static RateLimit perSecond(int n) {
    return RateLimit.perSecond(n);
  }

  /** {@link #within(Duration, Task) within} as a policy: {@link Within#of}. */
  public static Within within(Duration limit) {
    return Within.of(limit);
  }

  /** At most {@code n} at once: {@link Limit#atMost}. */
  public static Limit atMost(int n) {
    return Limit.atMost(n);
  }

  /**
   * Runs one task that computes, on a platform thread, and waits for it. A virtual thread that
   * computes keeps a processor to itself, and where enough of them do, the others stand still: use
   * them for what waits, and this for what computes for a millisecond or more.
   *
   * <p><b>Order.</b> As many at once, in the whole process, as the machine has processors; first
   * come, first served. <b>Failure.</b> What the task throws is thrown as itself. <b>Interrupt.</b>
   * See {@link Meanwhile}. Code that only computes must look for its interrupt: by {@link
   * Thread#interrupted} now and then, or by a verb. <b>Threads.</b> A new daemon thread for each
   * task, with what a {@link ContextCarrier} carries. It takes about a tenth of a millisecond to
   * start. <b>Memory.</b> A platform thread for each task that runs, a place in the queue for each
   * that waits.
   *
   * <p><b>Inside of itself.</b> On the same thread the task runs where it is. Tasks below, on
   * threads of their own, take turns on the place of the outer one: to use all processors, fork
   * first, {@code all(() -> cpu(a), () -> cpu(b), …)}.
   *
   * <p><b>Pitfalls.</b> A task that waits in here keeps a place and computes nothing: read first,
   * then compute. One that ignores its interrupt is left behind after the grace, and keeps its
   * place until it ends.
   *
   * {@snippet file="CpuBound.java" region="cpu"}
   *
   * @throws X what the task threw
   * @throws InterruptedException if the calling thread was interrupted, or the task threw it
   */
  public static <T extends @Nullable Object, X extends Exception> T cpu(Task<T, X> task)
      throws X, InterruptedException {
    requireNonNull(task, "task");
    return Processors.call(task);
  }

  /**
   * Runs one task on the calling thread, and tells it to stop when {@code limit} has passed. The
   * deadline holds for everything inside; an inner one can only be nearer.
   *
   * <p><b>Failure.</b> What the task throws is thrown as itself; what it throws or returns after
   * the deadline is not an answer any more, and {@link DeadlineExceeded} is thrown, with what it
   * threw suppressed. <b>Interrupt.</b> When the deadline passes, the thread is interrupted; that
   * interrupt is taken back before this returns. <b>Threads.</b> No thread is started: locks,
   * transactions and thread-locals of the caller are there.
   *
   * <p><b>Pitfall.</b> The caller gets control back when the task ends. A task that ignores its
   * interrupt keeps its caller; after the grace it is listed by {@link Stragglers}. Give such code
   * a thread of its own, which can be left behind: {@code within(limit, () -> scope(s ->
   * s.start(task).get()))}.
   *
   * {@snippet file="Deadlines.java" region="within"}
   *
   * @param limit zero or more; with zero the task is not run
   * @throws X what the task threw
   * @throws DeadlineExceeded if this deadline passed, or one around it
   * @throws InterruptedException if the calling thread was interrupted, or the task threw it
   */
  public static <T extends @Nullable Object, X extends Exception> T within(
      Duration limit, Task<T, X> task) throws X, InterruptedException {
    requireNonNull(task, "task");
    return TimeLimit.within(limit, task);
  }

  /**
   * {@link #within}, with a value from {@code fallback} where the limit has passed. Only this
   * deadline falls back: one around it, and any failure of the task, is thrown. The fallback runs
   * on the calling thread, when the task has ended.
   *
   * {@snippet file="Deadlines.java" region="withinOr"}
   *
   * @throws X what the task or the fallback threw
   */
  public static <T extends @Nullable Object, X extends Exception> T withinOr(
      Duration limit, Task<? extends T, ? extends X> task, Task<? extends T, ? extends X> fallback)
      throws X, InterruptedException {
    requireNonNull(task, "task");
    requireNonNull(fallback, "fallback");
    return TimeLimit.withinOr(limit, task, fallback);
  }

  /**
   * Runs one task on the calling thread unless {@code signal} is cancelled: when it fires, the task
   * and everything below it is told to stop.
   *
   * <p><b>Failure.</b> What the task throws is thrown as itself; what it throws or returns after
   * the signal is not an answer any more, and {@link Cancelled} is thrown with the reason, with
   * what the task threw suppressed. Breakers, retries and fallbacks take that for a cancelled call,
   * which counts for nothing and is not repeated. <b>Interrupt.</b> When the signal fires, the
   * thread is interrupted; that interrupt is taken back before this returns. <b>Threads.</b> No
   * thread is started.
   *
   * <p><b>Pitfall.</b> The caller gets control back when the task ends, as with {@link
   * #within(Duration, Task) within}.
   *
   * {@snippet file="Cancelling.java" region="unless"}
   *
   * @param signal if it is cancelled already, the task is not begun
   * @throws X what the task threw
   * @throws Cancelled if the signal fired before the task had ended
   * @throws InterruptedException if the calling thread was interrupted, or the task threw it
   */
  public static <T extends @Nullable Object, X extends Exception> T unless(
      CancelSignal signal, Task<T, X> task) throws X, InterruptedException {
    requireNonNull(task, "task");
    return SignalWatch.unless(signal, task);
  }

  /**
   * Runs clean-up that must not be cut off, on the calling thread: what cancels the task, and its
   * deadline, do not reach inside. Waits and verbs work there, also when the task was told to stop
   * before. Only the own {@code limit} holds; there is none without one.
   *
   * <p>What was held back arrives when this ends: the interrupt flag is set again, and the next
   * wait point throws. <b>Failure.</b> What the task throws is thrown as itself; {@link
   * DeadlineExceeded} when {@code limit} has passed. <b>Interrupt.</b> One from outside is held
   * back at every wait point of ours, too; a wait that is none of ours ends, as always. A thread
   * that is interrupted on entry begins nevertheless. <b>Threads.</b> No thread is started.
   *
   * <p><b>Pitfall.</b> Nobody waits longer for the task than before: a caller that gives up after
   * its grace leaves it behind as a straggler, shielded or not.
   *
   * {@snippet file="CleaningUp.java" region="shield"}
   *
   * @param limit zero or more; with zero the task is not run
   * @throws X what the task threw
   * @throws DeadlineExceeded if the limit passed
   */
  public static <T extends @Nullable Object, X extends Exception> T shield(
      Duration limit, Task<T, X> task) throws X, InterruptedException {
    requireNonNull(task, "task");
    return TimeLimit.shield(limit, task);
  }

  /**
   * Acquires a resource, uses it, and releases it exactly once, whatever happens: also when the
   * task is told to stop in between, and then it is not used at all. All on the calling thread.
   *
   * <p>The release is shielded as by {@link #shield}, without a limit; where it might hang, put a
   * {@code within} inside of it.
   *
   * <p><b>Failure.</b> What the use throws is thrown as itself, with a failure of the release
   * suppressed; a failure of the release alone is thrown. <b>Interrupt.</b> If the thread is
   * interrupted on entry, nothing is acquired.
   *
   * {@snippet file="CleaningUp.java" region="using"}
   *
   * @return what {@code use} returned
   * @throws X what one of the three threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static <R extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      T using(
          Task<? extends R, ? extends X> acquire,
          Mapper<? super R, ? extends T, ? extends X> use,
          Sink<? super R, ? extends X> release)
          throws X, InterruptedException {
    requireNonNull(acquire, "acquire");
    requireNonNull(use, "use");
    requireNonNull(release, "release");
    return Loan.using(acquire, use, release);
  }

  /**
   * A task whose value is not lost when its verb does not hand it out: {@code hook} gets it then,
   * exactly once. So what the task opened can be closed.
   *
   * <p>A value is not handed out when it comes too late, after its task was told to stop: from the
   * loser of a race, after a deadline, from a straggler at last; when the verb throws something
   * else, as {@code all} does when a sibling fails; when nobody has asked its {@link Later} by the
   * end of the scope; and when a {@link Retry} takes it for a failure. A null is nothing to care
   * for.
   *
   * <p><b>Threads.</b> The hook runs on the thread of the task if the value comes too late, and
   * else on the calling thread when the verb ends, {@linkplain #shield shielded} in both cases. The
   * verb waits for it, within the grace. <b>Failure.</b> What the hook throws is contained, and
   * reported to the logger {@code dev.meanwhile}.
   *
   * <p><b>Pitfall.</b> It is for the verb that is given this task, and no other: {@code
   * within(limit, () -> discarding(…).run())} knows of no hook.
   *
   * @return a task that does the same, with the same name
   */
  public static <T extends @Nullable Object, X extends Exception> Task<T, X> discarding(
      Task<T, X> task, Sink<? super T, ?> hook) {
    return new DiscardingTask<>(task, hook);
  }

  /**
   * {@link #discarding(Task, Sink) discarding} for the mapper of a map: results that are not handed
   * out, because the map fails, go to {@code hook}. {@code mapEach} hands out a result when the
   * sink gets it.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      Mapper<A, T, X> discarding(Mapper<A, T, X> mapper, Sink<? super T, ?> hook) {
    return new DiscardingMapper<>(mapper, hook);
  }

  /** {@link #discarding(Mapper, Sink) discarding} for a mapper that is given the place, too. */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      Mapper.Indexed<A, T, X> discarding(Mapper.Indexed<A, T, X> mapper, Sink<? super T, ?> hook) {
    return new DiscardingMapper.Indexed<>(mapper, hook);
  }

  /**
   * A task that opens something: it is closed if its verb does not hand it out, as {@link
   * #discarding(Task, Sink) discarding} says.
   *
   * {@snippet file="CleaningUp.java" region="closing"}
   */
  public static <T extends @Nullable AutoCloseable, X extends Exception> Task<T, X> closing(
      Task<T, X> task) {
    return discarding(task, Meanwhile::close);
  }

  /** {@link #closing(Task) closing} for the mapper of a map. */
  public static <A extends @Nullable Object, T extends @Nullable AutoCloseable, X extends Exception>
      Mapper<A, T, X> closing(Mapper<A, T, X> mapper) {
    return discarding(mapper, Meanwhile::close);
  }

  /** {@link #closing(Task) closing} for a mapper that is given the place, too. */
  public static <A extends @Nullable Object, T extends @Nullable AutoCloseable, X extends Exception>
      Mapper.Indexed<A, T, X> closing(Mapper.Indexed<A, T, X> mapper) {
    return discarding(mapper, Meanwhile::close);
  }

  private static void close(@Nullable AutoCloseable opened) throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  /**
   * Runs {@code body}, which starts tasks as it goes: data flow is the schedule.
   *
   * <p><b>Order.</b> Tasks start when they are told to, and {@link Later#get} waits for the result
   * where it is needed. When the body has returned, its tasks are waited for. <b>Failure.</b> The
   * first failure, of a task or of the body, cancels the others and is thrown; the body is a task
   * like any other and is interrupted where it waits. Catching it inside the body does not undo it:
   * for a failure that is an answer, start {@code () -> outcome(task)}. <b>Interrupt.</b> See
   * {@link Meanwhile}; an interrupt that the scope sent to its body is taken back. <b>Threads.</b>
   * The body runs on the calling thread, each task on a virtual thread of its own. <b>Memory.</b> A
   * task that has ended is kept only by its handle.
   *
   * {@snippet file="Order.java" region="scope"}
   *
   * @return what the body returned
   * @throws X what the body or a task threw
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static <T extends @Nullable Object, X extends Exception> T scope(ScopeBody<T, X> body)
      throws X, InterruptedException {
    requireNonNull(body, "body");
    return OpenScope.call(null, null, body);
  }

  /** {@link #scope(ScopeBody) scope} with a name, which leads the path of its tasks. */
  public static <T extends @Nullable Object, X extends Exception> T scope(
      String name, ScopeBody<T, X> body) throws X, InterruptedException {
    requireNonNull(body, "body");
    return OpenScope.call(NamedTask.checked(name), null, body);
  }

  /** {@link #scope(ScopeBody) scope} with a grace for everything inside it. */
  public static <T extends @Nullable Object, X extends Exception> T scope(
      Grace grace, ScopeBody<T, X> body) throws X, InterruptedException {
    requireNonNull(grace, "grace");
    requireNonNull(body, "body");
    return OpenScope.call(null, grace, body);
  }

  /**
   * Sleeps for {@code duration} by the clock of the run, which may be a virtual one.
   *
   * @param duration zero or more
   * @throws DeadlineExceeded at once, if the sleep would end after the deadline
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static void sleep(Duration duration) throws InterruptedException {
    TimeLimit.sleep(duration);
  }

  private static <E> List<E> listed(E first, E[] others) {
    var list = new ArrayList<E>(others.length + 1);
    list.add(first);
    Collections.addAll(list, others);
    return list;
  }
}
