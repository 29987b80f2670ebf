package dev.meanwhile.benchmarks.harness;

import static dev.meanwhile.benchmarks.harness.Goal.aheadBy;
import static dev.meanwhile.benchmarks.harness.Goal.aheadOf;
import static dev.meanwhile.benchmarks.harness.Goal.aheadOfEveryPeer;
import static dev.meanwhile.benchmarks.harness.Goal.bytesAboveTheFloor;
import static dev.meanwhile.benchmarks.harness.Goal.bytesTimesTheFloor;
import static dev.meanwhile.benchmarks.harness.Goal.nanosAboveTheFloor;
import static dev.meanwhile.benchmarks.harness.Goal.noMoreBytesThan;
import static dev.meanwhile.benchmarks.harness.Goal.noMoreBytesThanAnyPeer;
import static dev.meanwhile.benchmarks.harness.Goal.notSlowerThan;
import static dev.meanwhile.benchmarks.harness.Goal.times;
import static dev.meanwhile.benchmarks.harness.Goal.timesTheBest;
import static dev.meanwhile.benchmarks.harness.Goal.timesTheFloor;
import static dev.meanwhile.benchmarks.harness.Goal.within;
import static dev.meanwhile.benchmarks.harness.Goal.withinBytes;

import dev.meanwhile.benchmarks.all.ThreeCalls;
import dev.meanwhile.benchmarks.batching.ManyLoads;
import dev.meanwhile.benchmarks.boundedmap.ManyCalls;
import dev.meanwhile.benchmarks.failfast.FirstFailure;
import dev.meanwhile.benchmarks.graph.DependentCalls;
import dev.meanwhile.benchmarks.harness.Workload.Figure;
import dev.meanwhile.benchmarks.mutex.OneAtATime;
import dev.meanwhile.benchmarks.policy.GuardedCall;
import dev.meanwhile.benchmarks.sleepers.Sleepers;
import dev.meanwhile.benchmarks.stream.MillionElements;
import dev.meanwhile.benchmarks.tracing.WatchedTasks;
import java.util.List;
import java.util.stream.Stream;

/** All workloads, and what is to be reached in each. */
public final class Workloads {
  private static final String SCOPE = "StructuredTaskScope";
  private static final String MAP_CONCURRENT = "Gatherers.mapConcurrent";
  private static final List<String> STRUCTURED =
      List.of(SCOPE, "Jox", "Kotlin coroutines", MAP_CONCURRENT);

  /** In the order of the report. */
  public static final List<Workload> ALL =
      Stream.of(calls(), maps(), sleepers(), graphs(), policies(), locks(), rest(), tracing())
          .flatMap(List::stream)
          .toList();

  private Workloads() {}

  private static List<Workload> calls() {
    return List.of(
        Workload.of("W1", "all of three no-ops, called on a virtual thread", ThreeCalls.class)
            .per("calls", "caller=virtual calls=1000")
            .goals(timesTheFloor(1.2), notSlowerThan(SCOPE), noMoreBytesThan(SCOPE)),
        Workload.of("W1b", "all of three no-ops, called on a platform thread", ThreeCalls.class)
            .per("calls", "caller=platform calls=1000")
            .goals(aheadOf(STRUCTURED)),
        Workload.of("W2", "a dashboard: calls that wait 200, 180 and 220 ms", ThreeCalls.class)
            .per("calls", "caller=platform calls=1 tasks=200ms,180ms,220ms")
            .goals(within(220.6e6)));
  }

  private static List<Workload> maps() {
    return List.of(
        Workload.of("W3", "a bounded map of no-ops, each element", ManyCalls.class)
            .per("items", "items=10000 limit=8", "items=10000 limit=1000")
            .smoke("items=100 limit=8")
            .goals(timesTheFloor(1.5), aheadBy(8, MAP_CONCURRENT))
            .curve(
                Figure.TIME,
                List.of("Meanwhile", "by hand, workers that pull", MAP_CONCURRENT, "Reactor"),
                "items=1000 limit=8",
                "items=10000 limit=8",
                "items=100000 limit=8",
                "items=1000000 limit=8",
                "items=10000000 limit=8"),
        Workload.of("W3b", "a bounded map of 100 µs of wait, each element", ManyCalls.class)
            .per("items", "items=10000 limit=8 wait=100us", "items=10000 limit=1000 wait=100us")
            .smoke("items=100 limit=8 wait=100us")
            .goals(timesTheBest(1.03).where("limit=8"), timesTheFloor(1.2).where("limit=1000")));
  }

