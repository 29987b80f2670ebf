package dev.meanwhile.check.javac;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.MethodId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The steps of a chain of futures: where a class is missing, the compiler gives up the type of the
 * whole chain, though each step is a future again.
 */
final class FutureSteps {
  private static final Set<String> FUTURES =
      Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");
  private static final Pattern STEPS =
      Pattern.compile(
          "(thenApply|thenAccept|thenRun|thenCompose|thenCombine|handle|whenComplete|exceptionally"
              + "|exceptionallyCompose|applyToEither|acceptEither|runAfterBoth|runAfterEither"
              + "|thenAcceptBoth|supply|run)(Async)?|orTimeout|completeOnTimeout|completeAsync|copy|allOf"
              + "|anyOf|completedFuture|failedFuture|toCompletableFuture");

  private FutureSteps() {}

  /** What a call of a future returns, if that is a future. */
  static JavaType returned(MethodId method) {
    return FUTURES.contains(method.owner()) && STEPS.matcher(method.name()).matches()
        ? JavaType.of(
            method.name().equals("toCompletableFuture")
                ? "java.util.concurrent.CompletableFuture"
                : method.owner(),
            Basis.IMPORTED)
        : JavaType.UNKNOWN;
  }
}
