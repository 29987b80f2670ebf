package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static TaskEvent event(long thread, long number) {
    return new ValueRead(1, number, thread, thread);
  }

  @Test
  void whatIsAddedComesOutInItsOrder() {
    var queue = new EventQueue(4);
    assertThat(queue.poll()).isNull();
    for (int round = 0; round < 10; round++) {
      assertThat(queue.offer(event(1, round))).isTrue();
      assertThat(queue.offer(event(2, round))).isTrue();

      assertThat(queue.poll()).isEqualTo(event(1, round));
      assertThat(queue.poll()).isEqualTo(event(2, round));
      assertThat(queue.poll()).isNull();
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    var queue = new EventQueue(2);
    assertThat(queue.offer(event(1, 0))).isTrue();
    assertThat(queue.offer(event(1, 1))).isTrue();

    assertThat(queue.offer(event(1, 2))).isFalse();

    assertThat(queue.poll()).isEqualTo(event(1, 0));
    assertThat(queue.offer(event(1, 3))).isTrue();
    assertThat(queue.poll()).isEqualTo(event(1, 1));
    assertThat(queue.poll()).isEqualTo(event(1, 3));
  }

  @Test
  void everyEventThatFitsComesOutOnceAndInTheOrderOfItsThread() throws Exception {
    int threads = 4;
    int each = 1 << 11;
    List<EventQueue> queues =
        Stream.generate(() -> new EventQueue(threads * each)).limit(100).toList();

    Together.run(
        threads,
        queues.size(),
        (round, thread) -> {
          for (int number = 0; number < each; number++) {
            queues.get(round).offer(event(thread, number));
          }
        });

    for (EventQueue queue : queues) {
      assertThat(queue.offer(event(9, 0))).isFalse();
      assertInOrder(takeAll(queue), threads, each);
    }
  }

  @Test
  void everyEventThatIsAcceptedIsTakenWhileOthersAreAdded() throws Exception {
    int threads = 4;
    int each = 5_000;
    var queue = new EventQueue(64);
    var taken = new ArrayList<TaskEvent>();

    Together.run(
        threads + 1,
        1,
        (_, thread) -> {
          if (thread < threads) {
            offerAll(queue, thread, each);
          } else {
            while (taken.size() < threads * each) {
              taken.addAll(takeAll(queue));
            }
          }
        });

    assertInOrder(taken, threads, each);
  }

  private static void offerAll(EventQueue queue, int thread, int each) {
    for (int number = 0; number < each; number++) {
      while (!queue.offer(event(thread, number))) {
        Thread.onSpinWait();
      }
    }
  }

  private static List<TaskEvent> takeAll(EventQueue queue) {
    var taken = new ArrayList<TaskEvent>();
    for (TaskEvent event = queue.poll(); event != null; event = queue.poll()) {
      taken.add(event);
    }
    return taken;
  }

  private static void assertInOrder(List<TaskEvent> taken, int threads, int each) {
    for (int thread = 0; thread < threads; thread++) {
      long own = thread;
      assertThat(taken)
          .filteredOn(event -> event instanceof ValueRead read && read.reader() == own)
          .extracting(TaskEvent::at)
          .containsExactlyElementsOf(LongStream.range(0, each).boxed().toList());
    }
  }
}
