package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Code that runs once for each of many elements: a loop, or a function given to a stream.
 *
 * @param at all of it
 * @param kind how it repeats
 * @param elements what it goes through; empty if that is not written in one place
 * @param variable what holds the element; empty if there is no such variable
 * @param body what runs for each element: a statement, a lambda, or a method reference
 * @param isShortCircuit whether it may stop before the last element: {@code findFirst}, {@code
 *     anyMatch}
 * @param stages what else runs for each element before the next one is taken: the other functions
 *     of a stream
 */
public record Repetition(
    Span at,
    Kind kind,
    Optional<Expression> elements,
    Optional<Variable> variable,
    Node body,
    boolean isShortCircuit,
    List<Expression> stages) {

  /** How code repeats. */
  public enum Kind {
    /** {@code for (x : xs)}, or a {@code while} over an iterator. */
    FOR_EACH,
    /** {@code for (…; …; …)}. */
    COUNTED,
    /** Any other {@code while} or {@code do}: until something has happened. */
    UNTIL,
    /** A function of a stream, or {@code forEach} of a collection. */
    STREAM,
    /** A function of a parallel stream. */
    PARALLEL_STREAM
  }

  static Repetition of(Statement.ForEach loop) {
    return new Repetition(
        loop.at(),
        Kind.FOR_EACH,
        Optional.of(loop.elements()),
        Optional.of(loop.variable()),
        loop.body(),
        false,
        List.of());
  }

  static Repetition of(Statement.Loop loop) {
    boolean isIterator =
        loop.condition() instanceof Call call
            && List.of("hasNext", "hasMoreElements").contains(call.methodName());
    boolean isCounted = loop.kind() == Statement.Loop.Kind.FOR && loop.condition() != null;
    Kind kind = isIterator ? Kind.FOR_EACH : isCounted ? Kind.COUNTED : Kind.UNTIL;
    return new Repetition(
        loop.at(),
        kind,
        Optional.ofNullable(loop.condition()),
        counter(loop),
        loop.body(),
        false,
        List.of());
  }

  private static Optional<Variable> counter(Statement.Loop loop) {
    return loop.start().size() == 1
            && loop.start().getFirst() instanceof Statement.Declare(_, Variable variable, _)
        ? Optional.of(variable)
        : Optional.empty();
  }

  static Repetition of(Call call, Expression function, boolean isParallel, boolean isShortCircuit) {
    Optional<Variable> element =
        function instanceof Lambda lambda && lambda.parameters().size() == 1
            ? Optional.of(lambda.parameters().getFirst())
            : Optional.empty();
    return new Repetition(
        call.name().to(call.at()),
        isParallel ? Kind.PARALLEL_STREAM : Kind.STREAM,
        Optional.ofNullable(call.receiver()),
        element,
        function,
        isShortCircuit,
        List.of());
  }

  Repetition with(List<Expression> others) {
    return new Repetition(at, kind, elements, variable, body, isShortCircuit, others);
  }
}
