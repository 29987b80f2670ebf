package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a loader can be told. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LoaderOptionsTest {
  private final VirtualTime time = VirtualTime.create();
  private final Backend backend = new Backend();
  private final Loader<Integer, String, InterruptedException> loader = Loader.of(backend::fetch);

  @Nested
  class Caching {
    private final Loader<Integer, String, InterruptedException> cached = loader.caching();

    @Test
    void keepsAValueUntilTheRunEnds() throws Exception {
      for (int run = 0; run < 2; run++) {
        time.run(() -> scope(_ -> cached.load(1) + cached.load(1) + cached.find(1)));
      }

      assertThat(backend.calls()).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void countsWhatIsThereAsShared() throws Exception {
      time.run(
          () -> scope(_ -> List.of(cached.load(1), cached.load(1), cached.loadAll(List.of(1, 2)))));

      assertThat(cached.statistics().loads()).isEqualTo(4);
      assertThat(cached.statistics().shared()).isEqualTo(2);
      assertThat(cached.statistics().keys()).isEqualTo(2);
    }

    @Test
    void withoutItAKeyIsFetchedAgain() throws Exception {
      time.run(() -> scope(_ -> loader.load(1) + loader.load(1)));

      assertThat(backend.calls()).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void keepsThatThereIsNothing() throws Exception {
      var calls = new AtomicInteger();
      Loader<Integer, String, RuntimeException> empty =
          Loader.<Integer, String, RuntimeException>of(
                  _ -> {
                    calls.incrementAndGet();
                    return Map.of();
                  })
              .caching();

      time.run(() -> scope(_ -> List.of(empty.find(1), empty.find(1))));

      assertThat(calls).hasValue(1);
    }

    @Test
    void canBePrimed() throws Exception {
      String values =
          time.run(() ->
              scope(_ -> {
                cached.prime(1, "primed");
                cached.prime(1, "too late");
                return cached.load(1) + cached.peek(1) + cached.peek(2);
              }));

      assertThat(values).isEqualTo("primedOptional[primed]Optional.empty");
      assertThat(backend.calls()).isEmpty();
    }

    @Test
    void canBeCleared() throws Exception {
      time.run(() ->
          scope(_ -> {
            cached.load(1);
            cached.clear(1);
            assertThat(cached.peek(1)).isEmpty();
            return cached.load(1);
          }));

      assertThat(backend.calls()).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void clearingAKeyInFlightMakesTheNextLoadFetchIt() throws Exception {
      String values =
          time.run(() ->
              all(
                  () -> cached.load(1),
                  () -> {
                    Tasks.after(5, "");
                    cached.clear(1); // a write, while the old value is being read
                    return cached.load(1);
                  },
                  String::concat));

      assertThat(values).isEqualTo("v1v1");
      assertThat(backend.calls()).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void isNeededForPrimeClearAndPeek() {
      assertThatThrownBy(() -> time.run(() -> loader.named("users").peek(1)))
          .isInstanceOf(Misuse.class)
          .hasMessage("the loader \"users\" has no cache; make it with caching()");
    }

    @Test
    void isOfNoUseOutsideOfAnyTask() {
      assertThatThrownBy(() -> cached.prime(1, "one"))
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("outside of any scope")
          .hasMessageContaining("LoaderOptionsTest");
    }
  }

  @Nested
  class Splitting {
    @Test
    void keepsClassesOfKeysApart() throws Exception {
      var values = time.run(() -> loader.splitBy(key -> key % 2).loadAll(List.of(1, 2, 3, 4, 5)));

      assertThat(values).containsExactly("v1", "v2", "v3", "v4", "v5");
      assertThat(backend.calls()).containsExactlyInAnyOrder(List.of(1, 3, 5), List.of(2, 4));
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void hasAClassForNullToo() throws Exception {
      time.run(() -> loader.splitBy(key -> key == 1 ? null : "other").loadAll(List.of(1, 2)));

      assertThat(backend.calls()).hasSize(2);
    }
  }

  @Nested
  class APolicy {
    @Test
    void isAroundEachBatch() throws Exception {
      var calls = new AtomicInteger();
      Loader<Integer, String, IOException> flaky =
          Loader.<Integer, String, IOException>of(
                  _ -> {
                    if (calls.incrementAndGet() < 3) {
                      throw new IOException("down");
                    }
                    return Map.of(1, "one");
                  })
              .under(attempts(3).on(IOException.class));

      assertThat(time.run(() -> flaky.load(1))).isEqualTo("one");
      assertThat(flaky.statistics().batches()).isEqualTo(1);
      assertThat(calls).hasValue(3);
    }

    @Test
    void mayBeALimitOfBatchesAtOnce() throws Exception {
      var limited = loader.upTo(10).under(atMost(2));

      time.run(() -> map(Backend.keys(60), atMost(60), limited::load));

      assertThat(backend.calls()).hasSize(6);
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void whosePermitsTheWaitersHoldIsAStallAndNoHang() {
      var one = atMost(1);
      var limited = loader.under(one);

      assertThatThrownBy(() -> time.run(() -> one.call(() -> limited.load(1))))
          .isInstanceOf(Stalled.class)
          .hasMessageContaining("the key 1");
    }

    @Test
    void prints() {
      assertThat(loader.named("users").under(Policy.of(attempts(2))).toString())
          .isEqualTo("loader \"users\"");
    }
  }

  @Nested
  class Statistics {
    @Test
    void countWhatWasDone() throws Exception {
      time.run(() -> map(Backend.keys(100), atMost(100), i -> loader.upTo(10).load(i % 20)));
      assertThat(loader.statistics()).isEqualTo(new Loader.Statistics(0, 0, 0, 0, 0));

      time.run(() -> loader.loadAll(List.of(1, 2, 1)));
      Loader<Integer, String, IOException> down =
          Loader.of(_ -> Tasks.fail(new IOException("down")));
      Meanwhile.outcome(() -> down.load(1));

      assertThat(loader.statistics()).isEqualTo(new Loader.Statistics(3, 1, 1, 2, 0));
      assertThat(down.statistics()).isEqualTo(new Loader.Statistics(1, 0, 1, 1, 1));
    }
  }

  @Nested
  class Refused {
    @Test
    void areNonsensicalNumbers() {
      assertThatThrownBy(() -> loader.upTo(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a batch of up to 0 keys; allowed: 1 to 2147483647");
      assertThatThrownBy(() -> loader.waitingAtMost(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the delay of a batch");
      assertThatThrownBy(() -> loader.named(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areNulls() {
      assertThatThrownBy(() -> Loader.of(null)).hasMessage("function");
      assertThatThrownBy(() -> Loader.inOrder(null)).hasMessage("function");
      assertThatThrownBy(() -> Loader.settled(null)).hasMessage("function");
      assertThatThrownBy(() -> Loader.rows(null, null)).hasMessage("keyOf");
      assertThatThrownBy(() -> loader.named(null)).hasMessage("name");
      assertThatThrownBy(() -> loader.splitBy(null)).hasMessage("classOf");
      assertThatThrownBy(() -> loader.under(null)).hasMessage("policy");
      assertThatThrownBy(() -> loader.load(null)).hasMessage("key");
      assertThatThrownBy(() -> loader.caching().prime(1, null)).hasMessage("value");
    }
  }
}
