package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The outcome cell: one result, and nobody waits for it in vain. */
class CellTest {
  private static final int ROUNDS = 3_000;

  /** What a cell promises. */
  interface Promise {
    boolean settle(Object result);

    boolean enlist(Wait wait);

    @Nullable Object result();

    static Promise ofCell() {
      var cell = new Cell();
      return new Promise() {
        @Override
        public boolean settle(Object result) {
          return cell.settle(result, null);
        }

        @Override
        public boolean enlist(Wait wait) {
          return cell.enlist(wait);
        }

        @Override
        public @Nullable Object result() {
          return cell.result();
        }
      };
    }
  }

  private static Wait someWait() {
    return new Wait(null, WaitReason.RESULT, null, Timekeeper.NEVER);
  }

  /** What one round did to a cell. */
  private static final class Round {
    private final Promise cell;
    private final Queue<Object> winners = new ConcurrentLinkedQueue<>();
    private final Queue<Wait> enlisted = new ConcurrentLinkedQueue<>();
    private final Queue<Object> seenByTheRefused = new ConcurrentLinkedQueue<>();

    private Round(Promise cell) {
      this.cell = cell;
    }

    private void act(int number) {
      if (number % 2 == 0) {
        enlist();
      }
      if (cell.settle("result " + number)) {
        winners.add("result " + number);
      }
      enlist();
    }

    private void enlist() {
      Wait wait = someWait();
      if (cell.enlist(wait)) {
        enlisted.add(wait);
      } else {
        seenByTheRefused.add(String.valueOf(cell.result()));
      }
    }

    private void check() {
      assertThat(winners).as("winners").hasSize(1);
      assertThat(cell.result()).isEqualTo(winners.peek());
      assertThat(seenByTheRefused).containsOnly(winners.peek());
      assertThat(enlisted).as("waits that nobody ended").allMatch(Wait::isOver);
    }
  }

  private static void keepsItsPromise(Supplier<Promise> cells) throws InterruptedException {
    Crowd.rounds(3, ROUNDS, () -> new Round(cells.get()), Round::act, Round::check);
  }

  @Nested
  class ManyThreads {
    @Test
    void settleItOnceAndEveryWaitIsReleased() throws Exception {
      keepsItsPromise(Promise::ofCell);
    }

    @Test
    void theSameCheckCatchesACellThatChecksThenActs() {
      assertThatThrownBy(() -> keepsItsPromise(BrokenCell.ChecksThenActs::new))
          .isInstanceOf(AssertionError.class);
    }

    @Test
    void theSameCheckCatchesACellThatForgetsAWait() {
      assertThatThrownBy(() -> keepsItsPromise(BrokenCell.ForgetsAWait::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("waits that nobody ended");
    }
  }

  @Nested
  class OneThread {
    private final Cell cell = new Cell();

    @Test
    void theFirstResultStays() {
      assertThat(cell.result()).isNull();
      assertThat(cell.settle("first", null)).isTrue();
      assertThat(cell.settle("second", null)).isFalse();
      assertThat(cell.result()).isEqualTo("first");
    }

    @Test
    void aWaitIsNotTakenForAResult() {
      assertThat(cell.enlist(someWait())).isTrue();
      assertThat(cell.result()).isNull();
    }

    @Test
    void everyWaitIsReleasedAndTheLateOneIsNotTaken() {
      var waits = IntStream.range(0, 5).mapToObj(_ -> someWait()).toList();
      waits.forEach(wait -> assertThat(cell.enlist(wait)).isTrue());

      cell.settle("result", null);

      assertThat(waits).allMatch(Wait::isOver);
      assertThat(cell.enlist(someWait())).isFalse();
    }

    @Test
    void aWaitThatEndedEarlyIsPassedOver() {
      Wait early = someWait();
      Wait patient = someWait();
      cell.enlist(early);
      early.expire();
      cell.enlist(patient);

      cell.settle("result", null);

      assertThat(early.await()).isEqualTo(WaitEnd.TIMED_OUT);
      assertThat(patient.await()).isEqualTo(WaitEnd.RELEASED);
    }

    @Test
    void waitsThatEndedEarlyDoNotPileUp() {
      Wait last = someWait();
      for (int i = 0; i < 1_000; i++) {
        Wait early = someWait();
        cell.enlist(early);
        early.expire();
      }
      cell.enlist(last);

      assertThat(last.next).isNull();
    }
  }

  @Test
  void aThreadThatWaitsGoesOnWithTheResult() throws Exception {
    var cell = new Cell();
    var seen = new AtomicReference<Object>();
    var enlisted = new CountDownLatch(1);
    Thread waiter =
        Thread.ofVirtual()
            .start(() -> {
              Wait wait = someWait();
              cell.enlist(wait);
              enlisted.countDown();
              seen.set(List.of(wait.await(), String.valueOf(cell.result())));
            });
    enlisted.await();

    cell.settle("result", null);

    waiter.join();
    assertThat(seen.get()).isEqualTo(List.of(WaitEnd.RELEASED, "result"));
  }
}
