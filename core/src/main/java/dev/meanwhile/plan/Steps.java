package dev.meanwhile.plan;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Claim;
import dev.meanwhile.Limit;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Gathering;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Defines the steps of a plan, and lives as long as its {@link Definition} runs. A step can only
 * name steps that exist, so that there are no circles.
 *
 * {@snippet file="Checkout.java" region="terms"}
 *
 * <p>The methods that take work declare {@code X} although they never throw it: a run of the plan
 * does, and so the compiler knows. Names are unique within the plan; they are not blank and contain
 * no slash, which separates a step from the plan it is in.
 *
 * <p><b>Pitfalls.</b> What a step needs must be its input: work that reads a variable which another
 * step sets runs before or beside that step. To give work more than five inputs, use the list form,
 * or combine some of them in a step of its own. A result that is to be closed is closed by nobody
 * when another step fails: open and close a resource inside of one step. Not thread-safe.
 */
public final class Steps {
  private final Draft draft;
  private final Terms terms;

  Steps(Draft draft, Terms terms) {
    this.draft = draft;
    this.terms = terms;
  }

  /**
   * A step that needs nothing.
   *
   * @throws IllegalArgumentException if {@code work} has a {@linkplain Meanwhile#discarding(Task,
   *     dev.meanwhile.Sink) discard hook}, which a plan does not hear
   */
  public <T extends @Nullable Object, X extends Exception> Step<T> step(
      String name, Task<? extends T, ? extends X> work) throws X {
    requireNonNull(work, "work");
    Draft.refuseHook(name, work);
    return draft.add(name, List.of(), terms, results -> work.run());
  }

  /** A step that needs one other. */
  public <A extends @Nullable Object, T extends @Nullable Object, X extends Exception> Step<T> step(
      String name, Step<A> a, Work.Of1<? super A, ? extends T, ? extends X> work) throws X {
    requireNonNull(work, "work");
    return draft.add(name, inputs(a), terms, results -> work.apply(a.in(results)));
  }

  /** A step that needs two others. */
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          T extends @Nullable Object,
          X extends Exception>
      Step<T> step(
          String name,
          Step<A> a,
          Step<B> b,
          Work.Of2<? super A, ? super B, ? extends T, ? extends X> work)
          throws X {
    requireNonNull(work, "work");
    return draft.add(name, inputs(a, b), terms, r -> work.apply(a.in(r), b.in(r)));
  }

  /** A step that needs three others. */
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          T extends @Nullable Object,
          X extends Exception>
      Step<T> step(
          String name,
          Step<A> a,
          Step<B> b,
          Step<C> c,
          Work.Of3<? super A, ? super B, ? super C, ? extends T, ? extends X> work)
          throws X {
    requireNonNull(work, "work");
    return draft.add(name, inputs(a, b, c), terms, r -> work.apply(a.in(r), b.in(r), c.in(r)));
  }

  /** A step that needs four others. */
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          T extends @Nullable Object,
          X extends Exception>
      Step<T> step(
          String name,
          Step<A> a,
          Step<B> b,
          Step<C> c,
          Step<D> d,
          Work.Of4<? super A, ? super B, ? super C, ? super D, ? extends T, ? extends X> work)
          throws X {
    requireNonNull(work, "work");
    return draft.add(
        name, inputs(a, b, c, d), terms, r -> work.apply(a.in(r), b.in(r), c.in(r), d.in(r)));
  }

  /** A step that needs five others. */
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          T extends @Nullable Object,
          X extends Exception>
      Step<T> step(
          String name,
          Step<A> a,
          Step<B> b,
          Step<C> c,
          Step<D> d,
          Step<E> e,
          Work.Of5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends T, ? extends X>
              work)
          throws X {
    requireNonNull(work, "work");
    return draft.add(
        name,
        inputs(a, b, c, d, e),
        terms,
        r -> work.apply(a.in(r), b.in(r), c.in(r), d.in(r), e.in(r)));
  }

  /**
   * A step that needs any number of others, of one type; it is given their results as a list, in
   * that order, which cannot be changed.
   */
  public <A extends @Nullable Object, T extends @Nullable Object, X extends Exception> Step<T> step(
      String name,
      List<? extends Step<? extends A>> inputs,
      Work.Of1<? super List<A>, ? extends T, ? extends X> work)
      throws X {
    requireNonNull(inputs, "inputs");
    requireNonNull(work, "work");
    List<Step<? extends A>> listed =
        inputs.stream().<Step<? extends A>>map(input -> input).toList();
    return draft.add(name, listed, terms, r -> work.apply(resultsOf(listed, r)));
  }

