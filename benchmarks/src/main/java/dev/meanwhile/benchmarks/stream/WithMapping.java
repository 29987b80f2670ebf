package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.Meanwhile;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.stream.Streams;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

@Contender(value = "Meanwhile, mapping", role = Role.OURS)
final class WithMapping extends MillionElements {
  @Override
  protected long sum(int elements) throws InterruptedException {
    var sum = new AtomicLong();
    var even =
        IntStream.rangeClosed(1, elements)
            .boxed()
            .gather(Streams.mapping(Meanwhile.atMost(8), (Integer i) -> i + 1))
            .filter(i -> i % 2 == 0);
    Streams.forEach(even, i -> sum.setPlain(sum.getPlain() + i));
    return sum.getPlain();
  }
}
