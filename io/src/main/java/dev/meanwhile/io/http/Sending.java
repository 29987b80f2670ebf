package dev.meanwhile.io.http;

import dev.meanwhile.Mapper;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.MeanwhileException;
import dev.meanwhile.Task;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a call: its attempts, as many as the policy makes, one after the other on the
 * calling thread. Whatever does not reach the caller is closed.
 */
final class Sending {
  private final HttpCall call;
  private @Nullable Exchange last;

  Sending(HttpCall call) {
    this.call = call;
  }

  <T extends @Nullable Object> T send(Mapper<HttpAnswer<ResponseBody>, T, IOException> reading)
      throws IOException, InterruptedException {
    boolean delivered = false;
    try {
      T value = call.terms().policy().call(() -> attempt(reading));
      delivered = true;
      return value;
    } finally {
      if (!delivered) {
        closeLast();
      }
    }
  }

  private <T extends @Nullable Object> T attempt(
      Mapper<HttpAnswer<ResponseBody>, T, IOException> reading)
      throws IOException, InterruptedException {
    refuseSecond();
    closeLast();
    Exchange exchange = call.attempt();
    last = exchange;
    try {
      return timed(() -> exchange.run(reading));
    } catch (HttpStatusException | MeanwhileException decided) {
      throw decided;
    } catch (IOException | RuntimeException failure) {
      if (call.isRepeatable() || !exchange.mayHaveArrived()) {
        throw failure;
      }
      throw new NotRepeatableException(notDeclared("failed", failure), failure);
    }
  }

  /** A time limit in the policy can cut off an attempt without our seeing how it ends. */
  private void refuseSecond() throws NotRepeatableException {
    if (last != null && last.mayHaveArrived() && !call.isRepeatable()) {
      throw new NotRepeatableException(notDeclared("was sent before", null), null);
    }
  }

  private String notDeclared(String what, @Nullable Exception failure) {
    return call
        + " "
        + what
        + ", may have been carried out and is not declared repeatable"
        + (failure == null ? "" : ": " + failure);
  }

  private <T extends @Nullable Object> T timed(Task<T, IOException> attempt)
      throws IOException, InterruptedException {
    Duration limit = call.terms().timeout();
    if (limit == null) {
      return attempt.run();
    }
    return Meanwhile.withinOr(
        limit,
        attempt,
        () -> {
          throw new HttpTimeoutException(call + " took longer than its timeout of " + limit);
        });
  }

  private void closeLast() {
    if (last != null) {
      last.close();
    }
  }
}