  /**
   * A step that works on each element of another's result, at most {@code limit} at a time, as
   * {@link Meanwhile#map(Iterable, Limit, dev.meanwhile.Mapper) map} does: its result is the list
   * of the results, in that order. Each element is a task below the step.
   */
  public <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      Step<List<T>> map(
          String name,
          Step<? extends Iterable<? extends A>> items,
          Limit limit,
          Work.Of1<? super A, ? extends T, ? extends X> work)
          throws X {
    requireNonNull(work, "work");
    requireNonNull(limit, "limit");
    return draft.add(
        name,
        inputs(items),
        terms,
        Shape.map(limit),
        r -> Meanwhile.<A, T, Exception>map(items.in(r), limit, work::apply));
  }

  /**
   * A step that is a plan of its own: it starts when its input is there, and ends with the last of
   * the plan's steps. These are shown as {@code step/inner} wherever the outer plan is looked at.
   */
  public <A extends @Nullable Object, T extends @Nullable Object, X extends Exception> Step<T> plan(
      String name, Step<? extends A> in, CheckedPlan<A, T, ? extends X> plan) throws X {
    requireNonNull(plan, "plan");
    return draft.add(name, inputs(in), terms, Shape.plan(plan), r -> plan.runInside(in.in(r)));
  }

  /**
   * A step whose failure is an answer: whoever names it as an input is given its {@link Outcome},
   * and its exceptions are none of the plan's. What it throws after it was told to stop is no
   * answer, nor is an {@link InterruptedException} or a {@link VirtualMachineError}; a {@link
   * dev.meanwhile.Rejected} by its limit is one.
   *
   * @param one defines the step; for more than one, use a {@linkplain #plan plan}
   */
  public <T extends @Nullable Object> Step<Outcome<T>> outcome(OneStep<T, ?> one) {
    requireNonNull(one, "one");
    int before = draft.size();
    Step<T> made = Draft.defining(() -> one.define(this));
    return draft.changed("outcome", before, made, Leeway::settled);
  }

  /**
   * A step that runs only if {@code holds} says so of the result of {@code of}; whoever names it as
   * an input is given an {@link Optional}, empty where it was skipped or its result is null. A step
   * that is skipped is no task, takes no permit, and holds up nobody.
   *
   * @param holds quick, and without side effects; what it throws is a failure of the step
   * @param one defines the step; for more than one, use a {@linkplain #plan plan}
   */
  public <A extends @Nullable Object, T, X extends Exception> Step<Optional<T>> when(
      Step<A> of, Predicate<? super A> holds, OneStep<T, ? extends X> one) throws X {
    requireNonNull(holds, "holds");
    requireNonNull(one, "one");
    int number = draft.number(of, "when");
    int before = draft.size();
    return draft.changed(
        "when",
        before,
        one.define(this),
        leeway -> leeway.onlyIf(number, results -> holds.test(of.in(results))));
  }

  /**
   * Defines steps that run under {@code policy}, each on its own. Where there is one already, the
   * new one is inside of it. A permit of {@link #limit} is held around all attempts; for one permit
   * an attempt, make the limit a part of the policy.
   */
  public Steps policy(Policy policy) {
    return new Steps(draft, terms.with(requireNonNull(policy, "policy")));
  }

  /**
   * Defines steps that start only when they have a permit of {@code limit}, besides what they need
   * already.
   */
  public Steps limit(Limit limit) {
    return limit(requireNonNull(limit, "limit").claim());
  }

  /** Defines steps that start only when they have what {@code claim} asks. */
  public Steps limit(Claim claim) {
    return new Steps(draft, terms.with(requireNonNull(claim, "claim")));
  }

  private static List<Step<?>> inputs(Step<?>... inputs) {
    return Arrays.asList(inputs);
  }

  private static <A extends @Nullable Object> List<A> resultsOf(
      List<Step<? extends A>> steps, @Nullable Object[] results) {
    return Gathering.listOf(steps.stream().map(step -> step.in(results)).toArray());
  }
}
