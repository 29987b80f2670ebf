package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

@Contender(value = "StructuredTaskScope", preview = true, only = "policy=timeout")
final class StructuredScope extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    return () -> {
      try (var scope =
          StructuredTaskScope.open(
              Joiner.<Integer>awaitAllSuccessfulOrThrow(), limits -> limits.withTimeout(LIMIT))) {
        var task = scope.fork(call);
        scope.join();
        return task.get();
      }
    };
  }
}
