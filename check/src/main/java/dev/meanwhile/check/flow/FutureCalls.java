package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.New;
import java.util.Locale;
import java.util.Set;

/** What calls do with futures, by the names that libraries have for it. */
public final class FutureCalls {
  private static final String THREAD = "java.lang.Thread";
  private static final Set<String> THREADS = Set.of("start", "startVirtualThread", "unstarted");
  private static final Set<String> STARTS =
      Set.of("supplyAsync", "runAsync", "submit", "schedule", "fork", "callAsync");
  private static final Set<String> COMPLETE =
      Set.of(
          "completedFuture",
          "completedStage",
          "failedFuture",
          "failedStage",
          "immediateFuture",
          "immediateFailedFuture",
          "immediateVoidFuture",
          "invokeAll");
  private static final Set<String> LIMITS =
      Set.of("orTimeout", "completeOnTimeout", "timeout", "withTimeout", "within");
  private static final Set<String> JOINS =
      Set.of(
          "allOf",
          "anyOf",
          "allAsList",
          "successfulAsList",
          "whenAllComplete",
          "sequence",
          "waitForAll");
  private static final Set<String> GATHERS =
      Set.of("of", "asList", "copyOf", "concat", "transform", "transformAsync", "catching");
  private static final Set<String> MAPS = Set.of("map", "mapToObj", "flatMap");
  private static final Set<String> STAGES =
      Set.of(
          "thenApply",
          "thenApplyAsync",
          "thenAccept",
          "thenAcceptAsync",
          "thenRun",
          "thenRunAsync",
          "thenCompose",
          "thenComposeAsync",
          "thenCombine",
          "thenCombineAsync",
          "whenComplete",
          "whenCompleteAsync",
          "handle",
          "handleAsync",
          "exceptionally");
  private static final Set<String> COMPOSES =
      Set.of("thenCompose", "thenComposeAsync", "exceptionallyCompose");
  private static final Set<String> KEEPS =
      Set.of(
          "exceptionallyCompose",
          "toCompletableFuture",
          "toCompletionStage",
          "completable",
          "asFuture",
          "toFuture",
          "stream",
          "parallelStream",
          "toArray",
          "collect",
          "toList",
          "filter",
          "iterator",
          "values",
          "get",
          "getFirst",
          "getLast",
          "remove",
          "poll",
          "next",
          "entrySet",
          "getValue",
          "removeFirst",
          "peek",
          "limit",
          "whenCompleted",
          "subscribeAsCompletionStage",
          "copy");

  private FutureCalls() {}

  /** Whether a future has a limit of time behind this call. */
  static boolean limits(Call call) {
    return LIMITS.contains(call.methodName())
        || (!STARTS.contains(call.methodName())
            && call.arguments().stream().anyMatch(FutureCalls::isTime));
  }

  private static boolean isTime(Expression argument) {
    if (argument.type().name().equals("java.time.Duration")) {
      return true;
    }
    String name =
        switch (argument) {
          case Expression.Local local -> local.variable().name();
          case Expression.Field field -> field.name();
          case Call call -> call.methodName();
          default -> "";
        };
    String small = name.toLowerCase(Locale.ROOT);
    return small.contains("timeout") || small.contains("deadline") || small.contains("maxwait");
  }

  /** Whether what a call returns is complete already. */
  static boolean isComplete(Call call) {
    return COMPLETE.contains(call.methodName())
        || (Set.of("take", "poll").contains(call.methodName())
            && call.method().owner().endsWith("CompletionService"));
  }

  /** Whether a call hands a piece of work to another thread. */
  static boolean starts(Call call) {
    boolean isThread = isThread(call) && THREADS.contains(call.methodName());
    return (isThread || STARTS.contains(call.methodName())) && !call.arguments().isEmpty();
  }

  /** Whether a new object is a piece of work, and somebody may wait for its end. */
  static boolean isTask(New made) {
    String type = made.constructor().owner();
    return type.endsWith("FutureTask") || (type.equals(THREAD) && made.body() == null);
  }

  static boolean isThread(Expression value) {
    return value.type().name().equals(THREAD);
  }

  static boolean joins(Call call) {
    return JOINS.contains(call.methodName());
  }

  static boolean gathers(Call call) {
    return call.isStatic() && GATHERS.contains(call.methodName());
  }

  static boolean maps(Call call) {
    return MAPS.contains(call.methodName());
  }

  /** Whether a call adds a step to a future, which runs when that is complete. */
  static boolean isStage(Call call) {
    return STAGES.contains(call.methodName());
  }

  /** Whether the step of a future begins another one, which the result waits for too. */
  static boolean composes(Call call) {
    return COMPOSES.contains(call.methodName()) && !call.arguments().isEmpty();
  }

  /** Whether a call returns the same future, or futures, or what becomes of them. */
  static boolean keeps(Call call) {
    return isStage(call) || KEEPS.contains(call.methodName());
  }

  static boolean isEmptyFactory(Call call) {
    return call.isStatic()
        && call.arguments().stream().noneMatch(Expression.Lambda.class::isInstance)
        && Set.of(
                "newArrayList",
                "newLinkedList",
                "newHashMap",
                "newConcurrentMap",
                "newArrayListWithCapacity",
                "newArrayListWithExpectedSize",
                "synchronizedList")
            .contains(call.methodName());
  }
}
