package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Program;
import java.util.Set;
import java.util.regex.Pattern;

/** Which types stand for a result that comes later. */
public final class Futures {
  private static final Set<String> STARTED =
      Set.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.ScheduledFuture",
          "java.util.concurrent.RunnableFuture",
          "java.util.concurrent.FutureTask",
          "java.util.concurrent.ForkJoinTask",
          "com.google.common.util.concurrent.ListenableFuture",
          "com.google.common.util.concurrent.ListenableScheduledFuture",
          "com.google.common.util.concurrent.FluentFuture",
          "com.google.common.util.concurrent.SettableFuture",
          "com.google.api.core.ApiFuture",
          "org.springframework.util.concurrent.ListenableFuture",
          "org.springframework.util.concurrent.CompletableToListenableFutureAdapter",
          "org.apache.kafka.common.KafkaFuture",
          "io.vertx.core.Future",
          "io.lettuce.core.RedisFuture",
          "org.redisson.api.RFuture",
          "org.asynchttpclient.ListenableFuture");

  private static final Set<String> HANDLERS =
      Set.of(
          "exceptionally",
          "exceptionallyAsync",
          "exceptionallyCompose",
          "handle",
          "handleAsync",
          "whenComplete",
          "whenCompleteAsync",
          "catching",
          "catchingAsync",
          "recover",
          "otherwise",
          "eventually");

  private static final Pattern FUNCTIONS =
      Pattern.compile(".*(Consumer|Function|Runnable|Callback|Handler|Listener|Action|Observer)");

  private Futures() {}

  /** Whether a step of a chain is told of failures. */
  public static boolean handlesFailure(Call step) {
    return HANDLERS.contains(step.methodName())
        || (step.methodName().startsWith("on")
            && step.arguments().stream().anyMatch(Futures::isFunction));
  }

  /** Whether an argument is something to call, rather than {@code listener.onChange(value)}. */
  static boolean isFunction(Expression argument) {
    return argument instanceof Expression.Lambda
        || argument instanceof Expression.MethodReference
        || (argument instanceof Expression.New made && made.body() != null)
        || FUNCTIONS.matcher(argument.type().simpleName()).matches();
  }

  /** Whether a call waits for a future without a time limit. */
  public static boolean isJoin(Call call, Program program) {
    return (call.methodName().equals("join") || call.methodName().equals("get"))
        && call.arguments().isEmpty()
        && call.receiver() != null
        && isFuture(call.receiver().type(), program);
  }

  /** Whether a name is that of a library's future. */
  public static boolean isFutureName(String type) {
    return STARTED.contains(type) || type.endsWith("Future");
  }

  /** Whether it is the future of something that runs already. */
  public static boolean isFuture(JavaType type, Program program) {
    String name = type.name();
    return !name.startsWith("io.netty.")
        && (STARTED.contains(name)
            || program.allSupertypes(name).stream().anyMatch(STARTED::contains));
  }

  /** Whether it is a call of {@code CompletableFuture} itself. */
  static boolean isStep(Call call) {
    return call.method().owner().equals("java.util.concurrent.CompletableFuture")
        || call.method().owner().equals("java.util.concurrent.CompletionStage");
  }

  /** Whether it asks a future how it stands, or waits for it, or ends it. */
  static boolean isRead(Call call) {
    String name = call.methodName();
    return name.matches("(get|is|complete|cancel|obtrude).*|join|state|resultNow|exceptionNow")
        && !name.equals("completeOnTimeout");
  }

  /** Whether it is {@code CompletableFuture}, or something with its methods. */
  public static boolean isStage(JavaType type, Program program) {
    return program.isA(type.name(), "java.util.concurrent.CompletionStage")
        || type.name().equals("java.util.concurrent.CompletableFuture");
  }
}
