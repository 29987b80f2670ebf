package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many tasks that claim anything of several limits in any order, fail, leave, and are cut off:
 * never more than allowed are inside, everything ends, and everything is given back.
 */
@ExtendWith(LeakGuard.class)
@Timeout(60)
class ClaimModelTest {
  private static final int LIMITS = 4;
  private static final int TASKS = 60;

  private static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingEndsAndIsGivenBack(int seed) throws Exception {
    var model = new Model(new Random(seed), false);

    model.run(VirtualTime.seeded(seed));

    model.check();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void alsoWhereLimitsChangeMeanwhile(int seed) throws Exception {
    var model = new Model(new Random(seed), true);

    model.run(VirtualTime.seeded(seed));

    model.check();
  }

  /** What a task claims of each limit; nothing where it is 0. */
  private record Share(int[] weights, Claim claim) {}

  private static final class Model {
    private final Random random;
    private final boolean changing;
    private final Limit[] limits = new Limit[LIMITS];
    private final int[] most = new int[LIMITS];
    private final AtomicIntegerArray inside = new AtomicIntegerArray(LIMITS);
    private final AtomicIntegerArray peak = new AtomicIntegerArray(LIMITS);
    private final AtomicInteger served = new AtomicInteger();

    private Model(Random random, boolean changing) {
      this.random = random;
      this.changing = changing;
      for (int i = 0; i < LIMITS; i++) {
        most[i] = 1 + random.nextInt(4);
        limits[i] = atMost(most[i]).named("limit " + i);
        if (random.nextInt(4) == 0) {
          limits[i] = limits[i].maxWaiting(random.nextInt(30));
        }
      }
    }

    private void run(VirtualTime time) throws InterruptedException {
      var tasks = new ArrayList<Task<Object, Exception>>();
      for (int i = 0; i < TASKS; i++) {
        int begins = random.nextInt(30);
        Task<Object, Exception> work = work(0);
        tasks.add(() -> {
          sleep(ofMillis(begins));
          return work.run();
        });
      }
      if (changing) {
        tasks.add(change());
      }
      var ends = time.run(() -> settle(tasks));
      assertThat(ends)
          .allSatisfy(end -> {
            if (end instanceof Outcome.Failure<Object>(Throwable cause)) {
              assertThat(cause)
                  .isInstanceOfAny(
                      Rejected.class, DeadlineExceeded.class, IllegalStateException.class);
            }
          });
    }

    private void check() {
      assertUnused(limits);
      assertThat(served.get()).as("served").isPositive();
      for (int i = 0; i < LIMITS; i++) {
        assertThat(inside.get(i)).isZero();
        assertThat(peak.get(i)).as("at once in limit %d", i).isLessThanOrEqualTo(most[i]);
      }
    }

    /** Claims of the limits from {@code first} on, so that nested claims have an order. */
    private Task<Object, Exception> work(int first) {
      Share share = share(first);
      Task<Object, Exception> inside = inside(share, first);
      int millis = 1 + random.nextInt(40);
      int elements = 1 + random.nextInt(5);
      return switch (random.nextInt(7)) {
        case 0 -> () -> scope(s -> share.claim.start(s, inside).get());
        case 1 ->
            () ->
                scope(s -> {
                  share.claim.start(s, inside);
                  return share.claim.start(s, inside).get();
                });
        case 2 -> () -> within(ofMillis(millis), () -> share.claim.call(inside));
        case 3 ->
            () ->
                race(
                    () -> share.claim.call(inside),
                    () -> {
                      sleep(ofMillis(millis));
                      return "left";
                    });
        case 4 -> mapping(first, elements);
        default -> () -> share.claim.call(inside);
      };
    }

    private Task<Object, Exception> mapping(int first, int elements) {
      int at = first + random.nextInt(LIMITS - first);
      int[] weights = new int[LIMITS];
      weights[at] = 1;
      Task<Object, Exception> inside = inside(new Share(weights, limits[at].claim()), at);
      return () -> map(IntStream.range(0, elements).boxed(), limits[at], _ -> inside.run());
    }

    private Share share(int first) {
      int[] weights = new int[LIMITS];
      Claim claim = null;
      int from = first + random.nextInt(LIMITS - first);
      for (int step = 0; step < LIMITS - first; step++) {
        int i = first + (from - first + step) % (LIMITS - first);
        if (claim == null || random.nextInt(3) == 0) {
          weights[i] = 1 + random.nextInt(most[i]);
          Claim one = limits[i].claim(weights[i]).priority(random.nextInt(3));
          claim = claim == null ? one : claim.and(one);
        }
      }
      return new Share(weights, random.nextInt(5) == 0 ? claim.maxWait(ofMillis(20)) : claim);
    }

    private Task<Object, Exception> inside(Share share, int first) {
      int last = LIMITS - 1;
      while (last > first && share.weights[last] == 0) {
        last--;
      }
      boolean fails = random.nextInt(8) == 0;
      int millis = random.nextInt(10);
      Task<Object, Exception> nested =
          last + 1 < LIMITS && random.nextInt(4) == 0 ? work(last + 1) : () -> "inside";
      return () -> {
        enter(share.weights, 1);
        try {
          sleep(ofMillis(millis));
          served.incrementAndGet();
          if (fails) {
            throw new IllegalStateException("told to fail");
          }
          return nested.run();
        } finally {
          enter(share.weights, -1);
        }
      };
    }

    private void enter(int[] weights, int sign) {
      for (int i = 0; i < LIMITS; i++) {
        int now = inside.addAndGet(i, sign * weights[i]);
        peak.accumulateAndGet(i, now, Math::max);
      }
    }

    /** Makes them smaller, pauses, resumes and clears them, and leaves them as they were. */
    private Task<Object, Exception> change() {
      var changes = new ArrayList<Runnable>();
      for (int i = 0; i < 30; i++) {
        int at = random.nextInt(LIMITS);
        int size = 1 + random.nextInt(most[at]);
        changes.add(
            List.<Runnable>of(
                    () -> limits[at].resize(size),
                    limits[at]::pause,
                    limits[at]::resume,
                    limits[at]::clear)
                .get(random.nextInt(4)));
      }
      return () -> {
        for (Runnable change : changes) {
          sleep(ofMillis(2));
          change.run();
        }
        for (int i = 0; i < LIMITS; i++) {
          limits[i].resume();
          limits[i].resize(most[i]);
        }
        return "changed";
      };
    }
  }
}
