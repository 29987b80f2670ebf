package dev.meanwhile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is reported to the logger of the library while some work is done. */
final class Logged extends Handler {
  private final List<LogRecord> entries = Collections.synchronizedList(new ArrayList<>());

  private Logged() {}

  /** Does {@code work}, and gives what was thrown at the logger meanwhile. */
  static List<Throwable> during(Task<?, ?> work) throws Exception {
    var logged = new Logged();
    Logger logger = Logger.getLogger("dev.meanwhile");
    boolean parents = logger.getUseParentHandlers();
    logger.setUseParentHandlers(false);
    logger.addHandler(logged);
    try {
      work.run();
    } finally {
      logger.removeHandler(logged);
      logger.setUseParentHandlers(parents);
    }
    return logged.entries.stream().map(LogRecord::getThrown).toList();
  }

  @Override
  public void publish(LogRecord entry) {
    entries.add(entry);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
