package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel of the alarms, beside a list that is sorted. */
class TimerWheelTest {
  private static final long MILLI = 1_000_000;
  private static final long DAY = 86_400_000 * MILLI;

  private final TimerWheel wheel = new TimerWheel();

  private TimerWheel.Entry add(long at, long now) {
    var entry = new TimerWheel.Entry();
    entry.at(at);
    wheel.add(entry, now);
    return entry;
  }

  private List<TimerWheel.Entry> take(long now) {
    var taken = new ArrayList<TimerWheel.Entry>();
    for (TimerWheel.Entry due = wheel.take(now); due != null; due = due.after()) {
      taken.add(due);
    }
    taken.sort(Comparator.comparingLong(TimerWheel.Entry::at));
    return taken;
  }

  @Nested
  class OfOneAlarm {
    @Test
    void nothingIsEverDueInAnEmptyOne() {
      assertThat(wheel.next()).isEqualTo(Timekeeper.NEVER);
      assertThat(take(Long.MAX_VALUE - 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, MILLI, 70 * MILLI, 5_000 * MILLI, DAY, 4_000 * DAY})
    void itIsTakenAtItsTimeAndNotANanosecondBefore(long delay) {
      TimerWheel.Entry entry = add(DAY + delay, DAY);

      assertThat(wheel.next()).isLessThanOrEqualTo(DAY + delay);
      assertThat(take(DAY + delay - 1)).isEmpty();
      assertThat(wheel.next()).as("it is near now").isEqualTo(DAY + delay);
      assertThat(take(DAY + delay)).containsExactly(entry);
      assertThat(wheel.next()).isEqualTo(Timekeeper.NEVER);
    }

    @Test
    void oneOfThePastIsDueAtOnce() {
      add(5 * DAY, 4 * DAY);
      assertThat(take(4 * DAY + MILLI)).isEmpty();
      TimerWheel.Entry late = add(3 * DAY, 4 * DAY + MILLI);

      assertThat(wheel.next()).isLessThanOrEqualTo(3 * DAY);
      assertThat(take(4 * DAY + MILLI)).containsExactly(late);
    }

    @Test
    void theLastNanosecondThatThereIsCanBeWaitedFor() {
      TimerWheel.Entry entry = add(Timekeeper.NEVER - 1, 0);

      assertThat(take(Timekeeper.NEVER - 2)).isEmpty();
      assertThat(take(Timekeeper.NEVER - 1)).containsExactly(entry);
    }
  }

  @Nested
  class TakenOut {
    @Test
    void onceAndForAll() {
      TimerWheel.Entry entry = add(DAY, 0);

      assertThat(wheel.remove(entry)).isTrue();
      assertThat(wheel.remove(entry)).isFalse();
      assertThat(wheel.next()).isEqualTo(Timekeeper.NEVER);
      assertThat(take(2 * DAY)).isEmpty();
    }

    @Test
    void notAfterItWasTaken() {
      TimerWheel.Entry entry = add(DAY, 0);
      take(DAY);

      assertThat(wheel.remove(entry)).isFalse();
    }

    @Test
    void fromAnyPlaceInItsSlot() {
      List<TimerWheel.Entry> entries = List.of(add(DAY, 0), add(DAY, 0), add(DAY, 0));

      wheel.remove(entries.get(1));
      assertThat(take(DAY)).containsExactlyInAnyOrder(entries.get(0), entries.get(2));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itDoesWhatASortedListDoes(long seed) {
    var random = new Random(seed);
    var expected = new ArrayList<TimerWheel.Entry>();
    long now = 0;
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> expected.add(add(now + someNanos(random), now));
        case 2 -> {
          if (!expected.isEmpty()) {
            assertThat(wheel.remove(expected.remove(random.nextInt(expected.size())))).isTrue();
          }
        }
        case 3 -> now += someNanos(random);
        default -> {
          // The time at which its owner would look, often: the very nanosecond of an alarm.
          now = expected.isEmpty() ? now : Math.max(now, wheel.next());
          long present = now;
          List<TimerWheel.Entry> due =
              expected.stream().filter(entry -> entry.at() <= present).toList();
          assertThat(take(now)).containsExactlyInAnyOrderElementsOf(due);
          expected.removeAll(due);
          assertThat(wheel.next())
              .isGreaterThan(now)
              .isLessThanOrEqualTo(
                  expected.stream().mapToLong(TimerWheel.Entry::at).min().orElse(Timekeeper.NEVER));
        }
      }
    }
  }

  /** Of very different sizes, as deadlines are. */
  private static long someNanos(Random random) {
    return random.nextLong(1L << random.nextInt(1, 50));
  }
}
