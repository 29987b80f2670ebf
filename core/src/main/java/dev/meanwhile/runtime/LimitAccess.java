package dev.meanwhile.runtime;

import dev.meanwhile.Limit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets our other packages at the permits of a limit, which are not for its users. */
public final class LimitAccess {
  private static volatile @Nullable Function<Limit, PermitQueue> access;

  private LimitAccess() {}

  /** Called by the class itself, before there is any limit. */
  public static void by(Function<Limit, PermitQueue> permits) {
    access = permits;
  }

  /** The permits of {@code limit}. */
  public static PermitQueue permitsOf(Limit limit) {
    Function<Limit, PermitQueue> known = access;
    if (known == null) {
      throw new AssertionError("there is a limit before its class");
    }
    return known.apply(limit);
  }
}
