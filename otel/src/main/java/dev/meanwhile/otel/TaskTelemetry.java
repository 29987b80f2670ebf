package dev.meanwhile.otel;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as spans of OpenTelemetry. Installed once, when the application starts:
 *
 * {@snippet file="TracingTasks.java" region="install"}
 *
 * <p>Each task has a span below that of the task that started it. The first span of a run belongs
 * to the span that was current on the calling thread, such as that of the request. Waits are events
 * of a span that name the spans that were waited for and the one that ended the wait. A task that
 * fails or times out has status {@code ERROR}; one that was told to stop has not, but says why. The
 * tasks of a {@link dev.meanwhile.Background} belong to what started them; the background itself
 * has no span. Which words spans use is told in {@code docs/telemetry.md}.
 *
 * <p>Each attempt of a retry or a hedge has a span of its own below its task, so that each request
 * names its attempt as the parent.
 *
 * <p>In its code, the span of a task is the current one, together with whatever else was in the
 * context of the thread that started it, such as its baggage: spans of your own and those of
 * instrumented clients nest below it. For calls through {@code dev.meanwhile.io.http.Http}, {@link
 * #headers} adds the trace headers.
 *
 * <p><b>Threads.</b> Thread-safe; spans are made on the thread on which something happens.
 * <b>Memory.</b> One span for each task that has not ended, of {@value OpenSpans#MOST} tasks at
 * most; tasks beyond have none.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>Loads of one run share a batch although their spans differ, but not where their baggage
 *       does. A {@link ContextKey} of your own that must keep them apart, such as a tenant, has to
 *       be {@linkplain #keepingApart named}.
 *   <li>Another carrier of the same context, as by Micrometer's context propagation with an
 *       accessor for OpenTelemetry, hides the spans of tasks again: use one of the two.
 *   <li>In {@code limit.call(…)} outside of any task, the current span stays the outer one.
 * </ul>
 */
public final class TaskTelemetry implements Observer {
  private static final String SCOPE = "dev.meanwhile";

  private final OpenTelemetry openTelemetry;

  /** The task whose start was just reported; then its code is called with its context. */
  private final Slot<TaskSpan> starting = new Slot<>();

  private final TaskSpans spans;
  private final List<ContextKey<?>> apart;

  private TaskTelemetry(OpenTelemetry openTelemetry, List<ContextKey<?>> apart) {
    this.openTelemetry = openTelemetry;
    this.spans = new TaskSpans(openTelemetry.getTracer(SCOPE), starting);
    this.apart = apart;
  }

  /** Makes spans by a tracer of {@code openTelemetry}, and headers by its propagators. */
  public static TaskTelemetry of(OpenTelemetry openTelemetry) {
    return new TaskTelemetry(requireNonNull(openTelemetry, "openTelemetry"), List.of());
  }

  /**
   * The same, where work is not put together if the values of {@code keys} differ, by {@code
   * equals}. Keys that were named before count no longer.
   */
  public TaskTelemetry keepingApart(ContextKey<?>... keys) {
    return new TaskTelemetry(openTelemetry, List.of(keys));
  }

  /**
   * Makes spans for every run of this process that begins from now on, and carries the context into
   * its tasks, until the returned registration is closed.
   */
  @Override
  public Registration install() {
    Registration watching = Observer.super.install();
    ContextCarrier.Registration carrying = carrier().install();
    return () -> {
      carrying.close();
      watching.close();
    };
  }

  /**
   * Makes spans for this run alone. They are current in the code of its tasks only as long as
   * {@link #carrier} is installed. Not for a process in which this is installed: each task would
   * have its span twice.
   */
  @Override
  public <T extends @Nullable Object, X extends Exception> T watch(String name, Task<T, X> task)
      throws X, InterruptedException {
    return Observer.super.watch(
        name,
        () -> {
          try (var _ = spans.innermost().makeCurrent()) {
            return task.run();
          }
        });
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T watch(Task<T, X> task)
      throws X, InterruptedException {
    return watch("run", task);
  }

  /** What carries the context into tasks; {@link #install} installs it. */
  public ContextCarrier carrier() {
    return () -> CarriedContext.capture(starting, apart);
  }

  /**
   * Adds the trace headers to an outgoing request, such as W3C's {@code traceparent}: what the
   * propagators inject of the context that is current where the request is sent.
   *
   * {@snippet file="TracingTasks.java" region="headers"}
   */
  public Consumer<HttpRequest.Builder> headers() {
    TextMapPropagator propagator = openTelemetry.getPropagators().getTextMapPropagator();
    return request -> propagator.inject(Context.current(), request, TaskTelemetry::set);
  }

  private static void set(HttpRequest.@Nullable Builder request, String name, String value) {
    if (request != null) {
      request.setHeader(name, value);
    }
  }

  /** Takes one event. */
  @Override
  public void on(TaskEvent event) {
    spans.on(event);
  }

  /** How many spans are open. */
  int open() {
    return spans.open();
  }
}
