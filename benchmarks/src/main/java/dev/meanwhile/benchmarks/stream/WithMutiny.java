package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Contender;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Another thread takes what the source brings. */
@Contender("Mutiny")
final class WithMutiny extends MillionElements {
  @Override
  protected long sum(int elements) {
    return Multi.createFrom()
        .range(1, elements + 1)
        .emitOn(Infrastructure.getDefaultExecutor())
        .map(i -> i + 1)
        .filter(i -> i % 2 == 0)
        .collect()
        .in(() -> new long[1], (sum, i) -> sum[0] += i)
        .map(sum -> sum[0])
        .await()
        .indefinitely();
  }
}
