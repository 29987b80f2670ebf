package dev.meanwhile.runtime;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** Binds a scoped value in the task to what it was bound to where the task was started. */
public record CarriedScopedValue<V>(ScopedValue<V> value) implements ContextCarrier {
  @Override
  public Captured capture() {
    return value.isBound() ? new Binding<>(value, value.get()) : Unbound.UNBOUND;
  }

  private enum Unbound implements Captured {
    UNBOUND;

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
        throws X, InterruptedException {
      return task.run();
    }
  }

  private record Binding<V>(ScopedValue<V> value, @Nullable V bound) implements Captured {
    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
        throws X, InterruptedException {
      try {
        return ScopedValue.where(value, bound).call(task::run);
      } catch (Exception failure) {
        throw Thrown.as(failure);
      }
    }
  }
}
