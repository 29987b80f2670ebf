package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.forEver;
import static dev.meanwhile.Tasks.printed;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a batch function does, everyone who waits for it is told. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LoaderFailureTest {
  private final VirtualTime time = VirtualTime.create();

  /** Loads three keys at once; all must end in the same way. */
  private <X extends Exception> Throwable failureOf(Loader<Integer, String, X> loader)
      throws Exception {
    List<Outcome<String>> outcomes =
        time.run(() -> mapSettled(List.of(1, 2, 3), atMost(3), loader.named("users")::load));
    List<Throwable> failures = outcomes.stream().map(LoaderFailureTest::failure).toList();
    assertThat(failures).allSatisfy(each -> assertThat(each).isSameAs(failures.getFirst()));
    return failures.getFirst();
  }

  private static Throwable failure(Outcome<?> outcome) {
    return outcome instanceof Failure<?>(Throwable cause) ? cause : null;
  }

  @Nested
  class AFailureOfTheFunction {
    @Test
    void reachesEveryoneAsItself() throws Exception {
      var down = new IOException("down");

      assertThat(failureOf(Loader.<Integer, String, IOException>of(_ -> Tasks.fail(down))))
          .isSameAs(down);
    }

    @Test
    void showsWhereItWasAwaited() throws Exception {
      Loader<Integer, String, IOException> down = Loader.of(_ -> Tasks.fail(new IOException("x")));

      Throwable thrown = catchThrowable(() -> time.run(() -> down.named("users").load(1)));

      assertThat(printed(thrown)).contains("users[0]").contains("LoaderFailureTest");
    }

    @Test
    void isAnErrorToo() throws Exception {
      var broken = new AssertionError("broken");

      assertThat(failureOf(Loader.<Integer, String, IOException>of(_ -> Tasks.fail(broken))))
          .isSameAs(broken);
    }

    @Test
    void ofOneKeyIsForThatKeyOnly() throws Exception {
      var locked = new IOException("locked");
      Loader<Integer, String, IOException> some =
          Loader.settled(keys -> {
            var outcomes = new HashMap<Integer, Outcome<String>>();
            keys.forEach(key ->
                outcomes.put(key, key == 2 ? new Failure<>(locked) : new Success<>("v" + key)));
            return outcomes;
          });

      var outcomes = time.run(() -> mapSettled(List.of(1, 2, 3), atMost(3), some::load));

      assertThat(outcomes)
          .containsExactly(new Success<>("v1"), new Failure<>(locked), new Success<>("v3"));
    }
  }

  @Nested
  class AMissingKey {
    private final Loader<Integer, String, RuntimeException> some =
        Loader.of(keys -> keys.contains(1) ? Map.of(1, "one") : Map.of());

    @Test
    void failsTheLoadAndIsNamed() {
      assertThatThrownBy(() -> time.run(() -> some.named("users").load(3)))
          .isInstanceOfSatisfying(KeyMissing.class, e -> assertThat(e.key()).isEqualTo(3))
          .hasMessage("the loader \"users\" found nothing for the key 3");
    }

    @Test
    void isAnEmptyOptional() throws Exception {
      assertThat(time.run(() -> some.find(3))).isEmpty();
      assertThat(time.run(() -> some.find(1))).contains("one");
    }

    @Test
    void doesNotTouchTheOthersOfItsBatch() throws Exception {
      var outcomes = time.run(() -> mapSettled(List.of(1, 2), atMost(2), some::load));

      assertThat(outcomes.getFirst()).isEqualTo(new Success<>("one"));
      assertThat(failure(outcomes.getLast())).isInstanceOf(KeyMissing.class);
    }

    @Test
    void mayBeANullInAMapOrAList() throws Exception {
      var nothing = new HashMap<Integer, String>();
      nothing.put(1, null);
      Loader<Integer, String, RuntimeException> byKey = Loader.of(_ -> nothing);
      Loader<Integer, String, RuntimeException> inOrder =
          Loader.inOrder(_ -> Arrays.asList((String) null));

      assertThat(time.run(() -> byKey.find(1))).isEmpty();
      assertThat(time.run(() -> inOrder.find(1))).isEmpty();
    }
  }

  @Nested
  class ABreachOfContract {
    @Test
    void isAnAnswerOfNull() throws Exception {
      assertThat(failureOf(Loader.<Integer, String, RuntimeException>of(_ -> null)))
          .isInstanceOf(BatchBroken.class)
          .hasMessage("the batch function of the loader \"users\" answered with null");
    }

    @Test
    void isAKeyThatWasNotAskedFor() throws Exception {
      assertThat(failureOf(Loader.<Integer, String, RuntimeException>of(_ -> Map.of(7, "seven"))))
          .isInstanceOf(BatchBroken.class)
          .hasMessageMatching(
              "the batch function of the loader \"users\" answered 1 keys that it was not asked"
                  + " for, such as \\[7 \\(Integer\\)]; it was asked for [123] \\(Integer\\)");
    }

    @Test
    void isAListOfAnotherSize() throws Exception {
      assertThat(failureOf(Loader.<Integer, String, RuntimeException>inOrder(_ -> List.of("one"))))
          .isInstanceOf(BatchBroken.class)
          .hasMessage("the batch function of the loader \"users\" answered 3 keys with 1 values");
    }

    @Test
    void areTwoRowsOfOneKey() throws Exception {
      Loader<Integer, String, RuntimeException> rows =
          Loader.rows(String::length, _ -> List.of("a", "b"));

      assertThat(failureOf(rows))
          .isInstanceOf(BatchBroken.class)
          .hasMessage("the batch function of the loader \"users\" answered the key 1 twice");
    }

    @Test
    void isAnAnswerThatThrowsMidway() throws Exception {
      var midway = new IllegalStateException("midway");
      Loader<Integer, String, RuntimeException> lazy =
          Loader.inOrder(keys ->
              new AbstractList<>() {
                @Override
                public String get(int index) {
                  return keys.get(index) == 2 ? Tasks.fail(midway) : "v" + keys.get(index);
                }

                @Override
                public int size() {
                  return keys.size();
                }
              });

      var outcomes = time.run(() -> mapSettled(List.of(1, 2, 3), atMost(3), lazy::load));

      assertThat(outcomes)
          .containsExactly(new Success<>("v1"), new Failure<>(midway), new Success<>("v3"));
    }

    @Test
    void isAKeyWhoseClassIsNotToBeFound() throws Exception {
      var odd = new IllegalStateException("no class");
      Loader<Integer, String, RuntimeException> split =
          Loader.<Integer, String, RuntimeException>of(_ -> Map.of()).splitBy(_ -> Tasks.fail(odd));

      assertThatThrownBy(() -> time.run(() -> split.load(1))).isSameAs(odd);
    }
  }

  @Nested
  class AFunctionThatNeverAnswers {
    @Test
    void isCancelledWhenThoseWhoWaitHaveLeft() {
      Loader<Integer, String, InterruptedException> hangs = Loader.of(_ -> forEver());

      assertThatThrownBy(() ->
              time.run(() -> within(ofMillis(5), () -> map(List.of(1, 2), atMost(2), hangs::load))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
    }

    @Test
    void isAStragglerIfItIgnoresThat() {
      var clock = new EagerTime();
      var release = new CountDownLatch(1);
      var thread = new CompletableFuture<Thread>();
      Loader<Integer, String, RuntimeException> deaf =
          Loader.of(_ -> {
            thread.complete(Thread.currentThread());
            clock.advance(ofMillis(5)); // the deadline of who waits
            Tasks.ignoringInterrupts(release);
            return Map.of();
          });

      assertThatThrownBy(
              () -> clock.run(() -> within(ofMillis(5), () -> deaf.named("deaf").load(1))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(Stragglers.current())
          .extracting(Stragglers.Straggler::task)
          .containsExactly("test/deaf[0]");
      release.countDown();
      Tasks.ignoringInterrupts(thread.join());
      assertThat(Stragglers.current()).isEmpty();
    }
  }

  @Nested
  class AStragglerOfARunThatIsOver {
    private final EagerTime clock = new EagerTime();
    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    private final CountDownLatch running = new CountDownLatch(2);
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Loader<Integer, String, RuntimeException> loader =
        Loader.of(_ -> Map.of(1, "one"));
    private Throwable failure;

    @Test
    void isToldSo() throws Exception {
      assertThatThrownBy(
              () -> clock.run(() -> all(this::loadsLate, this::isAwake, this::fails, List::of)))
          .isInstanceOf(IOException.class);
      long before = loader.statistics().loads();
      over.countDown();
      while (loader.statistics().loads() == before) {
        Thread.yield();
      }
      clock.advance(ofMillis(2)); // the batch departs

      Tasks.ignoringInterrupts(threads.take());
      Tasks.ignoringInterrupts(threads.take());
      assertThat(failure).isInstanceOf(Misuse.class).hasMessageContaining("has ended");
      assertThat(Stragglers.current()).isEmpty();
    }

    private String loadsLate() {
      runs();
      Tasks.ignoringInterrupts(over);
      failure = catchThrowable(() -> shield(ofSeconds(1), () -> loader.load(1)));
      told.countDown();
      return "late";
    }

    private String isAwake() {
      runs();
      Tasks.ignoringInterrupts(told);
      return "awake";
    }

    private String fails() throws IOException, InterruptedException {
      running.await();
      loader.upTo(1).load(1); // at once; the run closes at its end what loads began
      throw new IOException("down");
    }

    private void runs() {
      threads.add(Thread.currentThread());
      running.countDown();
    }
  }

  @Test
  void aFailureIsNotCached() throws Exception {
    var calls = new ArrayList<Integer>();
    Loader<Integer, String, IOException> flaky =
        Loader.<Integer, String, IOException>of(
                keys -> {
                  calls.addAll(keys);
                  return calls.size() == 1 ? Tasks.fail(new IOException("once")) : Map.of(1, "one");
                })
            .caching();

    String second =
        time.run(() ->
            scope(_ -> {
              assertThat(failure(outcome(() -> flaky.load(1)))).hasMessage("once");
              return flaky.load(1) + flaky.load(1);
            }));

    assertThat(second).isEqualTo("oneone");
    assertThat(calls).containsExactly(1, 1);
  }
}
