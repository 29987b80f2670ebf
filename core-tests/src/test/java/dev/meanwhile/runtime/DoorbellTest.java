package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bell is not heard behind a shield, and heard once it is down. */
@ExtendWith(LeakGuard.class)
class DoorbellTest {
  private static final int ROUNDS = 2_000;

  /** What a bell promises. */
  interface Promise {
    void ring();

    void muffle();

    void unmuffle();

    static Promise ofDoorbell(Thread thread) {
      var bell = Doorbell.of(thread);
      return new Promise() {
        @Override
        public void ring() {
          bell.ring();
        }

        @Override
        public void muffle() {
          bell.muffle();
        }

        @Override
        public void unmuffle() {
          bell.unmuffle();
        }
      };
    }
  }

  /** One thread puts a shield up and takes it down; the other rings for it. */
  private static final class Round {
    private final Function<Thread, Promise> bells;
    private final AtomicInteger heardInside = new AtomicInteger();
    private final AtomicInteger heardAfterwards = new AtomicInteger();
    private volatile Promise bell;
    private volatile boolean rung;

    private Round(Function<Thread, Promise> bells) {
      this.bells = bells;
    }

    private void act(int number) {
      if (number == 0) {
        hide();
      } else {
        ring();
      }
    }

    private void hide() {
      Promise own = bells.apply(Thread.currentThread());
      bell = own;
      Thread.yield();
      own.muffle();
      for (int i = 0; i < 20; i++) {
        heardInside.addAndGet(Thread.interrupted() ? 1 : 0);
        Thread.yield();
      }
      own.unmuffle();
      while (!rung) {
        Thread.yield();
      }
      heardAfterwards.addAndGet(Thread.interrupted() ? 1 : 0);
    }

    private void ring() {
      while (bell == null) {
        Thread.yield();
      }
      bell.ring();
      rung = true;
    }

    private void check() {
      assertThat(heardInside).as("rings heard behind the shield").hasValue(0);
      // It may have rung before the shield went up; then it was kept, too.
      assertThat(heardAfterwards).as("rings heard afterwards").hasValue(1);
    }
  }

  private static void keepsItsPromise(Function<Thread, Promise> bells) throws InterruptedException {
    Crowd.rounds(2, ROUNDS, () -> new Round(bells), Round::act, Round::check);
  }

  /** Looks whether it is muffled, and rings then. */
  private static final class BrokenBell implements Promise {
    private final Thread thread;
    private volatile boolean muffled;
    private volatile boolean kept;

    private BrokenBell(Thread thread) {
      this.thread = thread;
    }

    @Override
    public void ring() {
      if (muffled) {
        kept = true;
      } else {
        Thread.yield();
        Thread.yield();
        thread.interrupt();
      }
    }

    @Override
    public void muffle() {
      muffled = true;
      kept = Thread.interrupted();
    }

    @Override
    public void unmuffle() {
      muffled = false;
      if (kept) {
        thread.interrupt();
      }
    }
  }

  @Nested
  class WithARinger {
    @Test
    void noRingGetsThroughAndNoneIsLost() throws Exception {
      keepsItsPromise(Promise::ofDoorbell);
    }

    @Test
    void theSameCheckCatchesABellThatChecksThenRings() {
      assertThatThrownBy(() -> keepsItsPromise(BrokenBell::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("heard");
    }
  }

  @Nested
  class Interrupts {
    private final Doorbell bell = Doorbell.of(Thread.currentThread());

    @Test
    void fromOutsideAreToldFromRings() {
      assertThat(bell.isForeignPending()).isFalse();
      bell.ring();
      assertThat(bell.isForeignPending()).isFalse();
      bell.takeBack();
      Thread.currentThread().interrupt();

      assertThat(bell.isForeignPending()).isTrue();
      bell.ring();
      assertThat(bell.isForeignPending()).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void keptBehindTwoShieldsComeOutOfTheOuterOne() {
      bell.muffle();
      Doorbell inner = bell.inside();
      inner.muffle();
      inner.inside().keep();
      inner.unmuffle();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(bell.isForeignPending()).isTrue();

      bell.unmuffle();

      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void fromBeforeTheShieldAreKept() {
      Thread.currentThread().interrupt();
      bell.muffle();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();

      bell.unmuffle();

      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void areNoneOfABellThatHasNoThreadYet() {
      Doorbell unhung = Doorbell.of(null);
      unhung.ring();

      assertThat(unhung.isForeignPending()).isFalse();
      assertThat(unhung.thread()).isNull();
    }
  }
}
