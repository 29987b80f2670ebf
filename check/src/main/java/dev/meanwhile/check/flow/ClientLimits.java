package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import java.util.Set;

/** Whether a class gives the client that it keeps a limit of time for all answers. */
final class ClientLimits {
  private static final Set<String> SETTERS =
      Set.of(
          "setSoTimeout",
          "setSocketTimeout",
          "setReadTimeout",
          "setRequestTimeout",
          "setResponseTimeout",
          "setCallTimeout",
          "soTimeout",
          "socketTimeout",
          "readTimeout",
          "requestTimeout",
          "responseTimeout",
          "callTimeout");

  private ClientLimits() {}

  /** Whether the class does that whose field a call is made on, or whose method it is. */
  static boolean areSet(Call call, Program program) {
    Expression root = Chains.root(call);
    String owner = root instanceof Field client ? client.owner() : call.method().owner();
    return program
        .type(owner)
        .filter(type ->
            type.methods().stream()
                .flatMap(method -> method.all(Call.class).stream())
                .anyMatch(each -> SETTERS.contains(each.methodName())))
        .isPresent();
  }
}
