package dev.meanwhile.check.fix;

/** What rewritten code is written with. */
public enum Style {
  /** The verbs of Meanwhile. */
  VERBS,
  /** The JDK only. */
  PLAIN
}
