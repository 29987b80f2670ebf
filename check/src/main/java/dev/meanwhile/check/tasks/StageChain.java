package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A future with what is chained to it: {@code store.load(id).thenApply(…).thenAccept(…)}.
 *
 * @param steps the calls, the last one first; the one that gives the future is not among them
 * @param begin the call that gives the future; empty if it is no call
 * @param local the variable that holds it, if it is one
 * @param isStage whether the steps say that it is a future, whatever is known of its type
 */
record StageChain(List<Call> steps, Optional<Call> begin, Optional<Local> local, boolean isStage) {
  private static final Set<String> STEPS =
      Set.of(
          "thenAccept",
          "thenAcceptAsync",
          "thenApply",
          "thenApplyAsync",
          "thenCompose",
          "thenComposeAsync",
          "thenRun",
          "thenRunAsync",
          "thenCombine",
          "thenCombineAsync",
          "whenComplete",
          "whenCompleteAsync",
          "exceptionally");

  static StageChain of(Call last, Program program) {
    List<Call> chain = Chains.calls(last);
    int steps = 0;
    while (steps < chain.size() && isFollowing(chain, steps, program)) {
      steps++;
    }
    boolean isStage = steps > 0;
    if (steps < chain.size()) {
      return new StageChain(
          chain.subList(0, steps), Optional.of(chain.get(steps)), Optional.empty(), isStage);
    }
    Optional<Local> local =
        Chains.root(last) instanceof Local root ? Optional.of(root) : Optional.empty();
    return new StageChain(chain, Optional.empty(), local, isStage);
  }

  /** The steps behind the last one that is told of failures. */
  List<Call> unheard() {
    return steps.stream().takeWhile(step -> !Futures.handlesFailure(step)).toList();
  }

  /** Whether a call is chained to the future that the one before it gives. */
  private static boolean isFollowing(List<Call> chain, int at, Program program) {
    Call call = chain.get(at);
    Expression receiver = call.receiver();
    if (receiver == null || call.isStatic() || receiver instanceof Expression.TypeName) {
      return false;
    }
    return (Futures.isStep(call) && !Futures.isRead(call))
        || isNamedStep(call)
        || (Futures.isFuture(call.type(), program) && Futures.isFuture(receiver.type(), program));
  }

  /** A step of a future whose type is missing. */
  private static boolean isNamedStep(Call call) {
    return !call.type().isKnown()
        && STEPS.contains(call.methodName())
        && call.arguments().stream().anyMatch(Futures::isFunction);
  }
}
