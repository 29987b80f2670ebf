package dev.meanwhile.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, as it arrives. Closed before its end, it ends the exchange, but for what
 * may be read to keep the connection.
 */
final class ResponseBody extends InputStream {
  private static final int BUFFER = 8192;

  private final InputStream body;
  private final long drain;
  private @Nullable IOException failure;
  private boolean ended;
  private boolean closed;

  /** A body of which {@link #close} reads up to {@code drain} bytes more. */
  ResponseBody(InputStream body, long drain) {
    this.body = body;
    this.drain = drain;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      int count = body.read(bytes, from, length);
      ended |= count < 0;
      return count;
    } catch (IOException broken) {
      failure = Thread.currentThread().isInterrupted() ? closedByInterrupt(broken) : broken;
      throw failure;
    }
  }

  /** What a read has thrown, if one has: JSON libraries wrap it. */
  @Nullable IOException failure() {
    return failure;
  }

  /** The JDK has closed the body and left the flag, which is what this exception tells. */
  private static IOException closedByInterrupt(IOException failure) {
    var closed = new ClosedByInterruptException();
    closed.initCause(failure);
    return closed;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      drain(drain);
      body.close();
    }
  }

  /**
   * Reads up to {@code most} bytes more, so that the connection can be used again if the body ends
   * among them. How that goes makes no difference to who has read what he needs.
   */
  void drain(long most) {
    try {
      var dropped = new byte[(int) Math.min(most, BUFFER)];
      for (long left = most; left > 0 && !ended; ) {
        left -= Math.max(0, read(dropped, 0, (int) Math.min(left, dropped.length)));
      }
    } catch (IOException _) {
      // closed without it
    }
  }
}
