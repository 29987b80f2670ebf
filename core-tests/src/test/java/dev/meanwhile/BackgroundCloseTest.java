package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a background: what it waits for, what it stops, what it leaves. */
@ExtendWith(LeakGuard.class)
class BackgroundCloseTest extends BackgroundFixture {
  @Nested
  class Drains {
    @Test
    void whatRuns() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run("a", takes(9, "a"));
        }
        did.add("closed");
        return null;
      });

      assertThat(did).containsExactly("a begins", "a ends", "closed");
      assertThat(time.elapsed()).isEqualTo(ofSeconds(9));
    }

    @Test
    void whatWaitsForAPermitOrItsTurn() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").limit(atMost(1)).open(told)) {
          background.runNext("key", "a", takes(2, "a"));
          background.runNext("key", "b", takes(2, "b"));
          background.run("c", takes(2, "c"));
        }
        return null;
      });

      assertThat(did)
          .containsExactly("a begins", "a ends", "c begins", "c ends", "b begins", "b ends");
      assertThat(time.elapsed()).isEqualTo(ofSeconds(6));
    }

    @Test
    void forTenSecondsByDefaultAndThenStopsTheRest() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run("a", takes(11, "a"));
        }
        return null;
      });

      assertThat(did).containsExactly("a begins");
      assertThat(time.elapsed()).isEqualTo(ofSeconds(10));
      assertThat(told.all()).isEmpty();
    }

    @Test
    void asLongAsItIsTold() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").drain(Deadline.FOREVER).open(told)) {
          background.run("a", takes(100_000, "a"));
        }
        return null;
      });

      assertThat(did).containsExactly("a begins", "a ends");
    }

    @Test
    void byTheClockOfTheOneWhoCloses() throws Exception {
      var background = new AtomicReference<Background>();
      time.run(() -> {
        background.set(Background.open(told));
        background.get().run("a", takes(60, "a"));
        return null;
      });
      background.get().close();

      assertThat(did).containsExactly("a begins", "a ends");
    }
  }

  @Nested
  class FromInside {
    @Test
    void isMisuseBecauseItWouldWaitForItself() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.run("suicide", background::close);
        }
        return null;
      });

      assertThat(told.only().failure())
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("task \"audit/suicide\" closes the background \"audit\"")
          .hasMessageContaining("it would wait for itself");
    }

    @Test
    void isMisuseAlsoBelowATask() throws Exception {
      time.run(() -> {
        try (var background = Background.named("audit").open(told)) {
          background.run(
              "suicide",
              () ->
                  all(
                      () -> {
                        background.close();
                        return 1;
                      },
                      () -> 2,
                      Integer::sum));
        }
        return null;
      });

      assertThat(told.only().failure()).isInstanceOf(Misuse.class);
    }

    @Test
    void ofAnotherBackgroundIsNone() throws Exception {
      time.run(() -> {
        try (var outer = Background.named("outer").open(told)) {
          outer.run(
              "owner",
              () -> {
                try (var inner = Background.named("inner").open(told)) {
                  inner.run("a", takes(2, "a"));
                }
                did.add("closed");
              });
        }
        return null;
      });

      assertThat(did).containsExactly("a begins", "a ends", "closed");
      assertThat(told.all()).isEmpty();
    }
  }

  @Nested
  class Again {
    @Test
    void doesNothing() throws Exception {
      var background = Background.open(told);
      background.run("a", () -> did.add("a"));
      background.close();
      background.close();

      assertThat(did).containsExactly("a");
    }

    @Test
    void bySeveralAtOnceAllWait() throws Exception {
      time.run(() -> {
        var background = Background.open(told);
        background.run("a", takes(5, "a"));
        return all(() -> closing(background), () -> closing(background), (one, two) -> one);
      });

      assertThat(did).containsExactly("a begins", "a ends", "closed", "closed");
    }

    private Object closing(Background background) {
      background.close();
      return did.add("closed");
    }
  }
}
