package dev.meanwhile.contextpropagation;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What Logback writes, each line with its logging context. */
final class Journal extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Journal.class);
  private final PatternLayout layout = new PatternLayout();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  Journal() {
    layout.setContext(logger.getLoggerContext());
    layout.setPattern("%msg [%X]");
    layout.start();
    setContext(logger.getLoggerContext());
    start();
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  void log(String message) {
    logger.info(message);
  }

  /** In the order in which they were written. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  void clear() {
    lines.clear();
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(layout.doLayout(event)); // on the thread that logs: there the event reads its context
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
