package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** Where all keys are known beforehand, nobody has to wait for anybody. */
@Contender(value = "chunks of known keys, by hand", role = Role.REFERENCE)
final class ChunksByHand extends ManyLoads {
  @Override
  protected long sum(int loads) throws InterruptedException {
    var values = new HashMap<Integer, Integer>();
    var threads = new ArrayList<Thread>();
    var chunks = IntStream.range(0, keys()).boxed().gather(Gatherers.windowFixed(BATCH)).toList();
    for (var chunk : chunks) {
      threads.add(
          Thread.startVirtualThread(() -> {
            var fetched = fetch(chunk);
            synchronized (values) {
              values.putAll(fetched);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long sum = 0;
    for (int i = 0; i < loads; i++) {
      sum += values.get(key(i));
    }
    return sum;
  }
}
