package dev.meanwhile.otel;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context of the thread that started a task, with the task's own span in it. Two are equal that
 * differ by spans only, or else no two tasks could ever share a batch.
 */
final class CarriedContext implements ContextCarrier.Captured {
  private final Slot<TaskSpan> starting;
  private final Context context;
  private final List<@Nullable Object> apart;

  private CarriedContext(Slot<TaskSpan> starting, Context context, List<@Nullable Object> apart) {
    this.starting = starting;
    this.context = context;
    this.apart = apart;
  }

  /**
   * Takes the context of the calling thread.
   *
   * @param starting where a task finds its span
   * @param apart whose values keep work apart, besides the baggage
   */
  static CarriedContext capture(Slot<TaskSpan> starting, List<ContextKey<?>> apart) {
    Context context = Context.current();
    @Nullable Object[] values = new @Nullable Object[apart.size() + 1];
    values[0] = Baggage.fromContext(context);
    for (int i = 0; i < apart.size(); i++) {
      values[i + 1] = context.get(apart.get(i));
    }
    return new CarriedContext(starting, context, Arrays.asList(values));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    TaskSpan own = starting.take();
    Context inTask = own == null ? context : own.within(context);
    try (var _ = inTask.makeCurrent()) {
      return task.run();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CarriedContext carried
        && starting == carried.starting
        && apart.equals(carried.apart);
  }

  @Override
  public int hashCode() {
    return apart.hashCode();
  }
}
