package dev.meanwhile.benchmarks.harness;

import static dev.meanwhile.benchmarks.harness.Goal.aheadBy;
import static dev.meanwhile.benchmarks.harness.Goal.aheadOf;
import static dev.meanwhile.benchmarks.harness.Goal.noMoreBytesThan;
import static dev.meanwhile.benchmarks.harness.Goal.notSlowerThan;
import static dev.meanwhile.benchmarks.harness.Goal.timesTheBest;
import static dev.meanwhile.benchmarks.harness.Goal.timesTheFloor;
import static dev.meanwhile.benchmarks.harness.Goal.within;

import dev.meanwhile.benchmarks.all.ThreeCalls;
import dev.meanwhile.benchmarks.boundedmap.ManyCalls;
import java.util.List;

/** All workloads, and what is to be reached in each. */
public final class Workloads {
  private static final String SCOPE = "StructuredTaskScope";
  private static final String MAP_CONCURRENT = "Gatherers.mapConcurrent";
  private static final List<String> STRUCTURED =
      List.of(SCOPE, "Jox", "Kotlin coroutines", MAP_CONCURRENT);

  /** In the order of the report. */
  public static final List<Workload> ALL =
      List.of(
          Workload.of(
                  "W1",
                  "all of three no-ops, called on a virtual thread",
                  ThreeCalls.class,
                  "calls",
                  "caller=virtual calls=1000")
              .goals(timesTheFloor(1.2), notSlowerThan(SCOPE), noMoreBytesThan(SCOPE)),
          Workload.of(
                  "W1b",
                  "all of three no-ops, called on a platform thread",
                  ThreeCalls.class,
                  "calls",
                  "caller=platform calls=1000")
              .goals(aheadOf(STRUCTURED)),
          Workload.of(
                  "W2",
                  "a dashboard: three calls that wait 200, 180 and 220 ms",
                  ThreeCalls.class,
                  "calls",
                  "caller=platform calls=1 tasks=200ms,180ms,220ms")
              .goals(within(220.6e6)),
          Workload.of(
                  "W3",
                  "a bounded map of 10,000 elements, no-op",
                  ManyCalls.class,
                  "items",
                  "items=10000 limit=8",
                  "items=10000 limit=1000")
              .smoke("items=100 limit=8")
              .goals(timesTheFloor(1.5), aheadBy(8, MAP_CONCURRENT))
              .curve(
                  List.of("Meanwhile", "by hand, workers that pull", MAP_CONCURRENT, "Reactor"),
                  "items=1000 limit=8",
                  "items=10000 limit=8",
                  "items=100000 limit=8",
                  "items=1000000 limit=8",
                  "items=10000000 limit=8"),
          Workload.of(
                  "W3b",
                  "a bounded map of 10,000 elements, 100 µs of wait each",
                  ManyCalls.class,
                  "items",
                  "items=10000 limit=8 wait=100us",
                  "items=10000 limit=1000 wait=100us")
              .smoke("items=100 limit=8 wait=100us")
              .goals(timesTheBest(1.03).where("limit=8"), timesTheFloor(1.2).where("limit=1000")));

  private Workloads() {}
}
