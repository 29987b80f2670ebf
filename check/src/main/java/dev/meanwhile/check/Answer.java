package dev.meanwhile.check;

/** What can be done about a finding. */
public enum Answer {
  /** The rewrite is proven safe and can be done by the machine. */
  AUTO,
  /** The finding says how; a person decides. */
  ASSISTED
}
