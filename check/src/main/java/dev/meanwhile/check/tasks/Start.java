package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import java.util.Optional;

/**
 * A call that starts a task.
 *
 * @param call the call
 * @param kind how
 * @param task what runs: a lambda, a reference to a method, an object
 * @param executor who runs it; empty for the common pool and for threads
 * @param within where the executor is written; another method than that of the call if the program
 *     has a method of its own that starts tasks
 */
public record Start(
    Call call, Kind kind, Expression task, Optional<Expression> executor, Method within) {
  /** How a task is started. */
  public enum Kind {
    /** {@code submit}: a future has the result. */
    SUBMIT,
    /** {@code execute}: nobody has the result. */
    EXECUTE,
    /** {@code supplyAsync} and {@code runAsync}. */
    ASYNC,
    /** {@code schedule}, once. */
    DELAYED,
    /** {@code scheduleAtFixedRate} and the like: a failure is the end of it. */
    PERIODIC,
    /** A thread of its own. */
    THREAD
  }

  /** Whether a failure of the task goes into a future, and nowhere else. */
  public boolean keepsFailure() {
    return kind != Kind.EXECUTE && kind != Kind.THREAD;
  }
}