  private static List<Workload> sleepers() {
    return List.of(
        Workload.of("W4", "a million tasks that sleep at once, each", Sleepers.class)
            .per("tasks", "tasks=1000000")
            .glance("tasks=100000")
            .smoke("tasks=1000")
            .goals(bytesTimesTheFloor(1.3))
            .curve(
                Figure.BYTES,
                List.of("Meanwhile", "by hand, parked virtual threads", SCOPE),
                "tasks=1000",
                "tasks=10000",
                "tasks=100000",
                "tasks=1000000"));
  }

  private static List<Workload> graphs() {
    return List.of(
        Workload.of("W5", "a diamond of five no-ops", DependentCalls.class)
            .per("runs", "shape=diamond runs=100")
            .goals(timesTheBest(1.3)),
        Workload.of("W5b", "a random plan of 1,000 no-ops, each node", DependentCalls.class)
            .per("nodes", "shape=random nodes=1000 runs=1")
            .goals(timesTheFloor(1.5), aheadOfEveryPeer()));
  }

  private static List<Workload> policies() {
    String[] all = {
      "policy=retry calls=1000",
      "policy=retry fails=first calls=1000",
      "policy=breaker calls=1000",
      "policy=rate calls=1000",
      "policy=limit calls=1000",
      "policy=timeout calls=1000",
      "policy=stack calls=1000"
    };
    return List.of(
        Workload.of("W6", "policies around a no-op", GuardedCall.class)
            .per("calls", all)
            .glance(all)
            .smoke(all)
            .goals(
                within(20).where("policy=retry calls"),
                within(60).where("policy=breaker"),
                within(85).where("policy=rate"),
                within(70).where("policy=limit"),
                within(600).where("policy=timeout"),
                within(1_000).where("policy=stack"),
                withinBytes(200).where("policy=stack"),
                noMoreBytesThanAnyPeer()));
  }

  private static List<Workload> locks() {
    String fair = "Semaphore, fair";
    return List.of(
        Workload.of("W7", "a mutex", OneAtATime.class)
            .per("locks", contenders("kind=mutex"))
            .smoke("kind=mutex contenders=1 locks=1000", "kind=mutex contenders=64 locks=6400")
            .goals(within(40).where("contenders=1 "), times(1.3, fair).notWhere("contenders=1 ")),
        Workload.of("W7b", "a limit of one", OneAtATime.class)
            .per("locks", contenders("kind=limit"))
            .smoke("kind=limit contenders=1 locks=1000", "kind=limit contenders=64 locks=6400")
            .goals(within(40).where("contenders=1 "), times(1.3, fair).notWhere("contenders=1 ")));
  }

  private static String[] contenders(String kind) {
    return new String[] {
      kind + " contenders=1 locks=100000",
      kind + " contenders=2 locks=100000",
      kind + " contenders=64 locks=64000",
      kind + " contenders=10000 locks=100000"
    };
  }

  private static List<Workload> rest() {
    String dataLoader = "java-dataloader on virtual threads";
    return List.of(
        Workload.of("W8", "10,000 loads of 1,000 keys, batches of 100", ManyLoads.class)
            .per("all", "loads=10000 keys=1000 all=1", "loads=10000 keys=1000 fetch=1ms all=1")
            .goals(timesTheFloor(1.2), notSlowerThan(dataLoader), noMoreBytesThan(dataLoader)),
        Workload.of("W9", "from the first failure to the stop of 1,000", FirstFailure.class)
            .per("all", "siblings=1000 all=1")
            .smoke("siblings=10 all=1")
            .goals(timesTheFloor(1.5)),
        Workload.of("W10", "a million elements through a stream, each", MillionElements.class)
            .per("elements", "elements=1000000")
            .glance("elements=100000")
            .smoke("elements=1000")
            .goals(timesTheFloor(2), aheadOf(List.of("Jox, channel", MAP_CONCURRENT))));
  }

  private static List<Workload> tracing() {
    return List.of(
        Workload.of("W11", "what it costs to see a no-op task", WatchedTasks.class)
            .per("tasks", "shape=all tasks=3000", "shape=map tasks=10000")
            .smoke("shape=all tasks=3", "shape=map tasks=10")
            .goals(nanosAboveTheFloor(1_000), bytesAboveTheFloor(600)));
  }
}
