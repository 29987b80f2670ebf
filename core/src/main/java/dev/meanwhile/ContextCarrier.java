package dev.meanwhile;

import dev.meanwhile.runtime.CarriedScopedValue;
import dev.meanwhile.runtime.CarriedThreadLocal;
import dev.meanwhile.runtime.ContextSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Carries context from the thread that starts a task to the task's own thread. What is declared
 * here arrives, and nothing else: no {@link ScopedValue} and no {@link ThreadLocal}, also not an
 * {@link InheritableThreadLocal}, because a thread may be made by whoever frees the permit for it.
 * Only the context class loader is always that of the starter.
 *
 * <pre>{@code
 * ContextCarrier.of(TENANT).install();      // once, when the application starts
 * }</pre>
 *
 * <p>Context that lives elsewhere takes a carrier of a few lines. For the logging context of SLF4J:
 *
 * {@snippet file="LoggingContext.java" region="logging-context"}
 *
 * <p>Implementations are thread-safe. {@link #capture} runs once for each task that is started and
 * must be quick.
 */
@FunctionalInterface
public interface ContextCarrier {
  /** Takes what the calling thread has; called where the task is started. */
  Captured capture();

  /** Carries the binding of {@code value}, where it is bound. */
  static ContextCarrier of(ScopedValue<?> value) {
    return new CarriedScopedValue<>(value);
  }

  /** Carries what {@code local} holds; in the task it is set before and restored after. */
  static ContextCarrier of(ThreadLocal<?> local) {
    return new CarriedThreadLocal<>(local);
  }

  /**
   * Carries for every task that is started in this process from now on, until the returned
   * registration is closed.
   *
   * @return closes without waiting, any number of times
   */
  default Registration install() {
    return ContextSnapshot.install(this);
  }

  /**
   * What was captured. Two captures are equal where they mean the same context: work of unequal
   * contexts is never put together.
   */
  interface Captured {
    /** Runs {@code task} with the context in place, and restores what was there before. */
    <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
        throws X, InterruptedException;
  }

  /** What {@link #install} gave; closing it ends the carrying. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
