package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.dependence.Repetition;
import dev.meanwhile.check.dependence.Repetition.Kind;
import dev.meanwhile.check.dependence.Repetitions;
import dev.meanwhile.check.dependence.Rounds;
import dev.meanwhile.check.flow.Code;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** A read for each element, one after the other (N+1). */
public final class WaitInLoop implements Rule {
  private static final Set<WaitKind> OUTSIDE =
      Set.of(WaitKind.HTTP, WaitKind.RPC, WaitKind.OBJECTS);

  @Override
  public String id() {
    return "wait-in-loop";
  }

  @Override
  public String title() {
    return "A wait for each element, one after the other (N+1)";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (method.is(Modifier.SYNCHRONIZED) || analysis.waits().isWithoutWaits(method)) {
      return;
    }
    Repetitions.in(method, loop -> check(loop, method, analysis, sink));
  }

  private void check(Repetition loop, Method method, Analysis analysis, Consumer<Finding> sink) {
    if (!LoopShape.mayRunAtOnce(loop)) {
      return;
    }
    List<LoopWait> waits = LoopWait.in(loop, analysis);
    if (waits.isEmpty() || !waits.stream().allMatch(LoopWait::isRead)) {
      return;
    }
    Rounds rounds = analysis.dependences().rounds(loop, method);
    boolean needEachOther =
        rounds.haveEffects()
            || haveStagesEffects(loop, method, analysis)
            || rounds.decideByEarlier()
            || waits.stream().anyMatch(wait -> wait.isGivenBy(rounds));
    if (!needEachOther) {
      sink.accept(finding(loop, waits, rounds, method, analysis));
    }
  }

  /** {@code map(users::find).forEach(mails::send)}: one is sent before the next is looked for. */
  private static boolean haveStagesEffects(Repetition loop, Method method, Analysis analysis) {
    return loop.stages().stream()
        .anyMatch(stage -> analysis.dependences().touches(stage, method).hasEffect());
  }

  private Finding finding(
      Repetition loop, List<LoopWait> waits, Rounds rounds, Method method, Analysis analysis) {
    LoopWait first = waits.getFirst();
    Bulk bulk = Bulk.of(first, analysis.program());
    var found =
        Found.by(this, method, at(loop, waits))
            .says(first.name() + " waits once for each element, one after the other")
            .because("no round uses what another round has returned or changed")
            .because("a round only asks: it changes nothing, and it does not end the loop")
            .advises(bulk.advice())
            .saves(bulk.saving())
            .confidence(confidence(loop, waits, rounds, method, analysis));
    for (LoopWait wait : waits) {
      found.marks(wait.at(), wait.name() + ": " + wait.waiting().label(), 0);
    }
    return found.finding();
  }

  /** A loop is its head and body, a function of a stream its call. */
  private static Span at(Repetition loop, List<LoopWait> waits) {
    return loop.at().contains(waits.getFirst().at()) ? loop.at() : waits.getFirst().at();
  }

  private static Confidence confidence(
      Repetition loop, List<LoopWait> waits, Rounds rounds, Method method, Analysis analysis) {
    boolean isInTransaction = analysis.transactions().reach(method);
    boolean isBound =
        analysis.transactions().hold(loop.body().at(), method)
            || (isInTransaction && !mayLeaveTransaction(waits, method, analysis))
            || analysis.dependences().bindsThread(method, loop)
            || rounds.remember()
            || waits.stream().anyMatch(wait -> wait.waiting().isConfined());
    if (isBound) {
      return Confidence.POSSIBLE;
    }
    boolean isSure =
        loop.kind() != Kind.COUNTED
            && !isInTransaction
            && !rounds.areDoubtful()
            && !removes(loop)
            && waits.stream().map(LoopWait::waiting).allMatch(Wait::isSureRead);
    return isSure ? Confidence.CERTAIN : Confidence.LIKELY;
  }

  /**
   * Called in a transaction of others only, a service may be asked outside of it, and one query for
   * all may take the place of many, as long as nothing is written that the first has to flush.
   */
  private static boolean mayLeaveTransaction(
      List<LoopWait> waits, Method method, Analysis analysis) {
    if (analysis.transactions().begins(method)) {
      return false;
    }
    if (waits.stream().allMatch(wait -> OUTSIDE.containsAll(wait.waiting().kinds()))) {
      return true;
    }
    return waits.size() == 1
        && Bulk.of(waits.getFirst(), analysis.program()).name().isPresent()
        && analysis.waits().of(method).map(all -> all.effect().isRead()).orElse(false);
  }

  /** {@code iterator.remove()}: it takes two passes to ask for all at once. */
  private static boolean removes(Repetition loop) {
    return Code.hasHere(
        loop.body(),
        node ->
            node instanceof Call call
                && call.methodName().equals("remove")
                && call.arguments().isEmpty());
  }
}
