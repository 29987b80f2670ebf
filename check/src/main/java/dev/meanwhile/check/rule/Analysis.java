package dev.meanwhile.check.rule;

import dev.meanwhile.check.dependence.Dependences;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.tasks.Tasks;
import dev.meanwhile.check.waits.Catalogue;
import dev.meanwhile.check.waits.Transactions;
import dev.meanwhile.check.waits.Waits;

/**
 * What rules can ask about a program. Not thread-safe.
 *
 * @param program its types and methods
 * @param waits which calls wait
 * @param dependences what depends on what
 * @param transactions which methods are called in a transaction
 * @param tasks what runs on other threads
 */
public record Analysis(
    Program program, Waits waits, Dependences dependences, Transactions transactions, Tasks tasks) {
  /** Analyses a program. */
  public static Analysis of(Program program, Catalogue catalogue) {
    var waits = new Waits(program, catalogue);
    return new Analysis(
        program,
        waits,
        new Dependences(program, waits),
        new Transactions(program),
        Tasks.of(program, waits));
  }
}
