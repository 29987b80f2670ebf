package dev.meanwhile.check;

/** How bad it is if a finding is right. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** Slow, or fragile. */
  WARNING,
  /** Wrong: it loses data, failures or threads. */
  ERROR
}
