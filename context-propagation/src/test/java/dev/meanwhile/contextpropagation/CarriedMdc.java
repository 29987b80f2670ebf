package dev.meanwhile.contextpropagation;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import java.util.Map;
import org.slf4j.MDC;

/** The logging context, carried without any library: what the example shows. */
record CarriedMdc(Map<String, String> values) implements ContextCarrier.Captured {
  static CarriedMdc current() {
    Map<String, String> values = MDC.getCopyOfContextMap();
    return new CarriedMdc(values == null ? Map.of() : values);
  }

  @Override
  public <T, X extends Exception> T call(Task<T, X> task) throws X, InterruptedException {
    CarriedMdc before = current();
    MDC.setContextMap(values);
    try {
      return task.run();
    } finally {
      MDC.setContextMap(before.values);
    }
  }
}
