package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a request carries a limit of time, set wherever it is built. */
public final class RequestLimits {
  /** What is known of a request. */
  public enum Limit {
    /** It has one. */
    LIMITED,
    /** It is built here, and none is set. */
    UNLIMITED,
    /** It comes from elsewhere. */
    UNKNOWN
  }

  private static final int DEEPEST = 3;

  private final Program program;
  private final Definitions definitions;
  private final int depth;

  /** For the requests in a method, whose variables are defined like this. */
  public RequestLimits(Program program, Definitions definitions) {
    this(program, definitions, 0);
  }

  private RequestLimits(Program program, Definitions definitions, int depth) {
    this.program = program;
    this.definitions = definitions;
    this.depth = depth;
  }

  /** Whether a call is given a request of the program's own whose class begins with a limit. */
  static boolean areOwnOf(Call call, Program program) {
    return call.arguments().stream()
        .flatMap(argument -> program.type(argument.type().name()).stream())
        .anyMatch(RequestLimits::beginsWithLimit);
  }

  private static boolean beginsWithLimit(TypeDeclaration request) {
    return request.methods().stream()
        .filter(method -> method.name().equals(Method.INITIALISER))
        .flatMap(start -> start.all(Assignment.class).stream())
        .anyMatch(RequestLimits::isLimit);
  }

  /** {@code private Duration timeout = DEFAULT_TIMEOUT;} */
  private static boolean isLimit(Assignment assigned) {
    return assigned.target() instanceof Field field
        && field.name().toLowerCase(Locale.ROOT).endsWith("timeout")
        && !(assigned.value() instanceof Literal);
  }

  /** The limit of a request of {@code java.net.http}, or of its builder. */
  public Limit of(Expression request) {
    List<Call> chain = Chains.calls(request);
    if (chain.stream().anyMatch(call -> call.methodName().equals("timeout"))) {
      return Limit.LIMITED;
    }
    return switch (Chains.root(request)) {
      case Local local -> ofVariable(local.variable());
      case Expression.TypeName type when type.type().name().startsWith("java.net.http") ->
          chain.getLast().methodName().equals("newBuilder")
                  && chain.getLast().arguments().size() == 2
              ? of(chain.getLast().arguments().getFirst())
              : Limit.UNLIMITED;
      case Call call -> ofCall(call);
      case Expression.TypeName _, Expression.This _ when !chain.isEmpty() ->
          ofCall(chain.getLast());
      default -> Limit.UNKNOWN;
    };
  }

  private Limit ofVariable(Variable variable) {
    if (definitions.isCalled(variable, "timeout")) {
      return Limit.LIMITED;
    }
    List<Expression> values = definitions.values(variable);
    if (values.isEmpty()) {
      return Limit.UNKNOWN;
    }
    var limits = new ArrayList<Limit>();
    values.stream()
        .filter(value -> !(Chains.root(value) instanceof Local own && own.variable() == variable))
        .map(this::of)
        .forEach(limits::add);
    return worst(limits);
  }

  private Limit ofCall(Call call) {
    List<Method> targets = depth < DEEPEST ? program.targets(call.method()) : List.of();
    var limits = new ArrayList<Limit>();
    for (Method target : targets) {
      limits.add(inside(target.body().orElseThrow()));
    }
    return targets.isEmpty() ? Limit.UNKNOWN : worst(limits);
  }

  private Limit inside(Statement.Block body) {
    if (Code.calls(body, "timeout")) {
      return Limit.LIMITED;
    }
    var within = new RequestLimits(program, new Definitions(body), depth + 1);
    var limits = new ArrayList<Limit>();
    body.forEachRunHere(node -> {
      if (node instanceof Statement.Return(_, Expression value) && value != null) {
        limits.add(within.of(value));
      }
    });
    return worst(limits);
  }

  private static Limit worst(List<Limit> limits) {
    if (limits.isEmpty() || limits.contains(Limit.UNKNOWN)) {
      return Limit.UNKNOWN;
    }
    return limits.contains(Limit.LIMITED) ? Limit.LIMITED : Limit.UNLIMITED;
  }
}
