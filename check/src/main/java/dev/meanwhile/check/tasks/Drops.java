package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the calls of a method whose value nobody reads. */
public final class Drops {
  private static final Set<String> ENDING = Set.of("cancel", "isDone", "isCancelled", "getDelay");
  private static final Set<String> KEEPING = Set.of("add", "put", "set", "addLast", "offer");
  private static final Set<String> RETURNING_NOTHING =
      Set.of("forEach", "forEachOrdered", "ifPresent", "execute", "doOnNext", "doOnSuccess");

  /** What becomes of a value. */
  public enum How {
    /** It is not taken. */
    IGNORED,
    /** It is in a variable that is never read, or only to cancel. */
    UNREAD,
    /** It is in a field or a collection. */
    STORED
  }

  /**
   * A value that is not read here.
   *
   * @param call what gives it
   * @param how what becomes of it
   */
  public record Drop(Call call, How how) {}

  private Drops() {}

  /** Shows the calls whose value the method does not read, those in its lambdas too. */
  public static void visit(Method method, Consumer<Drop> visitor) {
    for (Statement.Evaluate evaluated : method.all(Statement.Evaluate.class)) {
      visit(evaluated, method, visitor);
    }
    for (Statement.Declare declared : method.all(Statement.Declare.class)) {
      if (declared.value() instanceof Call call
          && mayBeFuture(call)
          && isReadToEndOnly(declared.variable(), method)) {
        visitor.accept(new Drop(call, How.UNREAD));
      }
    }
    for (Call call : method.all(Call.class)) {
      for (Expression argument : call.arguments()) {
        if (argument instanceof Lambda lambda && ignores(lambda, call)) {
          visitOnly(lambda.body().statements().getFirst(), visitor);
        }
      }
    }
  }

  private static void visit(Statement.Evaluate evaluated, Method method, Consumer<Drop> visitor) {
    switch (evaluated.expression()) {
      case Assignment(_, Field field, _, Call call, _)
          when mayBeFuture(call) && isReadToEndOnly(field, method) ->
          visitor.accept(new Drop(call, How.STORED));
      case Call call -> {
        visitor.accept(new Drop(call, How.IGNORED));
        kept(call).forEach(value -> visitor.accept(new Drop(value, How.STORED)));
      }
      default -> {}
    }
  }

  /** A quick look, so that not every variable of a program is followed. */
  private static boolean mayBeFuture(Call call) {
    String type = call.type().simpleName();
    return !call.type().isKnown()
        || type.contains("Future")
        || type.contains("Stage")
        || Lazy.isLazy(call.type());
  }

  /** The one expression of a lambda. */
  private static void visitOnly(Statement only, Consumer<Drop> visitor) {
    if (only instanceof Statement.Return(_, Call call)) {
      visitor.accept(new Drop(call, How.IGNORED));
    }
  }

  private static Stream<Call> kept(Call call) {
    return KEEPING.contains(call.methodName()) && call.receiver() != null
        ? call.arguments().stream().filter(Call.class::isInstance).map(Call.class::cast)
        : Stream.empty();
  }

  /** Whether a lambda that a call is given has one expression, whose value nobody wants. */
  private static boolean ignores(Lambda lambda, Call call) {
    if (lambda.isBlock()) {
      return false;
    }
    String type = lambda.type().simpleName();
    return type.endsWith("Consumer")
        || type.equals("Runnable")
        || (!lambda.type().isKnown() && RETURNING_NOTHING.contains(call.methodName()));
  }

  private static boolean isReadToEndOnly(Variable variable, Method method) {
    for (Call call : method.all(Call.class)) { // the quick way out
      if (!isEnding(call) && call.parts().stream().anyMatch(part -> isRead(part, variable))) {
        return false;
      }
    }
    return Uses.of(variable, method.body().orElseThrow()).stream()
        .allMatch(user -> user instanceof Call call && isEnding(call));
  }

  private static boolean isEnding(Call call) {
    return call.receiver() instanceof Local && ENDING.contains(call.methodName());
  }

  private static boolean isRead(Expression part, Variable variable) {
    return part instanceof Local local && local.variable() == variable;
  }

  /** Whether the class asks the field for nothing but its end. */
  private static boolean isReadToEndOnly(Field field, Method method) {
    return method.owner().methods().stream().noneMatch(other -> asks(other, field));
  }

  private static boolean asks(Method method, Field field) {
    return method.all(Call.class).stream().anyMatch(call -> asks(call, field))
        || method.all(Statement.Return.class).stream()
            .anyMatch(returned -> isSame(returned.value(), field));
  }

  private static boolean asks(Call call, Field field) {
    return isSame(call.receiver(), field)
        ? !ENDING.contains(call.methodName())
        : call.arguments().stream().anyMatch(argument -> isSame(argument, field));
  }

  private static boolean isSame(@Nullable Expression value, Field field) {
    return value instanceof Field other
        && other.name().equals(field.name())
        && other.owner().equals(field.owner());
  }
}
