package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.Deadline;
import dev.meanwhile.Loader;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.stream.IntStream;

/** It waits until all are there, so that the number of calls does not depend on the machine. */
@Contender(value = "Meanwhile", role = Role.OURS)
final class WithLoader extends ManyLoads {
  private final Loader<Integer, Integer, RuntimeException> loader =
      Loader.<Integer, Integer, RuntimeException>of(this::fetch)
          .upTo(BATCH)
          .waitingAtMost(Deadline.FOREVER)
          .caching();

  @Override
  protected long sum(int loads) throws InterruptedException {
    var values =
        Meanwhile.map(
            IntStream.range(0, loads).boxed(),
            Meanwhile.atMost(loads),
            load -> loader.load(key(load)));
    return values.stream().mapToLong(Integer::longValue).sum();
  }
}
