package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.House;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that a program makes of a module beside the tree, one for each of many: {@code
 * users.findAsync(name)}, where {@code Users} of the same house is missing.
 */
public final class OwnClients {
  /** Of these there are as many as people and machines have made. */
  private static final Set<String> MANY =
      Set.of(
          "account",
          "customer",
          "device",
          "document",
          "entity",
          "file",
          "item",
          "key",
          "message",
          "namespace",
          "object",
          "order",
          "path",
          "product",
          "record",
          "row",
          "table",
          "tenant",
          "topic",
          "url",
          "user");

  /** Of these there are as many as somebody runs. */
  private static final Set<String> FEW =
      Set.of(
          "address",
          "broker",
          "cluster",
          "endpoint",
          "host",
          "instance",
          "member",
          "node",
          "partition",
          "peer",
          "region",
          "replica",
          "server",
          "shard",
          "worker",
          "zone");

  private final Program program;

  OwnClients(Program program) {
    this.program = program;
  }

  /** Whether a call begins such a request, and is given what it is for. */
  public boolean asks(Call call, Method around) {
    return call.methodName().endsWith("Async")
        && call.arguments().stream().anyMatch(each -> !(each instanceof Literal))
        && program.targets(call.method()).isEmpty()
        && isOfModuleBeside(call, around);
  }

  private boolean isOfModuleBeside(Call call, Method around) {
    List<Call> steps = Chains.calls(call);
    return isBeside(Chains.root(call), around)
        || steps.stream().skip(1).anyMatch(step -> isBeside(step, around));
  }

  private boolean isBeside(Expression object, Method around) {
    String type = object.type().name();
    return type.contains(".")
        && program.type(type).isEmpty()
        && House.isSame(type, around.owner().name());
  }

  /** Whether the name of what code runs over says that there may be many. */
  public static boolean areMany(@Nullable Expression elements) {
    List<String> words =
        Verbs.words(elements == null ? "" : nameOf(Chains.root(elements))).stream()
            .map(OwnClients::one)
            .toList();
    return words.stream().anyMatch(MANY::contains) && words.stream().noneMatch(FEW::contains);
  }

  private static String nameOf(Expression elements) {
    return switch (elements) {
      case Local local -> local.variable().name();
      case Field field -> field.name();
      case Call call -> call.methodName();
      default -> "";
    };
  }

  /** {@code entities}, {@code addresses}, {@code users}. */
  private static String one(String word) {
    return word.endsWith("ies")
        ? word.substring(0, word.length() - 3) + "y"
        : word.replaceFirst("(?<=ss|x)es$|(?<!s)s$", "");
  }
}
