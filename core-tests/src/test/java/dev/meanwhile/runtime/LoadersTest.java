package dev.meanwhile.runtime;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.withinOr;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Loader;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run may last as long as the process: it keeps nothing of loads that are over. */
@ExtendWith(LeakGuard.class)
class LoadersTest {
  private final VirtualTime time = VirtualTime.create();
  private final Loader<Integer, Integer, InterruptedException> loader =
      Loader.<Integer, Integer, InterruptedException>of(
              keys -> {
                sleep(ofMillis(10));
                return keys.stream().collect(Collectors.toMap(Function.identity(), key -> key));
              })
          .splitBy(key -> key);

  private static int lanes() {
    return TaskNode.running().run().loaders().size();
  }

  @Test
  void nothingIsKeptOfLoadsThatHaveTheirAnswer() throws Exception {
    var seen =
        time.run(() ->
            scope(_ -> {
              map(List.of(1, 2, 3), atMost(3), loader::load);
              return lanes();
            }));

    assertThat(seen).isZero();
  }

  @Test
  void norOfThoseThatEverybodyLeft() throws Exception {
    var seen =
        time.run(() ->
            scope(_ -> {
              withinOr(ofMillis(5), () -> loader.loadAll(List.of(1, 2)), List::of);
              return lanes();
            }));

    assertThat(seen).isZero();
  }

  @Test
  void norOfThoseThatFailed() throws Exception {
    Loader<Integer, Integer, IOException> down =
        Loader.<Integer, Integer, IOException>of(
                _ -> {
                  throw new IOException("down");
                })
            .caching();

    var seen =
        time.run(() ->
            scope(_ -> {
              outcome(() -> down.load(1));
              return lanes();
            }));

    assertThat(seen).isZero();
  }

  @Test
  void aCacheIsKeptUntilItIsCleared() throws Exception {
    Loader<Integer, Integer, RuntimeException> cached =
        Loader.<Integer, Integer, RuntimeException>of(_ -> Map.of(1, 1)).caching();

    var seen =
        time.run(() ->
            scope(_ -> {
              cached.load(1);
              int full = lanes();
              cached.clear(1);
              return List.of(full, lanes());
            }));

    assertThat(seen).containsExactly(1, 0);
  }

  /** The batch that everybody left ends late, and must not take the lane of the next along. */
  @Test
  void aKeyInFlightIsOneKeyAlsoWhenABatchOfTheSameRouteEndsLate() throws Exception {
    var calls = new AtomicInteger();
    Loader<Integer, Integer, InterruptedException> slowToStop =
        Loader.of(keys -> {
          calls.incrementAndGet();
          try {
            sleep(ofMillis(20));
            return Map.of(1, 1);
          } finally {
            shield(ofMillis(100), Task.of(() -> sleep(ofMillis(10))));
          }
        });

    time.run(() ->
        all(
            () -> withinOr(ofMillis(5), () -> slowToStop.load(1), () -> 0), // ends at 15 ms
            () -> loadAfter(10, slowToStop),
            () -> loadAfter(20, slowToStop),
            (a, b, c) -> a + b + c));

    assertThat(calls).hasValue(2);
  }

  private static int loadAfter(int millis, Loader<Integer, Integer, ?> loader) throws Exception {
    sleep(ofMillis(millis));
    return loader.load(1);
  }
}
