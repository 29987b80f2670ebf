package dev.meanwhile.benchmarks;

/** What a contender is compared as. */
public enum Role {
  /** Meanwhile. */
  OURS,
  /** Written by hand for this one purpose, without an error path: nothing general is faster. */
  FLOOR,
  /** Another library, or what the JDK offers. */
  PEER,
  /** Does less than the others, or something else: shown, but no rival. */
  REFERENCE
}
