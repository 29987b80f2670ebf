package dev.meanwhile.runtime;

/**
 * Throws a task's exception as itself, where the compiler has lost its type but the verb's
 * signature still declares it.
 */
public final class Thrown {
  private Thrown() {}

  /** Throws {@code failure}; never returns. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <X extends Throwable> RuntimeException as(Throwable failure) throws X {
    throw (X) failure;
  }
}
