package dev.meanwhile.check.rule;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.flow.Code;
import dev.meanwhile.check.flow.LockRegion;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A wait while a lock is held: everybody who needs the lock waits too. */
public final class WaitUnderLock implements Rule {
  private static final int FAR = 3;
  private static final Set<String> ONCE =
      Set.of(
          "start",
          "stop",
          "init",
          "initialize",
          "initialise",
          "open",
          "close",
          "shutdown",
          "connect",
          "disconnect",
          "destroy",
          "setup",
          "setUp",
          "migrate",
          "upgrade",
          "create",
          "configure",
          "ensure",
          "bootstrap",
          "reconnect",
          "restart",
          "dispose",
          "cleanup",
          "load",
          "reload",
          "refresh");

  @Override
  public String id() {
    return "wait-under-lock";
  }

  @Override
  public String title() {
    return "A wait while a lock is held";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void check(Method method, Analysis analysis, Consumer<Finding> sink) {
    if (analysis.waits().isWithoutWaits(method)) {
      return;
    }
    Set<Integer> told = new HashSet<>();
    for (LockRegion region : LockRegion.in(method)) {
      var waiting = new ArrayList<Call>();
      for (Node code : region.code()) {
        Waits.calls(
            code,
            call -> {
              if (analysis.waits().of(call).filter(WaitUnderLock::counts).isPresent()) {
                waiting.add(call);
              }
            });
      }
      if (!waiting.isEmpty() && told.add(waiting.getFirst().at().start())) {
        sink.accept(finding(method, region, waiting, analysis));
      }
    }
  }

  private static boolean counts(Wait wait) {
    return wait.isRemote() || wait.kind() == WaitKind.SLEEP || wait.kind() == WaitKind.PROCESS;
  }

  private Finding finding(Method method, LockRegion region, List<Call> waiting, Analysis analysis) {
    Call first = waiting.getFirst();
    Wait wait = analysis.waits().of(first).orElseThrow();
    var found =
        Found.by(this, method, first.at())
            .says(
                "everybody who needs the lock waits for "
                    + wait.kind().label()
                    + " too: "
                    + first.method())
            .because("the lock is held from before the wait until after it")
            .advises("wait first, then take the lock for what is to be changed")
            .confidence(confidence(method, region, first, wait));
    waiting.forEach(call -> found.marks(call.at(), call.method().toString(), 0));
    return found.finding();
  }

  private static Confidence confidence(Method method, LockRegion region, Call call, Wait wait) {
    boolean isMeant =
        wait.isConfined()
            || region.isShared()
            || isOnce(method, region)
            || guards(region, call)
            || wait.kind() == WaitKind.DIRECTORY
            || isAnnouncement(wait)
            || isPause(call, wait)
            || wait.via().size() > FAR;
    if (isMeant) {
      return Confidence.POSSIBLE;
    }
    return wait.entry().isPresent() && wait.basis().isSure()
        ? Confidence.CERTAIN
        : Confidence.LIKELY;
  }

  /** What is written for others to see is often locked so that it is written in order. */
  private static boolean isAnnouncement(Wait wait) {
    return wait.kind() == WaitKind.KEY_VALUE && !wait.effect().isRead();
  }

  /** A pause deep inside, mostly of a retry, or one for the rest of an interval: to keep a rate. */
  private static boolean isPause(Call call, Wait wait) {
    return wait.kind() == WaitKind.SLEEP
        && (!wait.via().isEmpty()
            || Code.has(
                call,
                node ->
                    node instanceof Expression.Operation operation
                        && operation.operator().equals("-")));
  }

  /** What happens once, at the beginning or end, or for the first who asks. */
  private static boolean isOnce(Method method, LockRegion region) {
    String verb = Verbs.words(method.name()).isEmpty() ? "" : Verbs.words(method.name()).getFirst();
    return ONCE.contains(verb)
        || method.name().endsWith("Migration")
        || region.code().stream().anyMatch(code -> Code.hasHere(code, WaitUnderLock::isThere))
        || region.code().stream().anyMatch(code -> Code.hasHere(code, WaitUnderLock::isFirst));
  }

  /** {@code if (token != null) return token}: somebody else has asked already. */
  private static boolean isThere(Node node) {
    return node instanceof Statement.If(_, Expression.Operation asked, Statement then, _)
        && asked.operator().equals("!=")
        && asked.operands().getLast() instanceof Expression.Literal(_, Object value, _)
        && value == null
        && Code.hasHere(then, each -> each instanceof Statement.Return);
  }

  /** {@code if (token == null) … token = ask()}: one asks for all. */
  private static boolean isFirst(Node node) {
    return node instanceof Statement.If choice
        && Code.hasHere(
            choice,
            inner ->
                inner instanceof Assignment(_, Field field, _, _, _)
                    && Code.has(
                        choice.condition(),
                        asked ->
                            asked instanceof Field other && other.name().equals(field.name())));
  }

  /** A lock on the client itself serves one thread at a time on purpose. */
  private static boolean guards(LockRegion region, Call call) {
    if (region.lock() == null || call.receiver() == null) {
      return false;
    }
    Expression client = Chains.root(call);
    return switch (region.lock()) {
      case Field lock -> client instanceof Field used && used.name().equals(lock.name());
      case Expression.Local lock ->
          client instanceof Expression.Local used && used.variable() == lock.variable();
      default -> false;
    };
  }
}
