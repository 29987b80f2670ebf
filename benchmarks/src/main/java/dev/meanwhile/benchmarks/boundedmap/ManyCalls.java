package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A call for each element, a bounded number of them at once, the results in order. */
public abstract class ManyCalls extends Trial {
  private List<Integer> items = List.of();
  private List<Integer> expected = List.of();
  private Function<Integer, Integer> call = item -> item + 1;
  private int limit;

  /**
   * Calls {@code call} for each of {@code items}, which are the numbers from 0 on.
   *
   * @return the results, in the order of the items
   */
  protected abstract List<Integer> map(
      List<Integer> items, int limit, Function<Integer, Integer> call) throws Exception;

  @Override
  protected final void open(Variant variant) {
    int size = variant.number("items");
    items = IntStream.range(0, size).boxed().toList();
    expected = IntStream.rangeClosed(1, size).boxed().toList();
    limit = variant.number("limit");
    if (variant.is("wait", "100us")) {
      call =
          item -> {
            LockSupport.parkNanos(100_000);
            return item + 1;
          };
    }
  }

  @Override
  public final Object run() throws Exception {
    return map(items, limit, call);
  }

  @Override
  protected final Object expected() {
    return expected;
  }
}
