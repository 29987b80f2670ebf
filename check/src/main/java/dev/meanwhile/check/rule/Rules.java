package dev.meanwhile.check.rule;

import java.util.List;

/** All rules, by id. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new AllWhereSettleIsMeant(),
          new BlockingInCommonPool(),
          new CpuOnVirtualThreads(),
          new DroppedFuture(),
          new IndependentWaits(),
          new LeakedExecutor(),
          new LostCatch(),
          new LostUpdate(),
          new RaceForFailover(),
          new RetryWithoutBackoff(),
          new SequentialJoins(),
          new SwallowedInterrupt(),
          new UnboundedFanOut(),
          new WaitInLoop(),
          new WaitUnderLock(),
          new WaitWithoutTimeout());

  private Rules() {}

  /** All rules. */
  public static List<Rule> all() {
    return ALL;
  }
}
