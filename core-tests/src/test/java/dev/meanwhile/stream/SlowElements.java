package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Streams.mapping;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit;
import dev.meanwhile.Mapper;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Elements that are counted, and take their time. */
abstract class SlowElements {
  final VirtualTime time = VirtualTime.create();
  final Limit limit = atMost(3);
  final IOException failure = new IOException("down");
  final AtomicInteger pulled = new AtomicInteger();
  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();

  static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** 0, 1, 2 and so on, counted. */
  Stream<Integer> source() {
    return Stream.generate(pulled::getAndIncrement);
  }

  <A> Gatherer<A, ?, A> sleeping(Mapper<A, Integer, RuntimeException> millis) {
    return mapping(limit, element -> slept(element, millis.map(element)));
  }

  <A> A slept(A element, int millis) throws InterruptedException {
    started.incrementAndGet();
    try {
      sleep(ofMillis(millis));
      return element;
    } finally {
      ended.incrementAndGet();
    }
  }

  void assertNothingIsLeft() {
    assertThat(ended).hasValue(started.get());
    assertThat(List.of(limit.inUse(), limit.waiting())).containsOnly(0);
  }
}
