package dev.meanwhile;

import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work without a result. */
@ExtendWith(LeakGuard.class)
class ActionTest {
  private final AtomicInteger flushed = new AtomicInteger();

  private void flush() {
    flushed.incrementAndGet();
  }

  private void fail() throws IOException {
    throw new IOException("full");
  }

  @Test
  void isDoneOnceAndHasNoResult() throws Exception {
    assertThat(within(ofSeconds(9), Task.of(this::flush))).isNull();
    assertThat(flushed).hasValue(1);
  }

  @Test
  void runsAsATaskOfAScope() throws Exception {
    scope(s -> {
      s.start(Task.of(this::flush));
      return s.start("second", Task.of(this::flush)).get();
    });

    assertThat(flushed).hasValue(2);
  }

  @Test
  void keepsItsCheckedException() {
    Task<?, IOException> task = Task.of(this::fail);

    assertThatThrownBy(task::run).isInstanceOf(IOException.class).hasMessage("full");
  }

  @Test
  void ofNothingFailsAtOnce() {
    assertThatNullPointerException().isThrownBy(() -> Task.of(null)).withMessage("action");
  }
}
