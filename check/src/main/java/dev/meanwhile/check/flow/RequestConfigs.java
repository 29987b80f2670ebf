package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.TypeName;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.tasks.Origin;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;

/**
 * Configurations of Apache's HTTP client that limit neither the connecting nor the reading: at most
 * how long a request waits for a connection of the pool.
 */
final class RequestConfigs {
  private static final String TYPE = "RequestConfig";
  private static final Set<String> LIMITS =
      Set.of("setSocketTimeout", "setResponseTimeout", "setConnectTimeout");

  private final Origins origins;

  RequestConfigs(Origins origins) {
    this.origins = origins;
  }

  /** Whether a configuration is made in the program, and has no such limit. */
  boolean areOpen(Expression config, Method around) {
    List<Origin> all = origins.of(config, around);
    return !all.isEmpty() && all.stream().allMatch(this::isOpen);
  }

  private boolean isOpen(Origin config) {
    List<Call> chain = Chains.calls(config.value());
    return chain.stream().noneMatch(RequestConfigs::limits)
        && switch (Chains.root(config.value())) {
          case TypeName type -> type.type().simpleName().equals(TYPE) && begins(chain, config);
          case Field field -> chain.isEmpty() && isDefault(field);
          case Local builder when !chain.isEmpty() -> isOpen(builder.variable(), config.method());
          default -> false;
        };
  }

  /** {@code RequestConfig.custom()}, or a copy of one that is open too. */
  private boolean begins(List<Call> chain, Origin config) {
    Call first = chain.getLast();
    return first.arguments().isEmpty()
        || (first.methodName().equals("copy")
            && areOpen(first.arguments().getFirst(), config.method()));
  }

  private static boolean isDefault(Field field) {
    return field.name().equals("DEFAULT") && field.owner().endsWith(TYPE);
  }

  /** A builder in a variable: nothing there sets a limit on it. */
  private boolean isOpen(Variable builder, Method around) {
    boolean isLimited =
        around.all(Call.class).stream()
            .anyMatch(call -> limits(call) && Code.is(Chains.root(call), builder));
    List<Origin> made =
        origins.of(builder).stream()
            .filter(origin -> !Code.is(Chains.root(origin.value()), builder))
            .toList();
    return !isLimited && !made.isEmpty() && made.stream().allMatch(this::isOpen);
  }

  private static boolean limits(Call call) {
    return LIMITS.contains(call.methodName());
  }
}
