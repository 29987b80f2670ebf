package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import java.util.List;
import java.util.Set;

/** Names that say of a call that what it is given runs in a transaction. */
final class TransactionNames {
  private static final Set<String> TRANSACTIONS =
      Set.of("transaction", "transactions", "transactional", "tx");

  private static final Set<String> INSIDE = Set.of("in", "inside", "within", "from");

  private TransactionNames() {}

  /** {@code transactionTemplate.execute(…)}, {@code runInTransaction(…)}. */
  static boolean areOf(Call call) {
    return has(call.methodName())
        || (call.receiver() != null
            && (has(nameOf(call.receiver())) || has(call.receiver().type().simpleName())));
  }

  /** {@code findFromTransaction}: a method that somebody else's transaction runs. */
  static boolean areOf(Method method) {
    List<String> words = Verbs.words(method.name());
    int last = words.size() - 1;
    return last > 0
        && TRANSACTIONS.contains(words.get(last))
        && INSIDE.contains(words.get(last - 1));
  }

  private static String nameOf(Expression object) {
    return switch (object) {
      case Expression.Local local -> local.variable().name();
      case Expression.Field field -> field.name();
      case Call call -> call.methodName();
      default -> "";
    };
  }

  private static boolean has(String name) {
    return Verbs.words(name).stream().anyMatch(TRANSACTIONS::contains);
  }
}
