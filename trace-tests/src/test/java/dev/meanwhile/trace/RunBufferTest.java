package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunBufferTest {
  private static TaskEvent event(long thread, long number) {
    return new ValueRead(1, number, thread, thread);
  }

  private static List<Long> numbers(List<TaskEvent> events) {
    return events.stream().map(TaskEvent::at).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 95, 96, 97, 1000})
  void theLatestEventsAreKeptWhateverTheCapacity(int capacity) {
    var buffer = new RunBuffer(capacity);
    for (long added = 1; added <= 2L * capacity + 1; added++) {
      buffer.add(event(1, added));

      long first = Math.max(1, added - capacity + 1);
      assertThat(numbers(buffer.kept()))
          .isEqualTo(LongStream.rangeClosed(first, added).boxed().toList());
      assertThat(buffer.dropped()).isEqualTo(first - 1);
    }
  }

  @Test
  void whatWasTakenOutDoesNotComeAgain() {
    var buffer = new RunBuffer(50);
    LongStream.range(0, 40).forEach(number -> buffer.add(event(1, number)));

    assertThat(numbers(buffer.taken())).hasSize(40);
    buffer.add(event(1, 40));

    assertThat(numbers(buffer.taken())).containsExactly(40L);
    assertThat(buffer.taken()).isEmpty();
  }

  @Test
  void noneIsLostHoweverManyThreadsAddToANewOne() throws Exception {
    int rounds = 3000;
    int threads = 4;
    int each = 40;
    List<RunBuffer> buffers = Stream.generate(() -> new RunBuffer(1000)).limit(rounds).toList();

    Together.run(
        threads,
        rounds,
        (round, thread) -> {
          for (int number = 0; number < each; number++) {
            buffers.get(round).add(event(thread, number));
          }
        });

    assertThat(buffers)
        .allSatisfy(
            buffer -> assertThat(buffer.kept()).hasSize(threads * each).doesNotHaveDuplicates());
  }
}
