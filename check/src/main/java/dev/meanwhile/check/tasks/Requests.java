package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression.Call;
import java.util.regex.Pattern;

/** Calls of libraries that begin something, and tell of its end only by the future they return. */
final class Requests {
  /** What tells of an end of something, or gathers what others have begun. */
  private static final Pattern NO_BEGIN =
      Pattern.compile(
          "(on|when)[A-Z].*|toCompletableFuture|.*(Future|Stage|Promise|Completion)"
              + "|(closed?|terminat|completion|exit|done)([A-Z].*)?"
              + "|(waitFor|all|any|join|combine|collect|sequence)([A-Z].*)?|.*(All|Any)|completed.*");

  private Requests() {}

  /** Whether a call of a library that gives a future begins something of its own. */
  static boolean mayFail(Call call) {
    return !Futures.isStep(call)
        && !NO_BEGIN.matcher(call.methodName()).matches()
        && !isGetter(call);
  }

  /** A library call that starts something, and tells nobody but its caller. */
  static boolean is(Call call) {
    return isSend(call)
        || isOfAws(call)
        || isOrder(call)
        || (call.methodName().endsWith("Async")
            && !Futures.isStep(call)
            && !call.method().owner().startsWith("java.util."));
  }

  /** {@code topic.getReady()}: what it gives may have begun long ago. */
  private static boolean isGetter(Call call) {
    return call.arguments().isEmpty() && call.methodName().matches("(get|is)[A-Z].*(?<!Async)");
  }

  /** {@code admin.deleteTopics(…)}: what becomes of it, the futures in its result tell. */
  static boolean isOrder(Call call) {
    String owner = call.method().owner();
    return owner.startsWith("org.apache.kafka.clients.admin.")
        && (owner.endsWith(".Admin") || owner.endsWith(".AdminClient"))
        && call.methodName().matches("(create|delete|alter|incrementalAlter)[A-Z].*");
  }

  /** {@code sqs.sendMessage(request -> …)}: the function only fills in the request. */
  static boolean isOfAws(Call call) {
    String owner = call.method().owner();
    return owner.startsWith("software.amazon.awssdk.services.")
        && owner.endsWith("AsyncClient")
        && call.arguments().size() == 1;
  }

  /** A message without a callback. Spring's templates are none of these: they log a failure. */
  static boolean isSend(Call call) {
    String owner = call.method().owner();
    if (call.methodName().matches("send[A-Z].*ByFuture")) {
      return true;
    }
    return call.arguments().size() == 1
        && switch (call.methodName()) {
          case "send" -> owner.startsWith("org.apache.kafka.clients.producer.");
          case "publish" -> owner.equals("com.google.cloud.pubsub.v1.Publisher");
          default -> false;
        };
  }
}
