package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.Waits;
import java.util.List;
import java.util.function.Consumer;

/** What depends on what in the methods of a program. Not thread-safe. */
public final class Dependences {
  private final Waits waits;
  private final Footprints footprints;

  /** The dependences of a program. */
  public Dependences(Program program, Waits waits) {
    this.waits = waits;
    this.footprints = new Footprints(program, waits);
  }

  /** What a piece of code of a method touches. */
  public Touches touches(Node code, Method method) {
    return new Toucher(waits, footprints, Aliases.of(method, waits)).touches(code);
  }

  /** How the rounds of a loop of a method depend on each other. */
  public Rounds rounds(Repetition loop, Method method) {
    var aliases = Aliases.of(method, waits);
    Touches touches = new Toucher(waits, footprints, aliases).touches(loop.body());
    return new Rounds(touches, LoopCarried.of(loop, touches, aliases, waits, footprints));
  }

  /** Whether a method, or what it calls, ties what follows to its thread. */
  public boolean bindsThread(Method method) {
    return method.body().isPresent() && footprints.of(method).tie() != ThreadTie.NONE;
  }

  /** As {@link #bindsThread(Method)}, of a loop: once a query has taken a page, that is over. */
  public boolean bindsThread(Method method, Repetition loop) {
    return bindsThread(method) && !isPageTaken(method, loop.body().at().start());
  }

  private boolean isPageTaken(Method method, int place) {
    if (footprints.of(method).tie() != ThreadTie.PAGE) {
      return false;
    }
    int last =
        method.all(Call.class).stream()
            .filter(CallNature::setsPage)
            .mapToInt(call -> call.at().end())
            .max()
            .orElse(Integer.MAX_VALUE);
    return method.all(Call.class).stream()
        .filter(call -> call.at().start() >= last && call.at().end() <= place)
        .anyMatch(call -> waits.of(call).isPresent());
  }

  /**
   * Shows every list of statements of a method that has two remote reads or more, as steps. Left
   * out is what runs while a lock or a transaction is held.
   */
  public void sequences(Method method, Consumer<Sequence> visitor) {
    if (waits.remoteReads(method) < 2) {
      return;
    }
    var uses = MethodUses.of(method);
    var aliases = Aliases.of(method, waits);
    method
        .body()
        .ifPresent(body ->
            lists(
                body,
                list -> {
                  if (remoteReadsIn(list) > 1) {
                    var toucher = new Toucher(waits, footprints, aliases);
                    visitor.accept(Sequence.of(list, toucher, uses));
                  }
                }));
  }

  private int remoteReadsIn(List<Statement> list) {
    int[] count = {0};
    for (Statement statement : list) {
      Waits.calls(
          statement,
          call -> {
            if (waits.of(call).filter(Wait::isRemoteRead).isPresent()) {
              count[0]++;
            }
          });
    }
    return count[0];
  }

  private static void lists(Node code, Consumer<List<Statement>> visitor) {
    switch (code) {
      case Statement.Synchronized _ -> {}
      case Call call when isTransaction(call) -> {}
      case Statement.Block block -> {
        visitor.accept(block.statements());
        block.statements().forEach(statement -> lists(statement, visitor));
      }
      case Statement.Switch choice ->
          choice.cases().forEach(branch -> inBranch(branch.body(), visitor));
      case Expression.SwitchValue choice ->
          choice.cases().forEach(branch -> inBranch(branch.body(), visitor));
      default -> code.parts().forEach(part -> lists(part, visitor));
    }
  }

  private static void inBranch(List<Statement> body, Consumer<List<Statement>> visitor) {
    visitor.accept(body);
    body.forEach(statement -> lists(statement, visitor));
  }

  private static boolean isTransaction(Call call) {
    String receiver = call.receiver() == null ? "" : call.receiver().type().simpleName();
    return receiver.contains("Transaction")
        || call.methodName().contains("Transaction")
        || call.methodName().equals("doInTx");
  }
}
