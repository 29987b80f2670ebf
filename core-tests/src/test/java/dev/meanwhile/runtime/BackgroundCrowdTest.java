package dev.meanwhile.runtime;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Background;
import dev.meanwhile.Cancelled;
import dev.meanwhile.Deadline;
import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.testing.LeakGuard;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A background that several threads use at once, on real time. */
@ExtendWith(LeakGuard.class)
class BackgroundCrowdTest {
  /** Counts what becomes of tasks. */
  private static final class Counts {
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger ran = new AtomicInteger();
    final AtomicInteger told = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger overlaps = new AtomicInteger();
    final Background background;

    Counts(Background.Options options) {
      background = options.open((_, failure) -> count(failure));
    }

    private void count(Throwable failure) {
      (failure instanceof Cancelled ? dropped : told).incrementAndGet();
    }

    /** Alone in here, or it is counted as an overlap. */
    void alone() {
      if (inside.getAndIncrement() > 0) {
        overlaps.incrementAndGet();
      }
      Thread.yield();
      inside.getAndDecrement();
      ran.incrementAndGet();
    }

    void fails() {
      ran.incrementAndGet();
      throw new IllegalStateException("as it should");
    }

    void accept(Runnable start) {
      try {
        start.run();
        accepted.incrementAndGet();
      } catch (Misuse closed) {
        refused.incrementAndGet();
      }
    }
  }

  private static Counts unlimited() {
    return new Counts(Background.named("crowd").drain(Deadline.FOREVER));
  }

  @Nested
  class OneKey {
    @Test
    void neverLetsTwoOverlap() throws Exception {
      Crowd.rounds(
          4,
          500,
          BackgroundCrowdTest::unlimited,
          (counts, number) -> {
            for (int i = 0; i < 5; i++) {
              switch (number) {
                case 0 -> counts.background.replace("key", "task", counts::alone);
                case 1 -> counts.background.runNext("key", "task", counts::alone);
                case 2 -> counts.background.runIfAbsent("key", "task", counts::alone);
                default -> counts.background.cancel("key");
              }
            }
          },
          counts -> {
            counts.background.close();
            assertThat(counts.overlaps.get()).as("overlaps").isZero();
            assertThat(counts.told.get() + counts.dropped.get()).as("told").isZero();
          });
    }

    @Test
    void runsTheLastOneThatCame() throws Exception {
      Crowd.rounds(
          4,
          500,
          BackgroundCrowdTest::unlimited,
          (counts, _) -> counts.background.runNext("key", "task", counts::alone),
          counts -> {
            counts.background.close();
            assertThat(counts.ran.get()).as("ran").isBetween(1, 4);
            assertThat(counts.background.tasks()).isEmpty();
          });
    }
  }

  /** When one task ends and another comes at the same moment, nobody may be awake for a moment. */
  @Nested
  class ATaskThatComesWhenTheLastOneEnds {
    @Test
    void isNotTakenForStalled() throws Exception {
      Crowd.rounds(
          2,
          100,
          BackgroundCrowdTest::unlimited,
          (counts, _) -> {
            for (int i = 0; i < 200; i++) {
              counts.background.run("task", counts.ran::incrementAndGet);
            }
          },
          counts -> {
            counts.background.close();
            assertThat(counts.told.get()).as("told").isZero();
            assertThat(counts.ran.get()).as("ran").isEqualTo(400);
          });
    }
  }

  @Nested
  class EveryAcceptedTask {
    @Test
    void isToldOfOnceIfItFails() throws Exception {
      Crowd.rounds(
          4,
          500,
          BackgroundCrowdTest::unlimited,
          (counts, _) -> {
            for (int i = 0; i < 5; i++) {
              counts.accept(() -> counts.background.run("task", counts::fails));
            }
          },
          counts -> {
            counts.background.close();
            assertThat(counts.told.get()).as("told").isEqualTo(20);
          });
    }

    @Test
    void hasEndedWhenTheCloseReturns() throws Exception {
      Crowd.rounds(
          4,
          500,
          BackgroundCrowdTest::unlimited,
          (counts, number) -> {
            if (number == 0) {
              counts.background.close();
              assertThat(counts.told.get()).as("told").isEqualTo(counts.ran.get());
            } else {
              counts.accept(() -> counts.background.run("task", counts::fails));
            }
          },
          counts -> {
            counts.background.close();
            assertThat(counts.told.get()).as("told").isEqualTo(counts.accepted.get());
            assertThat(counts.ran.get()).as("ran").isEqualTo(counts.accepted.get());
            assertThat(counts.accepted.get() + counts.refused.get()).isEqualTo(3);
          });
    }

    @Test
    void ranOrIsToldOfWhereTheCloseDoesNotWait() throws Exception {
      Crowd.rounds(
          4,
          500,
          () -> new Counts(Background.named("crowd").limit(Limit.atMost(1)).drain(ZERO)),
          (counts, number) -> {
            if (number == 0) {
              counts.background.close();
            } else {
              for (int i = 0; i < 5; i++) {
                counts.accept(() -> counts.background.run("task", counts::alone));
              }
            }
          },
          counts -> {
            counts.background.close();
            assertThat(counts.overlaps.get()).as("overlaps").isZero();
            assertThat(counts.ran.get() + counts.dropped.get())
                .as("ran or told")
                .isEqualTo(counts.accepted.get());
          });
    }
  }
}
