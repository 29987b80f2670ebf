package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Code;
import dev.meanwhile.check.flow.LockRegion;
import dev.meanwhile.check.flow.SharedState;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.This;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A field is read, a wait follows, and then it is written from what it was before the wait. */
public final class LostUpdate implements Rule {
  @Override
  public String id() {
    return "lost-update";
  }

  @Override
  public String title() {
    return "A field is read, then a wait, then it is written from the old value";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (method.name().equals(Method.INITIALISER) || method.name().equals("<init>")) {
      return;
    }
    if (analysis.waits().isWithoutWaits(method)) {
      return;
    }
    for (Assignment write : method.all(Assignment.class)) {
      own(write.target())
          .filter(field -> SharedState.isShared(field, method) && !isLocked(method, write))
          .ifPresent(field -> check(write, field, method, analysis.waits(), sink));
    }
  }

  private void check(
      Assignment write, Field field, Method method, Waits waits, Consumer<Finding> sink) {
    Statement.Block body = method.body().orElseThrow();
    readBefore(write, field, body)
        .flatMap(read -> waitBetween(read, write, body, waits))
        .ifPresent(wait -> sink.accept(finding(method, write, field, wait)));
  }

  /** A field of this object or of a class. */
  private static Optional<Field> own(Expression target) {
    return target instanceof Field field
            && (field.object() == null || field.object() instanceof This || field.isStatic())
        ? Optional.of(field)
        : Optional.empty();
  }

  private static boolean isLocked(Method method, Assignment write) {
    return LockRegion.in(method).stream()
        .flatMap(region -> region.code().stream())
        .anyMatch(code -> code.at().contains(write.at()));
  }

  /** Where the old value is read that the new one is made from. */
  private static Optional<Span> readBefore(Assignment write, Field field, Statement.Block body) {
    if (write.readsTarget()) {
      return Optional.of(write.target().at());
    }
    var reads = new ArrayList<Span>();
    write
        .value()
        .forEachRunHere(node -> {
          if (isSame(node, field)) {
            reads.add(node.at());
          } else if (node instanceof Expression.Local local) {
            copy(local.variable(), field, body).ifPresent(reads::add);
          }
        });
    return reads.stream().min((a, b) -> Integer.compare(a.start(), b.start()));
  }

  private static boolean isSame(Node node, Field field) {
    return node instanceof Field other
        && other.name().equals(field.name())
        && own(other).isPresent();
  }

  /** Where a local variable is made from the field, and from nothing that waits. */
  private static Optional<Span> copy(Variable variable, Field field, Statement.Block body) {
    if (Code.has(body, node -> node instanceof Assignment set && Code.is(set.target(), variable))) {
      return Optional.empty();
    }
    var copies = new ArrayList<Span>();
    body.forEach(node -> {
      if (node instanceof Declare(Span at, Variable declared, Expression value)
          && declared == variable
          && value != null
          && Code.hasHere(value, inner -> isSame(inner, field))
          && !Code.has(value, Call.class::isInstance)) {
        copies.add(at);
      }
    });
    return copies.stream().findFirst();
  }

  private static Optional<Call> waitBetween(
      Span read, Assignment write, Statement.Block body, Waits waits) {
    List<Call> waiting = new ArrayList<>();
    Waits.calls(
        body,
        call -> {
          boolean isBetween =
              call.at().start() >= read.end() && call.at().end() <= write.at().end();
          if (isBetween && waits.of(call).filter(LostUpdate::counts).isPresent()) {
            waiting.add(call);
          }
        });
    return waiting.stream().findFirst();
  }

  private static boolean counts(Wait wait) {
    return wait.isRemote() || wait.kind() == WaitKind.SLEEP || wait.kind() == WaitKind.FUTURE;
  }

  private Finding finding(Method method, Assignment write, Field field, Call wait) {
    return Found.by(this, method, write.at())
        .says(field.name() + " is written from what it was before " + wait.method() + " waited")
        .because(
            "another thread may change " + field.name() + " during the wait: its change is lost")
        .because("several threads use this object, and no lock is held")
        .marks(wait.at(), "the wait", 0)
        .advises("wait first, then change it in one step: an atomic update, or under a lock")
        .confidence(Confidence.LIKELY)
        .finding();
  }
}
