package dev.meanwhile.runtime;

/** A wait for what a limit has to give, which other runs may bring as well as its own. */
interface PermitWait {
  /**
   * Whether its own run stands in its way, so that nothing from outside can end it. A wait behind
   * another one of its run counts as stuck, because the other one is asked for itself.
   */
  boolean isStuck();
}
