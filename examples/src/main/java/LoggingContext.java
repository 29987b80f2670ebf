import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Task;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

static final Logger LOG = LoggerFactory.getLogger("shop");

// @start region="logging-context"
void main() throws InterruptedException {
  ContextCarrier mdc = LogFields::current;
  mdc.install(); // once, when the application starts

  try (var _ = MDC.putCloseable("request", "r-42")) {
    List<Integer> prices = map(List.of("pen", "ink"), atMost(1), this::price);
    LOG.info("prices are {}", prices);
  }
}

int price(String item) {
  LOG.info("asking for {}", item); // on a thread of its own, with the request
  return item.length();
}

/** The logging context of SLF4J. */
record LogFields(Map<String, String> values) implements ContextCarrier.Captured {
  static LogFields current() {
    Map<String, String> values = MDC.getCopyOfContextMap();
    return new LogFields(values == null ? Map.of() : values);
  }

  @Override
  public <T, X extends Exception> T call(Task<T, X> task) throws X, InterruptedException {
    LogFields before = current();
    MDC.setContextMap(values);
    try {
      return task.run();
    } finally {
      MDC.setContextMap(before.values);
    }
  }
}
// @end
