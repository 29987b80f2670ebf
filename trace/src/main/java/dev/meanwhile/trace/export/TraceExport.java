package dev.meanwhile.trace.export;

import dev.meanwhile.trace.RunTrace;
import java.io.IOException;
import java.io.Writer;

/** Writes a trace in the format of another tool. Implementations are immutable. */
public interface TraceExport {
  /**
   * Writes the whole document to {@code out} as it is made, and leaves {@code out} open.
   *
   * @throws IOException if {@code out} cannot be written to
   */
  void write(RunTrace trace, Writer out) throws IOException;
}
