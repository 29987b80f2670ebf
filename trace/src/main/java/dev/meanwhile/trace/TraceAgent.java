package dev.meanwhile.trace;

import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code -javaagent:meanwhile-trace.jar=SETTING}, which is another way to say {@code
 * -Dmeanwhile.trace=SETTING}, and needs no dependency of the application on this module.
 */
public final class TraceAgent {
  private TraceAgent() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(@Nullable String setting) {
    try {
      new TracingAtStart().start(setting == null ? "" : setting);
    } catch (LinkageError missing) {
      System.err.println(
          "meanwhile: not tracing: meanwhile-core is not on the class path (" + missing + ")");
    }
  }
}
