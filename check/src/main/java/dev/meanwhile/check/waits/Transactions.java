package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.source.Span;
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
        .filter(
            method -> Contexts.isTransactional(method, program) || TransactionNames.areOf(method))
        .forEach(beginning::add);
    Set<Method> level = new HashSet<>(beginning);
    addGiven(program, level);
    for (int depth = 0; depth <= DEEPEST; depth++) {
      var next = new HashSet<Method>();
      for (Method method : level) {
        if (inside.add(method)) {
          method.body().ifPresent(body -> addCalled(body, program, next));
        }
      }
      level = next;
    }
  }

  private void addGiven(Program program, Set<Method> called) {
    program.methods().forEach(method -> given(method).forEach(each -> add(each, program, called)));
  }

  /** The functions that a method gives to transactions. */
  private static List<Expression> given(Method method) {
    return method.all(Call.class).stream()
        .filter(TransactionNames::areOf)
        .flatMap(call -> call.arguments().stream())
        .filter(each -> each instanceof Lambda || each instanceof New)
        .toList();
  }

  private void add(Expression given, Program program, Set<Method> called) {
    if (given instanceof Lambda lambda) {
      addCalled(lambda.body(), program, called);
    } else if (given instanceof New made && made.body() != null) {
      beginning.addAll(made.body().methods());
      called.addAll(made.body().methods());
    }
  }

  private static void addCalled(Node code, Program program, Set<Method> called) {
    Waits.calls(code, call -> called.addAll(program.targets(call)));
  }

  /** Whether a piece of code of a method runs in a transaction that the method begins for it. */
  public boolean hold(Span code, Method method) {
    return given(method).stream().anyMatch(each -> each.at().contains(code));
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
