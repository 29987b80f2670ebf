package dev.meanwhile.micrometer;

import dev.meanwhile.observe.TaskEvent.CancelReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of tasks, each registered when it is first used. */
final class TaskMeters {
  private final MeterRegistry registry;
  private final ConcurrentHashMap<Series, Timer> tasks = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Timer> waits = new ConcurrentHashMap<>();

  private record Series(String name, String outcome) {}

  TaskMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(String name, String outcome, long nanos) {
    tasks
        .computeIfAbsent(new Series(name, outcome), this::task)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer task(Series series) {
    return Timer.builder("meanwhile.task")
        .description("How long tasks ran and waited, from their start to their end")
        .tag("name", series.name())
        .tag("outcome", series.outcome())
        .register(registry);
  }

  void waited(String reason, long nanos) {
    waits.computeIfAbsent(reason, this::waits).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer waits(String reason) {
    return Timer.builder("meanwhile.wait")
        .description("How long tasks waited, by what they waited for")
        .tag("reason", reason)
        .register(registry);
  }

  /** Counts the attempts after the first. */
  void attempted(int number) {
    if (number > 1) {
      counter("meanwhile.retries", "Attempts after the first").register(registry).increment();
    }
  }

  void cancelled(CancelReason reason) {
    counter("meanwhile.cancellations", "Tasks that were told to stop")
        .tag("reason", word(reason))
        .register(registry)
        .increment();
  }

  void timedOut() {
    counter("meanwhile.timeouts", "Deadlines that passed").register(registry).increment();
  }

  void straggled() {
    counter("meanwhile.stragglers", "Tasks that still ran when their grace was over")
        .register(registry)
        .increment();
  }

  private static Counter.Builder counter(String name, String description) {
    return Counter.builder(name).description(description);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
