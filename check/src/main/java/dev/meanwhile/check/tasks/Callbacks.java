package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Program;
import java.util.Locale;
import java.util.regex.Pattern;

/** Arguments and steps by which somebody hears how a call ends. */
final class Callbacks {
  private static final Pattern LISTENERS =
      Pattern.compile(
          ".*(Callback|Listener|(?<!Body)Handler|Promise|Observer|Subscriber|(?<!Scheduled)Future)");

  private Callbacks() {}

  /** Whether a call gets a function, or an object that it can tell how it ends. */
  static boolean hearEnd(Call call, Program program) {
    return call.arguments().stream()
        .anyMatch(argument ->
            argument instanceof Lambda
                || argument instanceof MethodReference
                || (argument instanceof New made && made.body() != null)
                || isListener(argument, program));
  }

  /** Whether a call gets an object whose type says that it is told how the call ends. */
  static boolean tells(Call call, Program program) {
    return call.arguments().stream().anyMatch(argument -> isListener(argument, program));
  }

  private static boolean isListener(Expression argument, Program program) {
    String type = argument.type().name();
    return isListener(type) || program.allSupertypes(type).stream().anyMatch(Callbacks::isListener);
  }

  private static boolean isListener(String type) {
    return LISTENERS.matcher(type).matches();
  }

  /** Whether a step of a chain is told of the failures of the others: {@code onFailure(…)}. */
  static boolean handles(Call step) {
    String name = step.methodName();
    return Futures.handlesFailure(step) || name.toLowerCase(Locale.ROOT).contains("suppress");
  }
}
