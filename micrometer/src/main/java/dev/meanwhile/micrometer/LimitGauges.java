package dev.meanwhile.micrometer;

import dev.meanwhile.Limit;
import dev.meanwhile.observe.Observer.Registration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The gauges of limits, by name. They read the limit when they are read. Thread-safe. */
final class LimitGauges {
  private final MeterRegistry registry;
  private final Map<String, List<Meter>> shown = new HashMap<>(); // guarded by this

  LimitGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  synchronized Registration show(String name, Limit limit) {
    // A registry keeps the first gauge of a name, whatever is registered later.
    remove(shown.remove(name));
    List<Meter> gauges =
        List.of(
            gauge("in.use", "Permits that are held", name, limit, Limit::inUse),
            gauge("queued", "Tasks that wait for a permit", name, limit, Limit::waiting),
            gauge("capacity", "Permits there are", name, limit, Limit::capacity));
    shown.put(name, gauges);
    return () -> hide(name, gauges);
  }

  private Meter gauge(
      String what, String description, String name, Limit limit, ToDoubleFunction<Limit> value) {
    return Gauge.builder("meanwhile.limit." + what, limit, value)
        .description(description)
        .tag("limit", name)
        .register(registry);
  }

  /** Those of a later limit of the same name stay. */
  private synchronized void hide(String name, List<Meter> gauges) {
    if (shown.get(name) == gauges) {
      remove(shown.remove(name));
    }
  }

  private void remove(@Nullable List<Meter> gauges) {
    if (gauges != null) {
      gauges.forEach(registry::remove);
    }
  }
}
