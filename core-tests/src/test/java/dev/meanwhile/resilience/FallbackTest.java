package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class FallbackTest {
  private final VirtualTime time = VirtualTime.create();
  private final AtomicInteger asked = new AtomicInteger();

  private final Task<String, Exception> last =
      () -> {
        asked.incrementAndGet();
        return "last";
      };

  private static Task<String, Exception> failing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    };
  }

  @Test
  void theFirstAnswerIsTakenAndTheOthersAreNotAsked() throws Exception {
    assertThat(time.run(Fallback.of(() -> "first", last))).isEqualTo("first");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aFailureGoesOnToTheNext() throws Exception {
    Fallback<String, Exception> both = Fallback.of(failing(new IOException()), last);
    assertThat(time.run(both)).isEqualTo("last");
  }

  @Test
  void ifAllFailTheLastFailureIsThrownWithTheOthersInOrder() {
    List<IOException> all =
        List.of(new IOException("1"), new IOException("2"), new IOException("3"));
    Fallback<String, Exception> three =
        Fallback.of(failing(all.get(0)), failing(all.get(1)), failing(all.get(2)));
    var thrown = catchThrowable(() -> time.run(three));
    assertThat(thrown).isSameAs(all.get(2));
    assertThat(thrown.getSuppressed()).containsExactly(all.get(0), all.get(1));
  }

  @Test
  void aConditionDecidesWhichFailuresGoOn() {
    Fallback<String, Exception> picky =
        Fallback.of(failing(new IllegalStateException()), last)
            .onFailure(failure -> failure instanceof IOException);
    assertThatThrownBy(() -> time.run(picky)).isInstanceOf(IllegalStateException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void interruptsErrorsAndMisuseDoNot() {
    for (Throwable end :
        List.of(new InterruptedException(), new AssertionError("bug"), new Misuse("wrong"))) {
      assertThatThrownBy(() -> time.run(Fallback.of(failing(end), last))).isSameAs(end);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void anInterruptThatCameOutAsAnotherExceptionDoesNotEither() {
    Task<String, Exception> disguised =
        () -> {
          Thread.currentThread().interrupt();
          throw new IOException("closed by interrupt");
        };
    var thrown = catchThrowable(() -> time.run(Fallback.of(disguised, last)));
    assertThat(thrown).isInstanceOf(InterruptedException.class);
    assertThat(thrown.getSuppressed()[0]).hasMessage("closed by interrupt");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aDeadlineInsideGoesOnAndOneAroundDoesNot() throws Exception {
    Task<String, Exception> tooSlow =
        () -> {
          Meanwhile.sleep(Deadline.remaining().plusSeconds(1));
          return "slow";
        };
    Fallback<String, Exception> limited = Fallback.of(() -> within(ofSeconds(1), tooSlow), last);
    assertThat(time.run(() -> within(ofSeconds(9), limited))).isEqualTo("last");
    Fallback<String, Exception> unlimited = Fallback.of(tooSlow, last);
    assertThatThrownBy(() -> time.run(() -> within(ofSeconds(9), unlimited)))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(asked).hasValue(1);
  }
}
