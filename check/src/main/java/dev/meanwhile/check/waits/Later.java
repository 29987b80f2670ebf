package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import java.util.Locale;
import java.util.Set;

/**
 * Which calls keep a lambda for later or for another thread, so that the caller does not wait for
 * it.
 */
public final class Later {
  private static final Set<String> NAMES =
      Set.of(
          "submit",
          "execute",
          "supplyAsync",
          "runAsync",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay",
          "start",
          "startVirtualThread",
          "unstarted",
          "fork",
          "subscribe",
          "addListener",
          "addCallback",
          "onSuccess",
          "onFailure",
          "onComplete",
          "whenComplete",
          "whenCompleteAsync",
          "handle",
          "handleAsync",
          "thenApply",
          "thenApplyAsync",
          "thenAccept",
          "thenAcceptAsync",
          "thenCompose",
          "thenComposeAsync",
          "thenRun",
          "thenRunAsync",
          "thenCombine",
          "thenCombineAsync",
          "exceptionally",
          "exceptionallyCompose",
          "invokeLater",
          "addShutdownHook",
          "afterCommit",
          "registerSynchronization",
          "fromCallable",
          "fromSupplier",
          "defer",
          "doOnNext",
          "doOnError",
          "flatMapMany",
          "newThread",
          "addHandler",
          "setHandler",
          "on",
          "register",
          "supply",
          "computeIfAbsent",
          "getOrLoad",
          "getIfAbsent",
          "enqueue",
          "runLater",
          "withInitial",
          "memoize",
          "async");

  private Later() {}

  /**
   * Whether a lambda among the arguments runs after the call has returned, elsewhere, or seldom.
   */
  public static boolean isKept(Call call) {
    return NAMES.contains(call.methodName()) || isCached(call);
  }

  /** {@code cache.get(key, () -> …)}; a loop over what it holds runs at once. */
  private static boolean isCached(Call call) {
    if (call.methodName().startsWith("forEach")) {
      return false;
    }
    Expression root = Chains.root(call);
    String name =
        switch (root) {
          case Expression.Field field -> field.name();
          case Expression.Local local -> local.variable().name();
          default -> "";
        };
    return name.toLowerCase(Locale.ROOT).contains("cache");
  }
}
