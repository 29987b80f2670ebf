package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists and texts that a method is given, and that it only adds to: {@code addOrders(user, found)}.
 * What others have put there before makes no difference to it.
 */
final class Gathering {
  private static final Set<String> ADDING = Set.of("add", "addAll", "append", "put", "putAll");

  private final Footprints footprints;
  private final Set<Method> seen = new HashSet<>();

  private Gathering(Footprints footprints) {
    this.footprints = footprints;
  }

  /** Whether the method that a call runs only adds to one of its arguments. */
  static boolean isAddedTo(int argument, Call call, Footprints footprints) {
    return new Gathering(footprints).addsTo(argument, call);
  }

  private boolean addsTo(int argument, Call call) {
    List<Method> targets = footprints.targets(call);
    return gathers(call.arguments().get(argument))
        && targets.size() == 1
        && onlyAdds(targets.getFirst(), argument);
  }

  private static boolean gathers(Expression given) {
    String type = given.type().name();
    return given instanceof Expression.Local
        && (type.startsWith("java.util.")
            || type.equals("java.lang.StringBuilder")
            || type.equals("java.lang.StringBuffer"));
  }

  private boolean onlyAdds(Method method, int parameter) {
    return parameter < method.parameters().size()
        && (!seen.add(method)
            || onlyAdds(method.body().orElseThrow(), method.parameters().get(parameter)));
  }

  private boolean onlyAdds(Node code, Variable gathered) {
    return switch (code) {
      case Expression.Local local -> local.variable() != gathered;
      case Statement.Evaluate(_, Call call) when isAddition(call, gathered) ->
          addends(call, gathered);
      case Call call ->
          (call.receiver() == null || onlyAdds(call.receiver(), gathered))
              && addends(call.arguments(), call, gathered);
      default -> code.parts().stream().allMatch(part -> onlyAdds(part, gathered));
    };
  }

  /** {@code text.append(name).append('\n')}. */
  private static boolean isAddition(Call call, Variable gathered) {
    return ADDING.contains(call.methodName())
        && switch (call.receiver()) {
          case Expression.Local local -> local.variable() == gathered;
          case Call before -> isAddition(before, gathered);
          case null, default -> false;
        };
  }

  private boolean addends(Call call, Variable gathered) {
    boolean isPlain = call.arguments().stream().allMatch(each -> onlyAdds(each, gathered));
    return isPlain && (!(call.receiver() instanceof Call before) || addends(before, gathered));
  }

  /** It may give what it gathers to others that only add to it. */
  private boolean addends(List<Expression> arguments, Call call, Variable gathered) {
    for (int i = 0; i < arguments.size(); i++) {
      boolean isGiven =
          arguments.get(i) instanceof Expression.Local local && local.variable() == gathered;
      if (isGiven ? !addsTo(i, call) : !onlyAdds(arguments.get(i), gathered)) {
        return false;
      }
    }
    return true;
  }
}
