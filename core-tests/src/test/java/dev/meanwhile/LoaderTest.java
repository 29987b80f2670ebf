package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many loads of one key become few loads of many. */
@ExtendWith(LeakGuard.class)
@Timeout(60)
class LoaderTest {
  private final VirtualTime time = VirtualTime.create();
  private final Backend backend = new Backend();
  private final Loader<Integer, String, InterruptedException> loader = Loader.of(backend::fetch);

  @Nested
  class OneBatch {
    @Test
    void isMadeOfAllLoadsOfOneMapInTheirOrder() throws Exception {
      var values = time.run(() -> map(Backend.keys(500), atMost(500), loader::load));

      assertThat(values).isEqualTo(Backend.values(Backend.keys(500)));
      assertThat(backend.calls()).hasSize(1);
      assertThat(backend.calls().getFirst()).containsExactlyInAnyOrderElementsOf(Backend.keys(500));
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void hasEachKeyOnceInTheOrderInWhichItWasFirstAskedFor() throws Exception {
      var values = time.run(() -> loader.loadAll(List.of(5, 3, 5, 9, 3)));

      assertThat(values).containsExactly("v5", "v3", "v5", "v9", "v3");
      assertThat(backend.calls()).containsExactly(List.of(5, 3, 9));
    }

    @Test
    void isMadeOfLoadsAnywhereInTheRun() throws Exception {
      String values =
          time.run(() ->
              all(
                  () -> scope(s -> s.start(() -> loader.load(1)).get() + loader.load(2)),
                  () -> map(List.of(3, 4), atMost(2), loader::load),
                  () -> loader.load(5),
                  (a, b, c) -> a + b + c));

      assertThat(values).isEqualTo("v1v2[v3, v4]v5");
      assertThat(backend.calls())
          .satisfiesExactly(
              first -> assertThat(first).containsExactlyInAnyOrder(1, 3, 4, 5),
              second -> assertThat(second).containsExactly(2));
    }

    @Test
    void ofOneLoadOutsideOfAnyTask() throws Exception {
      assertThat(loader.load(7)).isEqualTo("v7");
      assertThat(loader.find(8)).contains("v8");
      assertThat(loader.loadAll(List.of(1, 2))).containsExactly("v1", "v2");
      assertThat(backend.calls()).containsExactly(List.of(7), List.of(8), List.of(1, 2));
    }

    @Test
    void ofNoKeysIsNoBatch() throws Exception {
      assertThat(loader.loadAll(List.of())).isEmpty();
      assertThat(backend.calls()).isEmpty();
    }

    @Test
    void ofAHundredThousandLoads() throws Exception {
      var values =
          time.run(() -> map(Backend.keys(100_000), atMost(100_000), i -> loader.load(i % 1000)));

      assertThat(values).hasSize(100_000).endsWith("v999");
      assertThat(backend.calls()).singleElement().satisfies(keys -> assertThat(keys).hasSize(1000));
    }

    @Test
    void ofAHundredThousandKeys() throws Exception {
      var values = time.run(() -> map(Backend.keys(100_000), atMost(100_000), loader::load));

      assertThat(values).isEqualTo(Backend.values(Backend.keys(100_000)));
      assertThat(backend.calls()).extracting(List::size).containsExactly(100_000);
    }
  }

  @Nested
  class ABatchDeparts {
    @Test
    void whenItIsFull() throws Exception {
      time.run(() -> map(Backend.keys(250), atMost(250), loader.upTo(100)::load));

      assertThat(backend.calls()).extracting(List::size).containsExactly(100, 100, 50);
    }

    @Test
    void whenNoTaskIsAwakeAlsoIfSomeOnlySleep() throws Exception {
      time.run(() ->
          all(
              () -> loader.load(1),
              () -> {
                sleep(ofMillis(1));
                return loader.load(2);
              },
              String::concat));

      assertThat(backend.calls()).containsExactly(List.of(1), List.of(2));
      assertThat(time.elapsed()).isEqualTo(ofMillis(11));
    }

    @Test
    void whenTheMaximumDelayIsOverAlthoughATaskIsAwake() throws Exception {
      var departed = new CountDownLatch(1);
      Loader<Integer, String, RuntimeException> impatient =
          Loader.of(keys -> {
            departed.countDown();
            return Map.of(1, "one");
          });

      String value =
          all(
              () -> impatient.load(1),
              () -> {
                departed.await(); // no wait of ours: this task counts as awake
                return "awake";
              },
              String::concat);

      assertThat(value).isEqualTo("oneawake");
    }

    @Test
    void notWhileATaskIsAwakeThatMayStillAsk() throws Exception {
      var patient = loader.waitingAtMost(Deadline.FOREVER);
      var asked = new CountDownLatch(1);

      time.run(() ->
          all(
              () -> {
                asked.countDown();
                return patient.load(1);
              },
              () -> {
                asked.await();
                return patient.load(2);
              },
              String::concat));

      assertThat(backend.calls())
          .singleElement()
          .satisfies(keys -> assertThat(keys).containsExactlyInAnyOrder(1, 2));
    }
  }

