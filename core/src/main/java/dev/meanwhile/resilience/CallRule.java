package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the end of a call says about the other side. Immutable. */
record CallRule(
    List<Class<? extends Exception>> failing,
    List<Class<? extends Exception>> ignored,
    List<Predicate<? super @Nullable Object>> results) {
  static final CallRule DEFAULT = new CallRule(List.of(), List.of(), List.of());

  CallRule orFailing(Class<? extends Exception> type) {
    return new CallRule(plus(failing, requireNonNull(type, "type")), ignored, results);
  }

  CallRule orIgnored(Class<? extends Exception> type) {
    return new CallRule(failing, plus(ignored, requireNonNull(type, "type")), results);
  }

  CallRule orFailingResult(Predicate<? super @Nullable Object> result) {
    return new CallRule(failing, ignored, plus(results, result));
  }

  private static <E> List<E> plus(List<E> list, E more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }

  boolean isFailing(@Nullable Object result) {
    return !results.isEmpty() && results.stream().anyMatch(rule -> rule.test(result));
  }

  boolean isFailure(Throwable thrown) {
    return failing.isEmpty() || failing.stream().anyMatch(type -> type.isInstance(thrown));
  }

  boolean isIgnored(Throwable thrown) {
    return ignored.stream().anyMatch(type -> type.isInstance(thrown));
  }
}
