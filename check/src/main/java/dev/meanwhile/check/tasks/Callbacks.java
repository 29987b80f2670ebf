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

  /** Methods that tell how something ended. */
  private static final Pattern ENDS =
      Pattern.compile(
          "on(Success|Fail|Error|Exception|Throw|Complet|Finish|Done|End|Next|Result|Response|Status"
              + "|Terminat|Cancel|Timeout|Reject|Retry|Backpressure|Dispose).*|on");

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
    return (Futures.handlesFailure(step) && !isNews(step))
        || name.toLowerCase(Locale.ROOT).contains("suppress");
  }

  /** {@code listener.onClosed(channel)}: it tells somebody of something else, who may fail. */
  private static boolean isNews(Call call) {
    return call.methodName().startsWith("on")
        && !ENDS.matcher(call.methodName()).matches()
        && call.arguments().stream()
            .noneMatch(argument ->
                argument instanceof Lambda
                    || argument instanceof MethodReference
                    || argument
                        .type()
                        .simpleName()
                        .matches(".*(Function|Consumer|Supplier|Class)"));
  }
}
