package dev.meanwhile.testing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Background;
import dev.meanwhile.ContextCarrier;
import dev.meanwhile.Grace;
import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the leak guard finds, and what it lets pass. */
class LeakGuardTest {
  private final LeakGuard guard = new LeakGuard();
  private final List<Clean> cleaning = new ArrayList<>();

  private interface Clean {
    void up() throws Exception;
  }

  @AfterEach
  void cleanUp() throws Exception {
    Thread.interrupted();
    for (Clean clean : cleaning) {
      clean.up();
    }
  }

  /** What the guard says of a test with that body. */
  private void guarded(Task<?, ?> test) throws Exception {
    ExtensionContext context = aContext();
    guard.beforeEach(context);
    test.run();
    guard.afterEach(context);
  }

  /** A context of which only the store is asked for. */
  private static ExtensionContext aContext() {
    Map<Object, Object> values = new HashMap<>();
    var store =
        (ExtensionContext.Store)
            Proxy.newProxyInstance(
                LeakGuardTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.Store.class},
                (_, method, arguments) ->
                    switch (method.getName()) {
                      case "put" -> values.put(arguments[0], arguments[1]);
                      case "get" -> values.get(arguments[0]);
                      default -> throw new UnsupportedOperationException(method.toString());
                    });
    return (ExtensionContext)
        Proxy.newProxyInstance(
            LeakGuardTest.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (_, method, _) -> {
              if (method.getName().equals("getStore")) {
                return store;
              }
              throw new UnsupportedOperationException(method.toString());
            });
  }

  /** Leaves a task behind that ignores its interrupt; it ends when the test is over. */
  private void leaveATaskBehind(Task<?, ?> whileItRuns) {
    var started = new CountDownLatch(1);
    var open = new CountDownLatch(1);
    var thread = new AtomicReference<Thread>();
    cleaning.add(() -> {
      open.countDown();
      thread.get().join();
    });
    var failure =
        catchThrowable(() ->
            scope(
                Grace.of(ZERO),
                s -> {
                  s.start(
                      "stubborn",
                      () -> {
                        thread.set(Thread.currentThread());
                        started.countDown();
                        ignoringInterrupts(open);
                        return whileItRuns.run();
                      });
                  started.await();
                  throw new IOException("enough");
                }));
    assertThat(failure).isInstanceOf(IOException.class);
  }

  private static void ignoringInterrupts(CountDownLatch open) {
    while (true) {
      try {
        open.await();
        return;
      } catch (InterruptedException ignored) {
        // stubborn
      }
    }
  }

  @Nested
  class Fails {
    @Test
    void onATaskThatStillRuns() {
      assertThatThrownBy(() ->
              guarded(() -> {
                leaveATaskBehind(() -> 1);
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("task \"stubborn\"");
    }

    @Test
    void onAPermitThatIsStillHeld() {
      var limit = atMost(1);
      var started = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      var thread = new AtomicReference<Thread>();
      cleaning.add(() -> {
        open.countDown();
        thread.get().join();
      });

      assertThatThrownBy(() ->
              guarded(() -> {
                assertThatThrownBy(() ->
                        scope(
                            Grace.of(ZERO),
                            s -> {
                              s.start(() ->
                                  map(
                                      List.of(1),
                                      limit,
                                      i -> {
                                        thread.set(Thread.currentThread());
                                        started.countDown();
                                        ignoringInterrupts(open);
                                        return i;
                                      }));
                              started.await();
                              throw new IOException("enough");
                            }))
                    .isNotNull();
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("a permit of limit of 1, held by task \"scope[0]/map[0]\"");
    }

    @Test
    void onAnAlarmThatIsStillArmed() throws Exception {
      var inside = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      Task<Integer, InterruptedException> work =
          () -> {
            inside.countDown();
            open.await();
            return 1;
          };
      ExtensionContext context = aContext();
      guard.beforeEach(context);
      Thread other =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  within(ofDays(1), work);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      inside.await();
      cleaning.add(() -> {
        open.countDown();
        other.join();
      });

      assertThatThrownBy(() -> guard.afterEach(context))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("the test left behind: ");
    }

    @Test
    void onABackgroundThatIsNotClosed() {
      assertThatThrownBy(() ->
              guarded(() -> {
                var background = Background.named("audit").open((_, _) -> {});
                cleaning.add(background::close);
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              "the background \"audit\", opened at dev.meanwhile.testing.LeakGuard");
    }

    @Test
    void onAnObserverThatIsStillInstalled() {
      assertThatThrownBy(() ->
              guarded(() -> {
                Observer observer = _ -> {};
                var registration = observer.install();
                cleaning.add(registration::close);
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("observers and context carriers: 0 installed before, 1 after");
    }

    @Test
    void onACarrierThatIsStillInstalled() {
      assertThatThrownBy(() ->
              guarded(() -> {
                var carrier = ContextCarrier.of(new ThreadLocal<String>());
                cleaning.add(carrier.install()::close);
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("observers and context carriers");
    }

    @Test
    void onAnInterruptFlagThatIsStillSet() {
      assertThatThrownBy(() ->
              guarded(() -> {
                Thread.currentThread().interrupt();
                return null;
              }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the interrupt flag of Thread[");
      assertThat(Thread.interrupted()).as("it is cleared for the next test").isFalse();
    }
  }

  @Nested
  class LetsPass {
    @Test
    void aTestThatCleansUp() {
      assertThatCode(() ->
              guarded(() -> {
                Observer observer = _ -> {};
                try (var registration = observer.install()) {
                  assertThat(registration).isNotNull();
                  all(() -> 1, () -> 2, Integer::sum);
                  map(List.of(1, 2, 3), atMost(2), i -> i);
                  return within(ofSeconds(100), () -> 1);
                }
              }))
          .doesNotThrowAnyException();
    }

    @Test
    void aTestWhoseVerbsFail() {
      assertThatCode(() ->
              guarded(() -> {
                assertThatThrownBy(() -> map(List.of(1, 2, 3), atMost(2), i -> i / 0))
                    .isInstanceOf(ArithmeticException.class);
                return null;
              }))
          .doesNotThrowAnyException();
    }

    @Test
    void aTestAfterOneThatLeaked() throws Exception {
      ExtensionContext context = aContext();
      guard.beforeEach(context);
      leaveATaskBehind(() -> 1);
      assertThatThrownBy(() -> guard.afterEach(context)).isInstanceOf(AssertionError.class);

      assertThatCode(() -> guarded(() -> 1)).doesNotThrowAnyException();
    }

    @Test
    void anObserverThatWasThereBefore() {
      Observer observer = _ -> {};
      var registration = observer.install();
      cleaning.add(registration::close);

      assertThatCode(() -> guarded(() -> 1)).doesNotThrowAnyException();
    }
  }
}
