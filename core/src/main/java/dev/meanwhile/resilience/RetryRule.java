package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What another attempt is made for. Immutable. */
record RetryRule(
    List<Predicate<? super Exception>> on,
    List<Class<? extends Exception>> notOn,
    List<Predicate<? super @Nullable Object>> results) {
  static final RetryRule DEFAULT = new RetryRule(List.of(), List.of(), List.of());

  RetryRule orOn(Predicate<? super Exception> more) {
    return new RetryRule(plus(on, requireNonNull(more, "failure")), notOn, results);
  }

  RetryRule orNotOn(Class<? extends Exception> more) {
    return new RetryRule(on, plus(notOn, requireNonNull(more, "type")), results);
  }

  RetryRule orOnResult(Predicate<? super @Nullable Object> more) {
    return new RetryRule(on, notOn, plus(results, requireNonNull(more, "result")));
  }

  private static <E> List<E> plus(List<E> list, E more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }

  boolean covers(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Success<?>(var value) -> isAny(results, value);
      case Outcome.Failure<?>(var failure) -> covers(failure);
    };
  }

  private boolean covers(Throwable failure) {
    if (!(failure instanceof Exception exception)
        || failure instanceof Unretryable
        || FinalFailures.contains(failure)
        || isExcepted(failure)) {
      return false;
    }
    return on.isEmpty() ? !FinalFailures.isRefusal(exception) : isAny(on, exception);
  }

  private boolean isExcepted(Throwable failure) {
    for (Class<?> type : notOn) {
      if (type.isInstance(failure)) {
        return true;
      }
    }
    return false;
  }

  private static <E extends @Nullable Object> boolean isAny(
      List<? extends Predicate<? super E>> rules, E seen) {
    for (Predicate<? super E> rule : rules) {
      if (rule.test(seen)) {
        return true;
      }
    }
    return false;
  }
}
