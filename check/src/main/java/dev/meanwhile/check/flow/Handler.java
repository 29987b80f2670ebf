package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Assignment;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.Break;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Declare;
import dev.meanwhile.check.model.Statement.ForEach;
import dev.meanwhile.check.model.Statement.Loop;
import dev.meanwhile.check.model.Statement.Return;
import dev.meanwhile.check.model.Statement.Throw;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.waits.Later;
import dev.meanwhile.check.waits.Verbs;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code catch} of an interrupt, and what becomes of it.
 *
 * @param method the method it is in
 * @param attempt the {@code try} it belongs to
 */
public record Handler(Method method, Outline outline, Try attempt, Catch caught) {
  private static final Set<String> ENTRIES = Set.of("run", "call", "main", "runInterruptibly");
  private static final Set<String> LOGGING =
      Set.of(
          "log", "trace", "debug", "info", "warn", "warning", "error", "severe", "fatal",
          "println");
  private static final Set<String> TASKS = Set.of("Runnable", "Callable", "Thread");
  private static final Set<String> STARTING =
      Set.of("thread", "submit", "execute", "schedule", "async", "start", "spawn", "background");
  private static final Set<String> TELLING =
      Set.of(
          "completeExceptionally",
          "setException",
          "onError",
          "onFailure",
          "fail",
          "sneakyThrow",
          "interruptThread",
          "exit",
          "halt",
          "propagate");

  /** Whether the interrupt is thrown on, kept, or told, or the thread ends at once. */
  public boolean isHeard(Program program) {
    return Code.has(caught.body(), node -> tells(node, program))
        || isStored()
        || restoresLater()
        || endsProcess()
        || returnsIt()
        || Code.hasHere(caught.body(), StopFlags::leave)
        || Code.hasHere(caught.body(), this::leavesByKind)
        || endsThread();
  }

  private boolean tells(Node node, Program program) {
    return switch (node) {
      case Call call -> {
        String name = call.methodName().toLowerCase(Locale.ROOT);
        yield (name.contains("interrupt") && !name.startsWith("is"))
            || TELLING.contains(call.methodName())
            || isHandedOn(call)
            || program.targets(call.method()).stream()
                .anyMatch(target -> Code.has(target.body().orElseThrow(), Handler::isOfInterrupts));
      }
      case Throw thrown -> isInterrupt(thrown.failure());
      default -> false;
    };
  }

  private static boolean isOfInterrupts(Node node) {
    return node instanceof Call call
        && call.methodName().toLowerCase(Locale.ROOT).contains("interrupt");
  }

  /** {@code tracker.failed(e)}: somebody gets the exception, and not to log it. */
  private boolean isHandedOn(Call call) {
    Expression receiver = call.receiver();
    return receiver != null
        && !call.isStatic()
        && !receiver.type().simpleName().contains("Log")
        && !LOGGING.contains(call.methodName())
        && call.arguments().stream().anyMatch(each -> Code.is(each, caught.caught()));
  }

  private boolean isInterrupt(Expression failure) {
    if (Code.is(failure, caught.caught())) {
      return true;
    }
    String type = failure.type().simpleName();
    return type.contains("Interrupt") || type.contains("Cancel");
  }

  /** {@code interrupted = true}, {@code failure = e}. */
  private boolean isStored() {
    return Code.hasHere(
        caught.body(),
        node ->
            node instanceof Assignment assignment
                && (assignment.target().type().name().equals("boolean")
                    || endsLoop(assignment.target())
                    || Code.names(assignment.value(), caught.caught())));
  }

  /** A variable that the loop looks at before the next round. */
  private boolean endsLoop(Expression target) {
    return target instanceof Expression.Local local
        && loop() instanceof Loop loop
        && loop.condition() != null
        && Code.names(loop.condition(), local.variable());
  }

