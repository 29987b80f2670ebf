package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    Set<Method> level = beginning;
    for (int depth = 0; depth <= DEEPEST; depth++) {
      var next = new HashSet<Method>();
      for (Method method : level) {
        if (inside.add(method)) {
          next.addAll(called(method, program));
        }
      }
      level = next;
    }
  }

  private static List<Method> called(Method method, Program program) {
    var called = new ArrayList<Method>();
    method
        .body()
        .ifPresent(body -> Waits.calls(body, call -> called.addAll(program.targets(call))));
    return called;
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
