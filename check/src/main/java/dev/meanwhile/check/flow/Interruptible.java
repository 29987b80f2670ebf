package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Try;
import dev.meanwhile.check.tasks.Futures;
import java.util.Optional;
import java.util.Set;

/** The calls of the JDK in a method that an interrupt ends with an {@code InterruptedException}. */
public final class Interruptible {
  private static final Set<String> GENERAL = Set.of("Exception", "Throwable");
  private static final String INTERRUPT = "InterruptedException";

  private final Program program;
  private final Completed completed;

  /** In the body of a method with this outline. */
  public Interruptible(Block body, Outline outline, Program program) {
    this.program = program;
    this.completed = new Completed(body, new Definitions(body), outline);
  }

  /** Whether a handler is for interrupts by name. */
  public static boolean isNamedBy(Catch caught) {
    return catches(caught, Set.of(INTERRUPT));
  }

  /** Whether a handler is for interrupts, by name or with all else. */
  public static boolean isFor(Catch caught) {
    return isNamedBy(caught) || catches(caught, GENERAL);
  }

  /** The call whose interrupt a handler for everything gets, if there is one. */
  public Optional<Call> within(Try attempt, Catch caught) {
    boolean isGeneral = catches(caught, GENERAL);
    return isGeneral && attempt.catches().stream().noneMatch(Interruptible::isNamedBy)
        ? first(attempt.body())
        : Optional.empty();
  }

  /** Whether all that could be interrupted there are futures that are complete. */
  public boolean isOnlyOfComplete(Try attempt) {
    return first(attempt.body()).isEmpty()
        && Code.hasHere(attempt.body(), node -> node instanceof Call call && isOfComplete(call));
  }

  /** {@code Thread.currentThread().join()}: an interrupt is the only way out, and meant. */
  public static boolean isEndlessWait(Try attempt) {
    return attempt.body().statements().size() == 1
        && Code.hasHere(
            attempt.body(),
            node ->
                node instanceof Call join
                    && join.methodName().equals("join")
                    && join.receiver() instanceof Call thread
                    && thread.methodName().equals("currentThread"));
  }

  private boolean isOfComplete(Call call) {
    Expression receiver = call.receiver();
    return call.methodName().equals("get")
        && receiver != null
        && Futures.isFuture(receiver.type(), program)
        && completed.is(receiver.withoutCast(), call);
  }

  /** The first in a piece of code; a future that is complete there waits for nothing. */
  private Optional<Call> first(Node code) {
    if (code instanceof Lambda || (code instanceof Try inner && isCaught(inner))) {
      return Optional.empty();
    }
    if (code instanceof Call call && is(call)) {
      return Optional.of(call);
    }
    return code.parts().stream().flatMap(part -> first(part).stream()).findFirst();
  }

  /** Whether an inner try keeps interrupts from the outer one. */
  private static boolean isCaught(Try inner) {
    return inner.catches().stream().anyMatch(Interruptible::isFor);
  }

  private static boolean catches(Catch caught, Set<String> types) {
    return caught.types().stream().map(JavaType::simpleName).anyMatch(types::contains);
  }

  private boolean is(Call call) {
    Expression receiver = call.receiver();
    String owner = receiver == null ? call.method().ownerName() : receiver.type().simpleName();
    int arguments = call.arguments().size();
    return switch (call.methodName()) {
      case "sleep" -> Set.of("Thread", "TimeUnit").contains(call.method().ownerName());
      case "join" -> owner.equals("Thread");
      case "get" ->
          receiver != null && Futures.isFuture(receiver.type(), program) && !isOfComplete(call);
      case "take", "put" -> isQueue(owner);
      case "poll" -> isQueue(owner) && arguments == 2;
      case "offer" -> isQueue(owner) && arguments == 3;
      case "await" -> Set.of("CountDownLatch", "CyclicBarrier", "Condition").contains(owner);
      case "acquire" -> owner.equals("Semaphore");
      case "tryAcquire" -> owner.equals("Semaphore") && arguments > 1;
      case "lockInterruptibly" -> owner.endsWith("Lock");
      case "tryLock" -> owner.endsWith("Lock") && arguments == 2;
      case "waitFor" -> owner.equals("Process");
      case "awaitTermination", "invokeAll", "invokeAny" -> owner.endsWith("ExecutorService");
      case "send" -> call.method().owner().equals("java.net.http.HttpClient");
      default -> false;
    };
  }

  private static boolean isQueue(String type) {
    return type.contains("Blocking") || type.equals("TransferQueue") || type.equals("DelayQueue");
  }
}
