package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement.Catch;
import dev.meanwhile.check.model.Statement.Try;
import java.util.Optional;
import java.util.Set;

/** Calls of the JDK that an interrupt ends with an {@code InterruptedException}. */
public final class Interruptible {
  private static final Set<String> GENERAL = Set.of("Exception", "Throwable");
  private static final String INTERRUPT = "InterruptedException";

  private Interruptible() {}

  /** Whether a handler is for interrupts by name. */
  public static boolean isNamedBy(Catch caught) {
    return catches(caught, Set.of(INTERRUPT));
  }

  /** The call whose interrupt a handler for everything gets, if there is one. */
  public static Optional<Call> within(Try attempt, Catch caught, Program program) {
    boolean isGeneral = catches(caught, GENERAL);
    return isGeneral && attempt.catches().stream().noneMatch(Interruptible::isNamedBy)
        ? first(attempt.body(), program)
        : Optional.empty();
  }

  private static Optional<Call> first(Node code, Program program) {
    if (code instanceof Lambda || (code instanceof Try inner && isCaught(inner))) {
      return Optional.empty();
    }
    if (code instanceof Call call && is(call, program)) {
      return Optional.of(call);
    }
    return code.parts().stream().flatMap(part -> first(part, program).stream()).findFirst();
  }

  /** Whether an inner try keeps interrupts from the outer one. */
  private static boolean isCaught(Try inner) {
    return inner.catches().stream()
        .anyMatch(caught -> isNamedBy(caught) || catches(caught, GENERAL));
  }

  private static boolean catches(Catch caught, Set<String> types) {
    return caught.types().stream().map(JavaType::simpleName).anyMatch(types::contains);
  }

  private static boolean is(Call call, Program program) {
    Expression receiver = call.receiver();
    String owner = receiver == null ? call.method().ownerName() : receiver.type().simpleName();
    int arguments = call.arguments().size();
    return switch (call.methodName()) {
      case "sleep" -> Set.of("Thread", "TimeUnit").contains(call.method().ownerName());
      case "join" -> owner.equals("Thread");
      case "get" -> receiver != null && FutureCalls.isFuture(receiver, program);
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
