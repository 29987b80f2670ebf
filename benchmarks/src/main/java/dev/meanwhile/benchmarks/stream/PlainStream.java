package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.stream.IntStream;

/** On one thread, of boxed numbers. */
@Contender(value = "java.util.stream", role = Role.FLOOR)
final class PlainStream extends MillionElements {
  @Override
  protected long sum(int elements) {
    return IntStream.rangeClosed(1, elements)
        .boxed()
        .map(i -> i + 1)
        .filter(i -> i % 2 == 0)
        .mapToLong(Integer::longValue)
        .sum();
  }
}
