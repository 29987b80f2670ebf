package dev.meanwhile.check.rule;

import java.util.List;

/** All rules, by id. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(new DroppedFuture(), new IndependentWaits(), new UnboundedFanOut(), new WaitInLoop());

  private Rules() {}

  /** All rules. */
  public static List<Rule> all() {
    return ALL;
  }
}