  private boolean restoresLater() {
    Statement last = attempt.last();
    if (last != null && Code.calls(last, "interrupt")) {
      return true;
    }
    return method.body().stream()
        .anyMatch(body ->
            Code.has(
                body,
                node ->
                    node instanceof Statement.If choice
                        && choice.at().start() > caught.at().end()
                        && Code.calls(choice.then(), "interrupt")));
  }

  /** Whether the process ends in one of the next statements. */
  private boolean endsProcess() {
    return outline.around(attempt).orElse(null) instanceof Block block
        && block.statements().stream()
            .filter(statement -> statement.at().start() > caught.at().end())
            .anyMatch(Handler::isExit);
  }

  private static boolean isExit(Statement statement) {
    return statement instanceof Statement.Evaluate(_, Call call)
        && Set.of("exit", "halt").contains(call.methodName())
        && Set.of("System", "Runtime").contains(call.method().ownerName());
  }

  /** A result that says it: {@code return false}. */
  private boolean returnsIt() {
    return Code.hasHere(
        caught.body(), node -> node instanceof Return(_, Expression value) && value != null);
  }

  /** Whether nothing comes after it in the thread: the end of {@code run()}. */
  private boolean endsThread() {
    boolean leaves = leaves() || throwsOther();
    Node inner = attempt;
    for (Node around : outline.allAround(attempt)) {
      if (around instanceof Lambda) {
        return isTask(around);
      }
      boolean isLoop = around instanceof Loop || around instanceof ForEach;
      if (!leaves && (isLoop || !isLast(inner, around))) {
        return false;
      }
      inner = around;
    }
    return ENTRIES.contains(method.name()) || (!throwsOther() && isEndless(attempt.body()));
  }

  /** Around a loop without an end, the catch is the end of the thread. */
  private static boolean isEndless(Block body) {
    return body.statements().stream()
        .anyMatch(statement ->
            statement instanceof Loop loop
                && (loop.condition() == null
                    || loop.condition() instanceof Expression.Literal
                    || Code.calls(loop.condition(), "isInterrupted")));
  }

  private static boolean isLast(Node inner, Node around) {
    return !(around instanceof Block block) || block.statements().getLast() == inner;
  }

  private boolean isTask(Node lambda) {
    return switch (outline.around(lambda).orElse(null)) {
      case New made -> made.type().simpleName().contains("Thread");
      case Declare task -> TASKS.contains(task.variable().type().simpleName());
      case Call call ->
          Later.isKept(call)
              || Verbs.words(call.methodName()).stream().anyMatch(STARTING::contains);
      case null, default -> false;
    };
  }

  private boolean leaves() {
    return caught.body().statements().stream()
        .anyMatch(statement -> statement instanceof Return || statement instanceof Break);
  }

  /** Whether the catch throws something else in its place. */
  public boolean throwsOther() {
    return !caught.body().statements().isEmpty()
        && caught.body().statements().getLast() instanceof Throw;
  }

  /** Whether the next round of a loop follows, where a set flag would end every wait at once. */
  public boolean goesOnInLoop() {
    return loop() != null && !leaves() && !throwsOther();
  }

  /** Whether the next round of a loop follows that somebody ends by a flag. */
  public boolean isLoopOfFlag() {
    return goesOnInLoop()
        && loop() instanceof Loop loop
        && (StopFlags.end(loop) || Code.hasHere(loop, StopFlags::leave));
  }

  /** {@code if (e instanceof InterruptedException) break}. */
  private boolean leavesByKind(Node node) {
    return node instanceof Statement.If choice
        && choice.condition() instanceof Expression.Operation asked
        && asked.operator().equals("instanceof")
        && Code.is(asked.operands().getFirst(), caught.caught())
        && Code.hasHere(choice.then(), each -> each instanceof Break || each instanceof Return);
  }

  private @Nullable Node loop() {
    for (Node around : outline.allAround(attempt)) {
      if (around instanceof Lambda) {
        return null;
      }
      if (around instanceof Loop || around instanceof ForEach) {
        return around;
      }
    }
    return null;
  }
}
