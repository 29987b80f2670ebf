package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression.Call;

/** Calls of libraries that begin something, and tell of its end only by the future they return. */
final class Requests {
  private Requests() {}

  /** A library call that starts something, and tells nobody but its caller. */
  static boolean is(Call call) {
    return isSend(call)
        || isOrder(call)
        || (call.methodName().endsWith("Async")
            && !Futures.isStep(call)
            && !call.method().owner().startsWith("java.util."));
  }

  /** {@code admin.deleteTopics(…)}: what becomes of it, the futures in its result tell. */
  static boolean isOrder(Call call) {
    String owner = call.method().owner();
    return owner.startsWith("org.apache.kafka.clients.admin.")
        && (owner.endsWith(".Admin") || owner.endsWith(".AdminClient"))
        && call.methodName().matches("(create|delete|alter|incrementalAlter)[A-Z].*");
  }

  /** A message without a callback. Spring's templates are none of these: they log a failure. */
  static boolean isSend(Call call) {
    String owner = call.method().owner();
    return call.arguments().size() == 1
        && switch (call.methodName()) {
          case "send" -> owner.startsWith("org.apache.kafka.clients.producer.");
          case "publish" -> owner.equals("com.google.cloud.pubsub.v1.Publisher");
          default -> false;
        };
  }
}
