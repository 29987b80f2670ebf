package dev.meanwhile.plan;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.runtime.DiscardingTask;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A plan while it is being defined. */
final class Draft {
  private final String plan;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Step<?>> steps = new ArrayList<>();
  private boolean closed;

  private Draft(String plan) {
    this.plan = checked("plan", plan);
  }

  /** Runs {@code definition}, and gives what it defines. */
  static <I extends @Nullable Object> Defined define(String plan, Definition<I, ?, ?> definition) {
    requireNonNull(definition, "definition");
    var draft = new Draft(plan);
    Step<I> in = draft.handle("in");
    Step<?> result = defining(() -> definition.define(new Steps(draft, Terms.NONE), in));
    requireNonNull(result, () -> "the result of the plan \"" + plan + "\"");
    int number = draft.number(result, "the definition");
    draft.closed = true;
    return new Defined(plan, draft.nodes, number);
  }

  /** The steps of a plan, and the number of the one whose result is the plan's. */
  record Defined(String name, List<Node> nodes, int result) {
    Defined {
      nodes = List.copyOf(nodes);
    }
  }

  /** Runs code that defines, which throws nothing unless it does something else besides. */
  static <S> S defining(Callable<S> code) {
    try {
      return code.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new TaskFailed(failure);
    }
  }

  private static String checked(String what, String name) {
    requireNonNull(name, "name");
    NamedTask.checked(name);
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "the name \""
              + name
              + "\" of a "
              + what
              + " contains a slash, which separates plan and step; any other text is allowed");
    }
    return name;
  }

  <T extends @Nullable Object> Step<T> add(
      String name, List<? extends Step<?>> inputs, Terms terms, Node.Code code) {
    return add(name, inputs, terms, Shape.CALL, code);
  }

  <T extends @Nullable Object> Step<T> add(
      String name, List<? extends Step<?>> inputs, Terms terms, Shape shape, Node.Code code) {
    requireOpen(name);
    requireNew(checked("step", name));
    List<Integer> numbers =
        inputs.stream().map(input -> number(input, "the step \"" + name + "\"")).toList();
    nodes.add(new Node(name, Site.here(), numbers, terms, shape, code, Leeway.NONE));
    return handle(name);
  }

  /** Results have many readers, or none: the plan cannot say which of them nobody gets. */
  static void refuseHook(String name, Task<?, ?> work) {
    if (DiscardingTask.hasHook(work)) {
      throw new IllegalArgumentException(
          "the step \""
              + name
              + "\" is given a task with a discard hook; allowed: tasks without, as a plan hands"
              + " out no result but its own");
    }
  }

  private void requireNew(String name) {
    for (Node node : nodes) {
      if (node.name().equals(name)) {
        throw new IllegalArgumentException(
            "two steps of the plan \""
                + plan
                + "\" have the name \""
                + name
                + "\"; the first is defined at "
                + node.site());
      }
    }
  }

  private void requireOpen(String name) {
    if (closed) {
      throw new Misuse(
          "the step \""
              + name
              + "\" comes after the definition of the plan \""
              + plan
              + "\" has ended, at "
              + Site.here());
    }
  }

  private <T extends @Nullable Object> Step<T> handle(String name) {
    var step = new Step<T>(this, steps.size(), name);
    steps.add(step);
    return step;
  }

  /** How many steps there are. */
  int size() {
    return nodes.size();
  }

  /** The number of {@code step}, which {@code user} names. */
  int number(Step<?> step, String user) {
    requireNonNull(step, "an input of " + user);
    if (step.draft() != this) {
      throw new IllegalArgumentException(
          user
              + " of the plan \""
              + plan
              + "\" names the "
              + step
              + " of the plan \""
              + step.draft().plan
              + "\"; allowed: steps of its own");
    }
    if (steps.get(step.number()) != step) {
      throw new IllegalArgumentException(
          user
              + " names the "
              + step
              + " as it was inside of outcome or when; allowed: what these return");
    }
    return step.number();
  }

  /**
   * Changes what may become of the step that was defined last.
   *
   * @param verb what changes it
   * @param before how many steps there were before
   * @param made the step
   * @return what stands for it from now on
   */
  <T extends @Nullable Object> Step<T> changed(
      String verb, int before, Step<?> made, UnaryOperator<Leeway> change) {
    int number = number(made, verb);
    if (number != before + 1 || number != nodes.size()) {
      throw new IllegalArgumentException(
          verb
              + " was given a definition of "
              + (nodes.size() - before)
              + " steps that returns the "
              + made
              + "; allowed: 1 step, and that one is returned");
    }
    Node node = nodes.get(number - 1);
    nodes.set(number - 1, node.with(change.apply(node.leeway())));
    var step = new Step<T>(this, number, made.name());
    steps.set(number, step);
    return step;
  }
}
