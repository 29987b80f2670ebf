package dev.meanwhile.examples.shop;

import static dev.meanwhile.Meanwhile.unless;

import com.sun.net.httpserver.HttpExchange;
import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.Task;
import java.io.IOException;
import java.time.Duration;

/**
 * Cancels the work for a client that has hung up. Only who writes notices that, so it writes
 * blanks, which JSON allows before a value.
 *
 * <p>The first blank settles the status: what fails later than one heartbeat is an answer that
 * breaks off. So the heartbeat is longer than almost every answer takes.
 */
final class HangUp {
  private final HttpExchange exchange;
  private final Duration heartbeat;
  private final Cancellation cancellation = Cancellation.create();
  private boolean begun;
  private boolean over;

  private HangUp(HttpExchange exchange, Duration heartbeat) {
    this.exchange = exchange;
    this.heartbeat = heartbeat;
  }

  /** Answers with what {@code work} returns or throws, unless the client hangs up before. */
  static void serve(HttpExchange exchange, Duration heartbeat, Task<Reply, Exception> work)
      throws IOException {
    var client = new HangUp(exchange, heartbeat);
    Thread watch = Thread.ofVirtual().name("hang-up").start(client::watch);
    try {
      client.answer(client.replyOf(work));
    } finally {
      client.end();
      watch.interrupt();
    }
  }

  private Reply replyOf(Task<Reply, Exception> work) throws IOException {
    try {
      return unless(cancellation.signal(), work);
    } catch (Cancelled nobodyListens) {
      throw new IOException(nobodyListens);
    } catch (Exception failure) {
      return Reply.failed(failure);
    }
  }

  private void watch() {
    try {
      do {
        Thread.sleep(heartbeat);
      } while (beat());
    } catch (InterruptedException answered) {
      // Nothing is left to be watched.
    }
  }

  private synchronized boolean beat() {
    if (over) {
      return false;
    }
    try {
      if (!begun) {
        begun = true;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
      }
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      return true;
    } catch (IOException left) {
      cancellation.cancel("the client has hung up");
      return false;
    }
  }

  private synchronized void answer(Reply reply) throws IOException {
    over = true;
    if (!begun) {
      reply.sendTo(exchange);
    } else if (reply.status() == 200) {
      exchange.getResponseBody().write(reply.body());
      exchange.getResponseBody().close();
    } else {
      throw new IOException("the status was sent already; the answer is broken off");
    }
  }

  private synchronized void end() {
    over = true;
  }
}
