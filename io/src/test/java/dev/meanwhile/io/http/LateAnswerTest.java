package dev.meanwhile.io.http;

import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An answer that comes just when nobody wants it any more does not stay open. */
@ExtendWith(LeakGuard.class)
class LateAnswerTest {
  private static final URI ANYWHERE = URI.create("http://127.0.0.1:1/");

  private final Cue cue = new Cue();

  private static StubClient client(Task<?, IOException> whenAnswered) {
    return new StubClient() {
      @Override
      void answered() throws IOException, InterruptedException {
        whenAnswered.run();
      }
    };
  }

  private StubClient struck() {
    return client(() -> {
      cue.strike();
      return "";
    });
  }

  @Test
  void ifTheInterruptComesWithTheAnswerItIsClosed() {
    StubClient client =
        client(() -> {
          throw new InterruptedException();
        });
    assertThatThrownBy(() -> Http.of(client).get(ANYWHERE).lines())
        .isInstanceOf(InterruptedException.class);
    assertThat(client.closed).containsExactly(true);
  }

  @Test
  void ifTheTimeoutComesWithTheAnswerItIsClosed() {
    StubClient client = struck();
    assertThatThrownBy(
            () -> cue.run(() -> Http.of(client).timeout(ofSeconds(2)).get(ANYWHERE).lines()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(client.closed).containsExactly(true);
  }

  @Test
  void ifATimeLimitInThePolicyComesWithTheAnswerItIsClosed() {
    StubClient client = struck();
    Policy policy = Policy.of(Within.of(ofSeconds(2)));
    assertThatThrownBy(() -> cue.run(() -> Http.of(client).under(policy).get(ANYWHERE).lines()))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(client.closed).containsExactly(true);
  }

  @Test
  void ifTheDeadlineComesWhileItIsReadItIsClosed() {
    StubClient client = struck();
    assertThatThrownBy(() ->
            cue.run(() -> within(ofSeconds(2), () -> Http.of(client).get(ANYWHERE).asString())))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(client.closed).containsExactly(true);
  }

  @Test
  void ifAPolicyWantsAnotherOneItIsClosed() throws Exception {
    StubClient client = client(() -> "");
    Policy twice =
        Retry.attempts(2).backoff(Backoff.fixed(Duration.ZERO)).onResult(result -> result != null);
    try (Stream<String> lines = Http.of(client).under(twice).get(ANYWHERE).lines()) {
      assertThat(client.closed).containsExactly(true, false);
      assertThat(lines).isNotNull();
    }
    assertThat(client.closed).containsExactly(true, true);
  }

  @Test
  void ifTheReaderFailsItIsClosed() {
    StubClient client = client(() -> "");
    var failure = new IllegalStateException("reader");
    assertThatThrownBy(() ->
            Http.of(client)
                .get(ANYWHERE)
                .as(_ -> {
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(client.closed).containsExactly(true);
  }
}
