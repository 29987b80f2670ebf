package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is inherited from a class that is missing has no type, but mostly the name of one: {@code
 * entityManager}, {@code getHibernateTemplate()}.
 */
final class InheritedNames {
  private InheritedNames() {}

  /** The name of the type of an expression; empty if nothing tells. */
  static String typeOf(Expression expression) {
    String known = expression.type().name();
    return known.isEmpty() ? guess(expression.withoutCast()) : known;
  }

  private static String guess(Expression expression) {
    return switch (expression) {
      case Field field when isOwn(field.object()) -> capitalised(field.name());
      case Call call when isOwn(call.receiver()) && call.arguments().isEmpty() ->
          call.methodName().startsWith("get")
              ? call.methodName().substring(3)
              : call.method().owner(); // lambdaQuery() of a service asks what the service asks
      case Call call when call.receiver() == null && call.methodName().equals("find") ->
          call.method().owner(); // find("name", name) of a record finds such records
      default -> "";
    };
  }

  private static boolean isOwn(@Nullable Expression object) {
    return object == null || object instanceof Expression.This;
  }

  private static String capitalised(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
