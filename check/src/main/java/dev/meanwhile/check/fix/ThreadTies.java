package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What ties code to the thread that it runs on: thread-locals, locks, and libraries that are not
 * known to do without them. Looks into all methods of the program that the code may run.
 */
final class ThreadTies {
  private static final List<String> FREE_PACKAGES =
      List.of(
          "java.",
          "javax.sql.",
          "tools.jackson.",
          "com.fasterxml.jackson.",
          "com.google.common.",
          "org.apache.commons.");
  private static final Set<String> TIED_TYPES =
      Set.of(
          "java.lang.ThreadLocal",
          "java.lang.InheritableThreadLocal",
          "java.lang.ScopedValue",
          "java.lang.Thread",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.concurrent.Semaphore",
          "java.sql.DriverManager");
  private static final String LOCKS = "java.util.concurrent.locks.";

  private final Program program;
  private final Set<Method> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private String tie = "";

  private ThreadTies(Program program) {
    this.program = program;
  }

  /** What ties the code to its thread; empty if nothing does. */
  static Optional<String> of(Node code, Program program) {
    var ties = new ThreadTies(program);
    ties.look(code);
    return ties.tie.isEmpty() ? Optional.empty() : Optional.of(ties.tie);
  }

  private void look(Node code) {
    code.forEach(node -> {
      switch (node) {
        case Call call -> look(call.method());
        case Expression.New made -> look(made.constructor());
        case Expression.MethodReference reference -> look(reference.method());
        case Statement.Synchronized _ -> found("it takes a lock");
        case Expression.Unreadable _ -> found("a part of it cannot be read");
        default -> {}
      }
    });
  }

  private void look(MethodId id) {
    if (!tie.isEmpty()) {
      return;
    }
    if (program.type(id.owner()).isPresent()) {
      lookInto(id);
    } else if (!id.isResolved()) {
      found(id + " is not known without its library");
    } else if (isTied(id.owner())) {
      found(id + " may depend on the thread it runs on");
    }
  }

  private static boolean isTied(String owner) {
    return TIED_TYPES.contains(owner)
        || owner.startsWith(LOCKS)
        || FREE_PACKAGES.stream().noneMatch(owner::startsWith);
  }

  private void lookInto(MethodId id) {
    List<Method> targets = program.targets(id);
    if (targets.isEmpty() && !program.declared(id).isEmpty()) {
      found(id + " is not written here");
    }
    for (Method target : targets) {
      if (seen.add(target)) {
        if (target.is(Modifier.SYNCHRONIZED)) {
          found(id + " takes a lock");
        }
        target.body().ifPresent(this::look);
      }
    }
  }

  private void found(String reason) {
    if (tie.isEmpty()) {
      tie = reason;
    }
  }
}
