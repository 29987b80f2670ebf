package dev.meanwhile;

import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that nobody waits for: how it starts, on what clock, and under which name. */
@ExtendWith(LeakGuard.class)
class BackgroundTest {
  private final VirtualTime time = VirtualTime.create();
  private final Told told = new Told();
  private final List<String> did = Collections.synchronizedList(new ArrayList<>());

  @Nested
  class ATask {
    @Test
    void startsWhileTheCallerGoesOn() throws Exception {
      var callerWentOn = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        background.run("ping", callerWentOn::await);
        callerWentOn.countDown();
      }

      assertThat(told.all()).isEmpty();
    }

    @Test
    void runsBesideTheOthers() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          for (int i = 0; i < 5; i++) {
            background.run("nap", () -> sleep(ofSeconds(1)));
          }
        }
        return null;
      });

      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void hasAThreadOfItsOwnNamedAfterItsOwnerAndItself() throws Exception {
      var names = new ArrayList<String>();
      try (var background = Background.named("audit").open(told)) {
        background.run("sign-in ping", () -> names.add(Thread.currentThread().getName()));
      }
      try (var background = Background.open(told)) {
        background.run("ping", () -> names.add(Thread.currentThread().getName()));
      }

      assertThat(names).containsExactly("audit/sign-in ping", "background/ping");
    }

    @Test
    void mayStartOthers() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run(
              "first",
              () -> {
                did.add("first");
                background.run("second", () -> did.add("second"));
              });
          sleep(ofSeconds(1));
        }
        return null;
      });

      assertThat(did).containsExactly("first", "second");
    }

    @Test
    void mayUseTheVerbs() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run(
              "report",
              () -> did.addAll(Meanwhile.all(List.of(() -> Tasks.after(5, "a"), () -> "b"))));
        }
        return null;
      });

      assertThat(did).containsExactly("a", "b");
    }
  }

  @Nested
  class IsNotBoundToItsCaller {
    @Test
    void neitherToItsDeadline() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          within(
              ofSeconds(1),
              () -> {
                background.run(
                    "ping",
                    () -> {
                      did.add("left: " + Deadline.isSet());
                      sleep(ofSeconds(5));
                      did.add("pinged");
                    });
                return null;
              });
        }
        return null;
      });

      assertThat(did).containsExactly("left: false", "pinged");
      assertThat(told.all()).isEmpty();
    }

    @Test
    void norToItsCancellation() throws Exception {
      var failure = new IllegalStateException("no page");
      time.run(() -> {
        try (var background = Background.open(told)) {
          assertThatThrownBy(() ->
                  scope(s -> {
                    s.start(() -> {
                      background.run(
                          "ping",
                          () -> {
                            sleep(ofSeconds(5));
                            did.add("pinged");
                          });
                      return Tasks.after(9_000, "cancelled");
                    });
                    sleep(ofSeconds(1));
                    throw failure;
                  }))
              .isSameAs(failure);
        }
        return null;
      });

      assertThat(did).containsExactly("pinged");
    }
  }

  @Nested
  class ItsContext {
    private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    private void inContext(String tenant, Task<?, ?> work) throws Exception {
      try (var carrier = ContextCarrier.of(TENANT).install()) {
        ScopedValue.where(TENANT, tenant).call(work::run);
      }
    }

    @Test
    void isThatOfTheThreadThatStartsTheTask() throws Exception {
      try (var background = Background.open(told)) {
        inContext(
            "Ada",
            () -> {
              background.run("greet", () -> did.add("hello " + TENANT.get()));
              return null;
            });
      }

      assertThat(did).containsExactly("hello Ada");
    }

    @Test
    void isInPlaceForTheHandlerToo() throws Exception {
      try (var background =
          Background.open((task, failure) -> did.add(task + " for " + TENANT.get()))) {
        inContext(
            "Ada",
            () -> {
              background.run("greet", () -> Tasks.fail(new IllegalStateException()));
              return null;
            });
      }

      assertThat(did).containsExactly("greet for Ada");
    }

    @Test
    void isTakenWhenATaskIsAcceptedThatHasToWaitForItsTurn() throws Exception {
      var turn = new CountDownLatch(1);
      try (var background = Background.open(told)) {
        background.runNext("key", "first", turn::await);
        inContext(
            "Ada",
            () -> {
              background.runNext("key", "second", () -> did.add("hello " + TENANT.get()));
              return null;
            });
        turn.countDown();
      }

      assertThat(did).containsExactly("hello Ada");
    }
  }

  @Nested
  class OnVirtualTime {
    @Test
    void theClockOfTheRunIsUsed() throws Exception {
      var background = new AtomicReference<Background>();
      time.run(() -> {
        background.set(Background.open(told));
        background.get().run("nap", () -> sleep(ofSeconds(30)));
        return null;
      });
      background.get().close();

      assertThat(time.elapsed()).isEqualTo(ofSeconds(30));
    }

    @Test
    void itStandsStillWhileATaskIsAwake() throws Exception {
      Thread caller = Thread.currentThread();
      time.run(() -> {
        try (var background = Background.open(told)) {
          background.run(
              "busy",
              () -> {
                while (caller.getState() != Thread.State.WAITING) {
                  Thread.yield();
                }
                did.add("busy at " + time.elapsed().toMillis());
              });
          sleep(ofMillis(10));
        }
        return null;
      });

      assertThat(did).containsExactly("busy at 0");
    }

    @Test
    void itJumpsOverAnIdleBackground() throws Exception {
      time.run(() -> {
        try (var background = Background.open(told)) {
          sleep(ofSeconds(5));
          background.run("nap", () -> sleep(ofSeconds(5)));
          sleep(ofSeconds(1));
        }
        return null;
      });

      assertThat(time.elapsed()).isEqualTo(ofSeconds(10));
    }

    @Test
    void itIsMovedByHand() throws Exception {
      var manual = VirtualTime.manual();
      var closed =
          manual.start(() -> {
            try (var background = Background.open(told)) {
              background.run(
                  "nap",
                  () -> {
                    sleep(ofSeconds(3));
                    did.add("woke");
                  });
            }
            return null;
          });

      manual.advance(ofSeconds(2));
      assertThat(did).isEmpty();
      manual.advance(ofSeconds(1));
      assertThat(did).containsExactly("woke");
      closed.get();
    }
  }
}
