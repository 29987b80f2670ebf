package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.Statement.Evaluate;
import dev.meanwhile.check.model.Statement.Synchronized;
import dev.meanwhile.check.model.Statement.Try;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs while a lock is held.
 *
 * @param lock the lock; null for the object or class of a synchronized method
 * @param isShared whether several threads may hold it at once, to read
 */
public record LockRegion(@Nullable Expression lock, boolean isShared, List<Node> code) {
  private static final Set<String> TAKES = Set.of("lock", "lockInterruptibly");

  /** The regions of a method. */
  public static List<LockRegion> in(Method method) {
    var regions = new ArrayList<LockRegion>();
    Block body = method.body().orElseThrow();
    if (method.is(Modifier.SYNCHRONIZED)) {
      regions.add(new LockRegion(null, false, List.of(body)));
    }
    for (Synchronized guarded : method.all(Synchronized.class)) {
      regions.add(new LockRegion(guarded.lock(), false, List.of(guarded.body())));
    }
    for (Block block : method.all(Block.class)) {
      addLocked(block.statements(), regions);
    }
    return regions;
  }

  private static void addLocked(List<Statement> statements, List<LockRegion> regions) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Evaluate(_, Call call)
          && TAKES.contains(call.methodName())
          && call.receiver() != null
          && isLock(call.receiver())) {
        regions.add(
            new LockRegion(
                call.receiver(),
                isReadLock(call.receiver()),
                guarded(statements.subList(i + 1, statements.size()))));
      }
    }
  }

  private static boolean isLock(Expression receiver) {
    return receiver.type().simpleName().endsWith("Lock");
  }

  private static boolean isReadLock(Expression receiver) {
    return receiver.type().simpleName().equals("ReadLock")
        || (receiver instanceof Call call && call.methodName().equals("readLock"));
  }

  /** What follows the lock up to its end: the try whose finally unlocks, or all up to unlock(). */
  private static List<Node> guarded(List<Statement> after) {
    var code = new ArrayList<Node>();
    for (Statement statement : after) {
      if (statement instanceof Try attempt
          && attempt.last() != null
          && Code.calls(attempt.last(), "unlock")) {
        code.add(attempt.body());
        return code;
      }
      if (Code.calls(statement, "unlock")) {
        return code;
      }
      code.add(statement);
    }
    return code;
  }
}
