package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.HashSet;
import java.util.Set;

/** Which methods of a program are called from a transaction, as far as the program tells. */
public final class Transactions {
  private static final int DEEPEST = 4;

  private final Set<Method> beginning = new HashSet<>();
  private final Set<Method> inside = new HashSet<>();

  /** The transactions of a program. */
  public Transactions(Program program) {
    program
        .methods()
        .filter(method -> method.body().isPresent())
        .filter(method -> Contexts.isTransactional(method, program))
        .forEach(beginning::add);
    beginning.forEach(method -> enter(method, program, 0));
  }

  private void enter(Method method, Program program, int depth) {
    if (depth > DEEPEST || !inside.add(method)) {
      return;
    }
    method
        .body()
        .ifPresent(body ->
            Waits.calls(
                body,
                call ->
                    program
                        .targets(call.method())
                        .forEach(target -> enter(target, program, depth + 1))));
  }

  /** Whether a method begins a transaction, by what it or its class says. */
  public boolean begins(Method method) {
    return beginning.contains(method);
  }

  /** Whether a method begins a transaction or is called in one. */
  public boolean reach(Method method) {
    return inside.contains(method);
  }
}
