package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a task takes over from the thread that starts it: what the carriers captured there, and its
 * context class loader. Equal where both are.
 */
public record ContextSnapshot(
    List<ContextCarrier.Captured> captured, @Nullable ClassLoader loader) {
  private static final CopyOnWriteArrayList<Installed> CARRIERS = new CopyOnWriteArrayList<>();
  private static final @Nullable ClassLoader USUAL = ClassLoader.getSystemClassLoader();

  private static final ContextSnapshot EMPTY = new ContextSnapshot(List.of(), USUAL);

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
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (CARRIERS.isEmpty()) {
      return loader == USUAL ? EMPTY : new ContextSnapshot(List.of(), loader);
    }
    return new ContextSnapshot(
        CARRIERS.stream().map(installed -> installed.carrier.capture()).toList(), loader);
  }

  /**
   * A thread for a task. It inherits no thread-locals: what makes it may be the thread that frees a
   * permit, which has another's.
   */
  Thread thread(Thread.Builder threads, String name, Runnable work) {
    Thread thread = threads.inheritInheritableThreadLocals(false).name(name).unstarted(work);
    if (loader != USUAL) {
      thread.setContextClassLoader(loader);
    }
    return thread;
  }

  <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return call(task, 0);
  }

  <X extends Exception> void run(Action<X> action) throws X, InterruptedException {
    Task<@Nullable Void, X> task = Task.of(action);
    this.<@Nullable Void, X>call(task);
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
