package dev.meanwhile.trace;

import dev.meanwhile.observe.ObserverProvider;
import java.io.IOException;

/**
 * Starts the tracing that the command line asks for. Where that cannot be, it says why on the
 * standard error, and the application goes on without.
 */
public final class TracingAtStart implements ObserverProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TracingAtStart() {}

  /**
   * Starts a tracing for the rest of the process.
   *
   * @param setting {@code DIR[,sample=1/100][,slower-than=500ms][,events=65536][,disk=256MB]
   *     [,log-slower-than=1s]}
   */
  @Override
  public void start(String setting) {
    try {
      TracingSetting.parse(setting).start();
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      complain("\"" + setting + "\": " + e);
    }
  }

  private static void complain(String problem) {
    System.err.println("meanwhile: not tracing: " + problem);
  }
}
