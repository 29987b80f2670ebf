package dev.meanwhile.check.rule;

import dev.meanwhile.check.dependence.Repetition;
import dev.meanwhile.check.dependence.Repetition.Kind;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;

/** Whether the rounds of a loop may run at the same time, as far as its shape tells. */
final class LoopShape {
  private static final Set<String> CONSTANT_MAKERS = Set.of("of", "asList", "values");
  private static final Set<String> CHUNKS =
      Set.of(
          "partition",
          "chunk",
          "chunked",
          "split",
          "batch",
          "batches",
          "chunks",
          "window",
          "windowed");
  private static final Set<String> ATTEMPTS =
      Set.of(
          "attempt",
          "attempts",
          "retry",
          "retries",
          "tries",
          "try",
          "page",
          "offset",
          "cursor",
          "round");

  private LoopShape() {}

  static boolean mayRunAtOnce(Repetition loop) {
    return loop.kind() != Kind.UNTIL
        && loop.kind() != Kind.PARALLEL_STREAM
        && !loop.isShortCircuit()
        && !isShort(loop)
        && !isOfChunks(loop)
        && !isOfAttempts(loop)
        && !endsEarly(loop.body());
  }

  /** A few elements that are written down. */
  private static boolean isShort(Repetition loop) {
    return loop.elements().map(LoopShape::isShort).orElse(false);
  }

  private static boolean isShort(Expression elements) {
    return switch (elements.withoutCast()) {
      case Call call when CONSTANT_MAKERS.contains(call.methodName()) ->
          call.arguments().stream().allMatch(LoopShape::isConstant)
              && (call.receiver() == null || call.receiver() instanceof Expression.TypeName);
      case Call call when call.receiver() != null && call.methodName().equals("stream") ->
          isShort(call.receiver());
      case Expression.Operation array when array.operator().equals("new[]") ->
          array.operands().stream().allMatch(LoopShape::isConstant);
      case Expression.Operation comparison when comparison.operands().size() == 2 ->
          !comparison.operator().startsWith(">") // counts down from somewhere
              && isConstant(comparison.operands().getLast());
      case Expression.Field field -> field.isStatic() && field.isFinal();
      default -> false;
    };
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression.withoutCast()) {
      case Expression.Literal _, Expression.TypeName _ -> true;
      case Expression.Field field -> field.isStatic() && field.isFinal();
      default -> false;
    };
  }

  /** Each element is many already. */
  private static boolean isOfChunks(Repetition loop) {
    boolean isCut =
        loop.elements()
            .map(elements ->
                elements instanceof Call call
                    && Verbs.words(call.methodName()).stream().anyMatch(CHUNKS::contains))
            .orElse(false);
    return (isCut && !isOfWords(loop))
        || loop.variable()
            .map(variable -> variable.type().name())
            .filter(type ->
                type.equals("java.util.List")
                    || type.equals("java.util.Set")
                    || type.equals("java.util.Collection"))
            .isPresent();
  }

  /** {@code names.split(",")}: a word is one element. */
  private static boolean isOfWords(Repetition loop) {
    return loop.variable()
        .filter(variable -> variable.type().name().equals("java.lang.String"))
        .isPresent();
  }

  private static boolean isOfAttempts(Repetition loop) {
    return loop.kind() == Kind.COUNTED
        && loop.variable().map(variable -> Verbs.words(variable.name())).orElse(List.of()).stream()
            .anyMatch(ATTEMPTS::contains);
  }

  /** Whether a round may end the loop. A failure ends it too, but the same failure ends it then. */
  private static boolean endsEarly(Node body) {
    return switch (body) {
      case Statement.Break _ -> true;
      case Statement.Return _ -> true;
      case Statement.Yield _, Statement.Throw _ -> false;
      case Statement.ForEach inner -> leaves(inner.body());
      case Statement.Loop inner -> leaves(inner.body());
      case Statement.Switch choice ->
          choice.cases().stream()
              .flatMap(branch -> branch.body().stream())
              .anyMatch(LoopShape::leaves);
      case Expression.Lambda _ -> false; // returns for its element only
      default -> body.parts().stream().anyMatch(LoopShape::endsEarly);
    };
  }

  /** Whether something in a loop or switch inside ends the loop around it. */
  private static boolean leaves(Node inner) {
    return switch (inner) {
      case Statement.Return _ -> true;
      case Statement.Break end -> !end.label().isEmpty();
      case Statement.Continue end -> !end.label().isEmpty();
      case Expression.Lambda _ -> false;
      default -> inner.parts().stream().anyMatch(LoopShape::leaves);
    };
  }
}