  @Nested
  class ChainedLoads {
    @Test
    void areBatchedLevelByLevel() throws Exception {
      var books = new Backend();
      var reviews = new Backend();
      Loader<Integer, String, InterruptedException> bookLoader = Loader.of(books::fetch);
      Loader<Integer, String, InterruptedException> reviewLoader = Loader.of(reviews::fetch);

      time.run(() ->
          map(
              Backend.keys(20),
              atMost(20),
              author -> {
                loader.load(author);
                return map(
                    Backend.keys(3),
                    atMost(3),
                    n -> {
                      bookLoader.load(author * 3 + n);
                      return map(
                          Backend.keys(2),
                          atMost(2),
                          m -> reviewLoader.load((author * 3 + n) * 2 + m));
                    });
              }));

      assertThat(backend.calls()).extracting(List::size).containsExactly(20);
      assertThat(books.calls()).extracting(List::size).containsExactly(60);
      assertThat(reviews.calls()).extracting(List::size).containsExactly(120);
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void mayComeFromABatchFunction() throws Exception {
      Loader<Integer, String, InterruptedException> outer =
          Loader.inOrder(keys -> map(keys, atMost(100), key -> "<" + loader.load(key) + ">"));

      var values = time.run(() -> map(Backend.keys(50), atMost(50), outer::load));

      assertThat(values).startsWith("<v0>", "<v1>");
      assertThat(backend.calls()).extracting(List::size).containsExactly(50);
    }

    @Test
    void ofTheKeyThatTheirOwnBatchLoadsAreRefused() {
      assertThatThrownBy(() -> time.run(() -> new Circle().first.load(1)))
          .isInstanceOf(Misuse.class)
          .hasMessageMatching(
              "(?s)\"?.*would wait for ever for the key 1 of the loader \"circle\", which its own"
                  + " batch loads: at .*LoaderTest.*; the other waits at .*LoaderTest.*");
    }

    @Test
    void inACircleOfTwoAreAStallThatNamesBothAndIsToldBeforeTimePasses() {
      for (int round = 0; round < 200; round++) {
        var circle = new Circle();

        assertThatThrownBy(() -> time.run(() -> circle.second.load(2)))
            .isInstanceOf(Stalled.class)
            .hasMessageContaining("the key 2 of the loader \"second\"")
            .hasMessageContaining("the key 3 of the loader \"third\"")
            .hasMessageContaining("LoaderTest");
        assertThat(time.elapsed()).isZero();
      }
    }

    @Test
    void inABackgroundAreToldToItsHandlerAndItsLoadersGoOn() throws Exception {
      var circle = new Circle();
      var told = new LinkedBlockingQueue<Throwable>();

      try (var background = Background.open((_, failure) -> told.add(failure))) {
        background.run("circle", () -> circle.second.load(2));
        assertThat(told.take()).isInstanceOf(Stalled.class);

        background.run("load", () -> told.add(new Throwable(loader.load(1))));
        assertThat(told.take()).hasMessage("v1");
      }
    }

    /** Loaders that wait for themselves: the first at once, the others by way of each other. */
    private static final class Circle {
      final Loader<Integer, String, Exception> first =
          Loader.<Integer, String, Exception>of(_ -> Map.of(1, load(1))).named("circle");
      final Loader<Integer, String, Exception> second =
          Loader.<Integer, String, Exception>of(_ -> Map.of(2, loadThird())).named("second");
      final Loader<Integer, String, Exception> third =
          Loader.<Integer, String, Exception>of(_ -> Map.of(3, second.load(2))).named("third");

      private String load(int key) throws Exception {
        return first.load(key);
      }

      private String loadThird() throws Exception {
        return third.load(3);
      }
    }
  }

  @Nested
  class LoadsInSeveralRuns {
    @Test
    void shareNothing() throws Exception {
      var inBatch = new CountDownLatch(2);
      Loader<Integer, String, InterruptedException> both =
          Loader.of(keys -> {
            inBatch.countDown();
            inBatch.await();
            return Map.of(1, "one");
          });

      var other = Outsider.does(() -> scope(_ -> both.load(1)));

      String own = scope(_ -> both.load(1));
      assertThat(own).isEqualTo("one");
      assertThat(other.result()).isEqualTo("one");
    }
  }

  @Test
  void aLateLoadOfAKeyInFlightIsNotFetchedAgain() throws Exception {
    String values =
        time.run(
            () -> all(() -> loader.load(1), () -> after(5, "") + loader.load(1), String::concat));

    assertThat(values).isEqualTo("v1v1");
    assertThat(backend.calls()).containsExactly(List.of(1));
    assertThat(time.elapsed()).isEqualTo(ofMillis(10));
  }
}
