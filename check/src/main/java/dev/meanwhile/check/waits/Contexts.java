package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.List;
import java.util.Set;

/** What annotations say about how the methods of a program run. */
public final class Contexts {
  private static final Set<String> TRANSACTIONS =
      Set.of("Transactional", "TransactionAttribute", "UnitOfWork", "TransactionalEventListener");
  private static final Set<String> MEMOISING =
      Set.of("Cacheable", "Cached", "CacheResult", "Memoized");

  private static final Set<String> BEANS =
      Set.of(
          "Component",
          "Service",
          "Repository",
          "Controller",
          "RestController",
          "Stateless",
          "Singleton",
          "ApplicationScoped");
  private static final Set<String> SCOPES =
      Set.of("Scope", "RequestScope", "SessionScope", "RequestScoped", "SessionScoped");
  private static final Set<String> ASYNCHRONOUS = Set.of("Async", "Asynchronous");

  private Contexts() {}

  /** Whether a call returns at once, and the method runs elsewhere. */
  public static boolean isAsynchronous(Method method) {
    return has(method.annotations(), ASYNCHRONOUS);
  }

  /**
   * Whether a call is one of a bean by others. All threads call it at once: what it keeps to one of
   * them is its own concern.
   */
  public static boolean isOfSharedBean(Method target, Call call) {
    List<Annotation> annotations = target.owner().annotations();
    return call.receiver() != null
        && !(call.receiver() instanceof Expression.This)
        && has(annotations, BEANS)
        && !has(annotations, SCOPES);
  }

  /** Whether a call seldom gets as far as the method. */
  public static boolean isMemoised(Method method) {
    return has(method.annotations(), MEMOISING);
  }

  /** Whether a method runs in a transaction, by itself, its class, or what it implements. */
  public static boolean isTransactional(Method method, Program program) {
    if (has(method.annotations(), TRANSACTIONS)
        || has(method.owner().annotations(), TRANSACTIONS)) {
      return true;
    }
    for (String above : program.allSupertypes(method.owner().name())) {
      if (program.type(above).map(type -> isTransactional(type, method)).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransactional(TypeDeclaration type, Method method) {
    return has(type.annotations(), TRANSACTIONS)
        || type.methods().stream()
            .filter(other -> other.name().equals(method.name()))
            .filter(other -> other.id().arity() == method.id().arity())
            .anyMatch(other -> has(other.annotations(), TRANSACTIONS));
  }

  private static boolean has(List<Annotation> annotations, Set<String> names) {
    for (Annotation annotation : annotations) {
      if (names.contains(annotation.simpleName())) {
        return true;
      }
    }
    return false;
  }
}
