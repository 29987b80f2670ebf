package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
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
          "callTimeout",
          "withDeadlineAfter",
          "withDeadline");

  private ClientLimits() {}

  /** Whether the class does that whose field a call is made on, or whose method it is. */
  static boolean areSet(Call call, Program program) {
    Expression root = Chains.root(call);
    String owner = root instanceof Field client ? client.owner() : call.method().owner();
    return program.type(owner).filter(ClientLimits::areSet).isPresent();
  }

  /** Whether a class asks if a failure is that of a limit: so its client has one. */
  static boolean areExpected(TypeDeclaration type) {
    return type.methods().stream()
        .flatMap(method -> method.all(Operation.class).stream())
        .anyMatch(test ->
            test.operator().equals("instanceof")
                && type.file().text(test.at()).contains("TimeoutException"));
  }

  /** Whether a class does that. */
  static boolean areSet(TypeDeclaration type) {
    return type.methods().stream()
        .flatMap(method -> method.all(Call.class).stream())
        .anyMatch(each -> SETTERS.contains(each.methodName()));
  }
}
