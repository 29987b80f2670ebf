package dev.meanwhile.runtime;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What keeps loads apart: their loader, known by its counter, their context, and the class of their
 * keys.
 */
record Route(LoaderCount loader, ContextSnapshot context, @Nullable Object kind) {
  /** That of {@code key}, for loads in that context. */
  static <K> Route of(LoaderRules<K> rules, K key, ContextSnapshot context) {
    Function<? super K, ?> splitBy = rules.splitBy();
    return new Route(rules.count(), context, splitBy == null ? null : splitBy.apply(key));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Route route
        && loader == route.loader
        && context.equals(route.context)
        && Objects.equals(kind, route.kind);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * System.identityHashCode(loader) + context.hashCode())
        + Objects.hashCode(kind);
  }
}
