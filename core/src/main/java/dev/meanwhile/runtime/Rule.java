package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.Ending;

/** Which end of a task settles the verb. */
enum Rule {
  /** The first failure. */
  FAIL_FAST,
  /** None: all run to their end. */
  COLLECT,
  /** The first end, well or badly. */
  FIRST_SETTLED,
  /** The first success. */
  FIRST_SUCCESS,
  /** None: each task is for itself, and nothing of it is kept. */
  APART;

  /**
   * Whether the end of {@code member} settles the verb. A failing virtual machine ends them all.
   */
  boolean isSettledBy(Member member) {
    return member.failure() instanceof VirtualMachineError
        || switch (this) {
          case FAIL_FAST -> member.ending() == Ending.FAILED;
          case COLLECT, APART -> false;
          case FIRST_SETTLED -> true;
          case FIRST_SUCCESS -> member.ending() == Ending.OK;
        };
  }
}
