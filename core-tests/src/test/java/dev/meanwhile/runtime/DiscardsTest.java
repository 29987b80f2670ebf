package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.runtime.Discards.Parcel;
import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A value is handed out, or given to its hook: never both, never neither, never twice. */
@ExtendWith(LeakGuard.class)
class DiscardsTest {
  private static final int ROUNDS = 3_000;

  /** What becomes of one value. */
  interface Promise {
    /** The value comes; {@code hook} is told if it is discarded. */
    void keep(Runnable hook);

    /** Somebody wants it; false if it was discarded. */
    boolean handOut();

    void end();

    static Promise ofDiscards() {
      var discards = new Discards();
      return new Promise() {
        private volatile Parcel<String> parcel;

        @Override
        public void keep(Runnable hook) {
          parcel = discards.keep("value", _ -> hook.run());
        }

        @Override
        public boolean handOut() {
          return parcel.handOut();
        }

        @Override
        public void end() {
          discards.end();
        }
      };
    }
  }

  /** One thread makes the value and asks for it, another asks, too, and a third ends it all. */
  private static final class Round {
    private final Promise discards;
    private final AtomicInteger discarded = new AtomicInteger();
    private final AtomicInteger handedOut = new AtomicInteger();
    private volatile boolean made;

    private Round(Promise discards) {
      this.discards = discards;
    }

    private void act(int number) {
      if (number == 0) {
        discards.keep(discarded::incrementAndGet);
        made = true;
      } else if (number == 1) {
        discards.end();
        return;
      }
      while (!made) {
        Thread.yield();
      }
      if (discards.handOut()) {
        handedOut.incrementAndGet();
      }
    }

    private void check() {
      assertThat(List.of(discarded.get(), handedOut.get()))
          .as("how often discarded and handed out, to two who ask")
          .isIn(List.of(1, 0), List.of(0, 2));
    }
  }

  private static void keepsItsPromise(Supplier<Promise> made) throws InterruptedException {
    Crowd.rounds(3, ROUNDS, () -> new Round(made.get()), Round::act, Round::check);
  }

  /** Looks first, and decides then. */
  private static final class ChecksThenActs implements Promise {
    private volatile Runnable hook;
    private volatile boolean gone;

    @Override
    public void keep(Runnable told) {
      hook = told;
    }

    @Override
    public boolean handOut() {
      return hook != null;
    }

    @Override
    public void end() {
      Runnable told = hook;
      Thread.yield();
      if (told != null && !gone) {
        gone = true;
        hook = null;
        told.run();
      }
    }
  }

  @Nested
  class InARace {
    @Test
    void oneOfBothHappens() throws Exception {
      keepsItsPromise(Promise::ofDiscards);
    }

    @Test
    void theSameCheckCatchesOneThatChecksThenActs() {
      assertThatThrownBy(() -> keepsItsPromise(ChecksThenActs::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("discarded and handed out");
    }
  }

  @Nested
  class InTheEnd {
    private final Discards discards = new Discards();
    private final List<String> discarded = new ArrayList<>();
    private final Consumer<String> hook = discarded::add;

    @Test
    void whatIsLeftIsDiscardedInOrder() {
      discards.keep("a", hook);
      Parcel<String> taken = discards.keep("b", hook);
      discards.keep("c", hook);
      assertThat(taken.handOut()).isTrue();

      discards.end();
      discards.end();

      assertThat(discarded).containsExactly("a", "c");
      assertThat(taken.handOut()).isTrue();
    }

    @Test
    void whatComesLaterIsDiscardedAtOnce() {
      discards.end();

      Parcel<String> late = discards.keep("late", hook);

      assertThat(discarded).containsExactly("late");
      assertThat(late.handOut()).isFalse();
    }

    @Test
    void nothingIsLeftWhereAllIsHandedOut() {
      discards.keep("a", hook);
      discards.keep("b", hook);
      discards.handOutAll();

      discards.end();

      assertThat(discarded).isEmpty();
    }
  }
}
