package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.printed;
import static dev.meanwhile.Tasks.suppressedFailures;
import static dev.meanwhile.Tasks.untilInterrupted;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.testing.Chance;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The twelve promises, each in its own words. The tests of the verbs go into the corners. */
@ExtendWith(LeakGuard.class)
class PromisesTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");

  @Test
  @DisplayName("1. Nothing is left behind.")
  void nothingIsLeftBehind() {
    var task = new Lingering();

    assertThatThrownBy(() ->
            time.run(() ->
                all(
                    task::run,
                    () -> {
                      task.awaitRunning();
                      return fail(failure);
                    },
                    (a, b) -> a)))
        .isSameAs(failure);
    assertThat(task.hadEnded()).isTrue();
  }

  @Test
  @DisplayName(
      "1. A task that ignores its interrupt for longer than the grace is a straggler: named in the"
          + " error, listed with owner, age and stack.")
  void aTaskThatIgnoresItsInterruptIsAStraggler() throws Exception {
    var running = new CompletableFuture<Thread>();
    var release = new CountDownLatch(1);

    Throwable thrown =
        catchThrowable(() ->
            new EagerTime()
                .run(() ->
                    scope(
                        "page",
                        s -> {
                          s.start(
                              "deaf",
                              () -> {
                                running.complete(Thread.currentThread());
                                Tasks.ignoringInterrupts(release);
                                return "late";
                              });
                          running.join();
                          return fail(failure);
                        })));

    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("test/page/deaf");
    assertThat(Stragglers.current())
        .singleElement()
        .satisfies(straggler -> {
          assertThat(straggler.task()).isEqualTo("test/page/deaf");
          assertThat(straggler.owner()).isEqualTo("\"test/page\"");
          assertThat(straggler.age()).isEqualTo(ofSeconds(1));
          assertThat(straggler.stack()).isNotEmpty();
        });
    release.countDown();
    running.join().join();
    assertThat(Stragglers.current()).isEmpty();
  }

  @Test
  @DisplayName(
      "2. Your exceptions arrive as themselves. Failures of siblings are suppressed on it, in"
          + " order; the caller's frames can be read in its printed stack trace.")
  void yourExceptionsArriveAsThemselves() {
    var first = new IOException("first");
    var second = new IOException("second");
    var third = new IOException("third");
    var tasks = InTurn.fail(List.of(1, 2, 0), List.of(first, second, third));

    Throwable thrown = catchThrowable(() -> time.run(() -> all(tasks)));

    assertThat(thrown).isSameAs(second);
    assertThat(suppressedFailures(thrown)).containsExactly(first, third);
    assertThat(printed(thrown)).contains("PromisesTest.yourExceptionsArriveAsThemselves");
    assertThat(
            Snippet.errorsOfCatching(
                "all(() -> io(), () -> plain(), Two::new);", "IOException", "InterruptedException"))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "3. Cancellation is a state; the interrupt is only its doorbell. A timeout is an error of its"
          + " own and never a kind of cancellation.")
  void cancellationIsAStateAndTheInterruptOnlyItsDoorbell() {
    var endings = new Endings();

    Throwable thrown =
        catchThrowable(() ->
            time.run(() ->
                endings.watch(() ->
                    within(
                        ofMillis(10),
                        () ->
                            all(
                                () -> swallowing("a value after all"),
                                () -> {
                                  swallowing("nothing");
                                  throw new IOException("the socket was closed");
                                },
                                List::of)))));

    assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
    assertThat(endings.byPath())
        .isEqualTo(Map.of("test/all[0]", Ending.TIMED_OUT, "test/all[1]", Ending.TIMED_OUT));
  }

  private static String swallowing(String value) {
    try {
      return untilTheDeadline();
    } catch (InterruptedException | DeadlineExceeded swallowed) {
      return value;
    }
  }

  @Test
  @DisplayName(
      "4. Interrupt contract. If the calling thread is interrupted while waiting, every child is"
          + " interrupted, the verb waits until all have ended, then throws InterruptedException.")
  void theInterruptContract() {
    Interrupted.atEveryStep(
        List.of("a", "b"), () -> all(List.of(() -> after(2, "a"), () -> after(1, "b"))));
    var task = new Lingering();
    Thread caller = Thread.currentThread();

    Throwable thrown =
        catchThrowable(() ->
            time.run(() ->
                all(
                    task::run,
                    () -> {
                      task.awaitRunning();
                      caller.interrupt();
                      return untilInterrupted();
                    },
                    (a, b) -> a)));

    assertThat(task.hadEnded()).isTrue();
    assertThat(thrown).isInstanceOf(InterruptedException.class);
  }

  @Test
  @DisplayName("5. Order. Results come in input order, whatever the finish order.")
  void resultsComeInInputOrderWhateverTheFinishOrder() throws Exception {
    List<Integer> inputs = IntStream.range(0, 30).boxed().toList();

    assertThat(time.run(() -> map(inputs, atMost(7), i -> after((i * 13) % 30, i))))
        .isEqualTo(inputs);
    assertThat(time.run(() -> all(() -> after(2, "a"), () -> after(1, "b"), String::concat)))
        .isEqualTo("ab");
  }

  @Test
  @DisplayName(
      "6. Admission before birth. A limit is taken before a thread exists and before the source is"
          + " asked for its next element.")
  void admissionBeforeBirth() throws Exception {
    Limit limit = atMost(8);
    var begun = new AtomicInteger();
    var ended = new AtomicInteger();
    Iterator<Integer> source =
        IntStream.range(0, 10_000)
            .boxed()
            .peek(i -> {
              assertThat(limit.inUse()).as("permits when asked").isBetween(1, 8);
              assertThat(begun.incrementAndGet() - ended.get()).as("in memory").isLessThan(10);
            })
            .iterator();

    assertThat(map(source, limit, i -> ended.incrementAndGet())).hasSize(10_000);
  }

  @Test
  @DisplayName("7. Every accepted task settles: whoever waits is told.")
  void everyAcceptedTaskSettles() {
    var told = new CompletableFuture<Outsider>();

    assertThatThrownBy(() ->
            scope(s -> {
              var running = new CountDownLatch(1);
              Later<String, RuntimeException> task =
                  s.start(() -> {
                    running.countDown();
                    return untilInterrupted();
                  });
              running.await();
              told.complete(Outsider.waitsFor(task::get));
              return fail(failure);
            }))
        .isSameAs(failure);
    assertThat(told.join().result()).isInstanceOf(Cancelled.class);
  }

  @Test
  @DisplayName(
      "8. A permit is a lease bound to the task that holds it. Every way out gives it back, exactly"
          + " once.")
  void aPermitIsALease() {
    Limit limit = atMost(2);
    List<Integer> items = List.of(1, 2, 3);
    List<Task<Object, ?>> waysOut =
        List.of(
            () -> map(items, limit, i -> i),
            () -> map(items, limit, i -> fail(failure)),
            () -> map(items, limit, i -> fail(new AssertionError("broken"))),
            () -> within(ofMillis(5), () -> map(items, limit, i -> untilTheDeadline())),
            () -> race(() -> map(items, limit, i -> after(10, i)), () -> after(1, 1)));

    for (Task<Object, ?> wayOut : waysOut) {
      Throwable thrown = catchThrowable(() -> time.run(wayOut));
      assertThat(thrown instanceof Misuse).as("re-entry").isFalse();
      assertThat(limit.inUse() + limit.waiting()).isZero();
    }
    Interrupted.atEveryStep(items, () -> map(items, limit, i -> after(1, i)));
    assertThat(limit.inUse() + limit.waiting()).isZero();
  }

  @Test
  @DisplayName(
      "9. Deadlines are inherited. Effective deadline = the nearest of all enclosing ones; no sleep"
          + " is begun that must end after it.")
  void deadlinesAreInherited() throws Exception {
    List<Duration> seen =
        time.run(() ->
            within(
                ofMillis(50),
                () ->
                    all(
                        List.of(
                            Deadline::remaining,
                            () -> within(ofMillis(90), Deadline::remaining),
                            () -> within(ofMillis(10), Deadline::remaining)))));

    assertThat(seen).containsExactly(ofMillis(50), ofMillis(50), ofMillis(10));
    assertThatThrownBy(
            () -> time.run(() -> within(ofMillis(50), () -> all(List.of(() -> after(51, "a"))))))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(time.elapsed()).isZero();
  }

  @Test
  @DisplayName(
      "10. No silent hang. Re-entering a limit one holds, awaiting oneself: detected, an error"
          + " naming both sites.")
  void noSilentHang() {
    Limit limit = atMost(1);
    var self = new CompletableFuture<Later<String, RuntimeException>>();

    assertThatThrownBy(() -> map(List.of(1), limit, i -> map(List.of(2), limit, j -> j)))
        .isInstanceOf(Misuse.class)
        .message()
        .containsPattern("PromisesTest.*PromisesTest");
    assertThatThrownBy(() ->
            scope(s -> {
              self.complete(s.start(() -> self.join().get()));
              return "body";
            }))
        .isInstanceOf(Misuse.class)
        .message()
        .containsPattern("PromisesTest.*PromisesTest");
  }

  @Test
  @DisplayName("11. Time and chance are injected.")
  void timeAndChanceAreInjected() throws Exception {
    time.run(() -> after(86_400_000, "a day"));
    assertThat(time.elapsed()).isEqualTo(Duration.ofDays(1));

    var clock = new EagerTime();
    long drawn = clock.run(() -> clock.chance().nextLong());
    assertThat(drawn).isEqualTo(Chance.seeded(0).nextLong());
  }

  @Test
  @DisplayName(
      "12. Empty, null, bad input. all/settle/map of nothing: an empty result. race/any of nothing:"
          + " an error at once. A null result is a success. The message repeats the value and the"
          + " allowed range.")
  void emptyNullAndBadInput() throws Exception {
    List<Task<String, RuntimeException>> nothing = List.of();

    assertThat(all(nothing)).isEmpty();
    assertThat(settle(nothing)).isEmpty();
    assertThat(map(List.of(), atMost(1), i -> i)).isEmpty();
    assertThatThrownBy(() -> race(nothing)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> any(nothing)).isInstanceOf(IllegalArgumentException.class);
    assertThat(all(List.of(() -> null))).containsOnlyNulls();
    assertThatThrownBy(() -> atMost(0)).hasMessageContainingAll("0", "1 to");
    assertThatThrownBy(() -> sleep(ofMillis(-7))).hasMessageContainingAll("-7 ms", "0 s or more");
  }
}
