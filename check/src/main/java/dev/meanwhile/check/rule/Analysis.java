package dev.meanwhile.check.rule;

import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Catalogue;
import dev.meanwhile.check.waits.Waits;

/**
 * What rules can ask about a program. Safe for use by many threads.
 *
 * @param program its types and methods
 * @param waits which calls wait
 */
public record Analysis(Program program, Waits waits) {
  /** Analyses a program. */
  public static Analysis of(Program program, Catalogue catalogue) {
    return new Analysis(program, new Waits(program, catalogue));
  }
}
