package dev.meanwhile.benchmarks;

import dev.meanwhile.Meanwhile;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten thousand elements through a mapper that does nothing: what the bound costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BoundedMap {
  private final List<Integer> items = IntStream.range(0, 10_000).boxed().toList();

  /** How many at once. */
  @Param({"8", "1000"})
  public int limit;

  /** With Meanwhile. */
  @Benchmark
  public List<Integer> meanwhile() throws InterruptedException {
    return Meanwhile.map(items, Meanwhile.atMost(limit), i -> i + 1);
  }

  /** The gatherer of the JDK. */
  @Benchmark
  public List<Integer> mapConcurrent() {
    return items.stream().gather(Gatherers.mapConcurrent(limit, (Integer i) -> i + 1)).toList();
  }

  /** Workers by hand that pull under a lock, without an error path. */
  @Benchmark
  public Integer[] workersByHand() throws InterruptedException {
    var results = new Integer[items.size()];
    Iterator<Integer> source = items.iterator();
    int[] next = {0};
    var workers = new Thread[limit];
    for (int w = 0; w < limit; w++) {
      workers[w] = Thread.startVirtualThread(() -> work(source, next, results));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return results;
  }

  private static void work(Iterator<Integer> source, int[] next, Integer[] results) {
    while (true) {
      int at;
      Integer item;
      synchronized (source) {
        if (!source.hasNext()) {
          return;
        }
        item = source.next();
        at = next[0]++;
      }
      results[at] = item + 1;
    }
  }
}
