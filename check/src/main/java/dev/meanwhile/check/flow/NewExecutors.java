package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.New;
import java.util.Set;

/** What makes and uses executors. */
public final class NewExecutors {
  private static final String FACTORY = "java.util.concurrent.Executors";
  private static final Set<String> CLASSES =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool");

  private NewExecutors() {}

  /** Whether a value is a new executor with threads of its own. */
  public static boolean makes(Expression value) {
    return switch (value.withoutCast()) {
      case Call call ->
          call.method().owner().equals(FACTORY)
              && call.methodName().startsWith("new")
              && !call.methodName().startsWith("newVirtualThread")
              && !call.methodName().startsWith("newThreadPerTask");
      case New made -> made.body() == null && CLASSES.contains(made.type().name());
      default -> false;
    };
  }

  /** Whether a call only runs a task on the executor among its arguments. */
  public static boolean uses(Call call) {
    return Set.of("supplyAsync", "runAsync", "addListener", "transform", "addCallback")
            .contains(call.methodName())
        || (call.methodName().endsWith("Async") && call.methodName().startsWith("then"));
  }

  /** Whether an object that gets an executor only runs tasks on it. */
  public static boolean wraps(New made) {
    return made.type().name().equals("java.util.concurrent.ExecutorCompletionService");
  }
}
