package dev.meanwhile.runtime;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the carriers captured on the thread that starts a task; equal where what they captured is
 * equal.
 */
public record ContextSnapshot(List<ContextCarrier.Captured> captured) {
  private static final CopyOnWriteArrayList<Installed> CARRIERS = new CopyOnWriteArrayList<>();
  private static final ContextSnapshot EMPTY = new ContextSnapshot(List.of());

  /** Adds a carrier for tasks started from now on. */
  public static ContextCarrier.Registration install(ContextCarrier carrier) {
    Installed installed = new Installed(carrier);
    CARRIERS.add(installed);
    return () -> CARRIERS.remove(installed);
  }

  /** How many carriers are installed. */
  public static int installedCount() {
    return CARRIERS.size();
  }

  static ContextSnapshot capture() {
    if (CARRIERS.isEmpty()) {
      return EMPTY;
    }
    return new ContextSnapshot(
        CARRIERS.stream().map(installed -> installed.carrier.capture()).toList());
  }

  <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return call(task, 0);
  }

  private <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task, int from)
      throws X, InterruptedException {
    return from == captured.size()
        ? task.run()
        : captured.get(from).call(() -> call(task, from + 1));
  }

  /** One installation; equal only to itself. */
  private static final class Installed {
    private final ContextCarrier carrier;

    private Installed(ContextCarrier carrier) {
      this.carrier = carrier;
    }
  }
}
