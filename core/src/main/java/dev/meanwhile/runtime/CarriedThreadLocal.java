package dev.meanwhile.runtime;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** Sets a thread-local in the task to what it held where the task was started. */
public record CarriedThreadLocal<V>(ThreadLocal<V> local) implements ContextCarrier {
  @Override
  public Captured capture() {
    return new Held<>(local, local.get());
  }

  private record Held<V>(ThreadLocal<V> local, @Nullable V held) implements Captured {
    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
        throws X, InterruptedException {
      V before = local.get();
      set(held);
      try {
        return task.run();
      } finally {
        set(before);
      }
    }

    private void set(@Nullable V value) {
      if (value == null) {
        local.remove();
      } else {
        local.set(value);
      }
    }
  }
}
