package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the code that runs when a task runs. */
public final class TaskBodies {
  private static final List<String> RUN = List.of("run", "call", "get");
  private static final int MOST = 4;

  private final Program program;
  private final Origins origins;

  /**
   * What a task runs.
   *
   * @param code the code
   * @param method the method that holds it
   */
  public record Body(Block code, Method method) {}

  /** For a program. */
  public TaskBodies(Program program, Origins origins) {
    this.program = program;
    this.origins = origins;
  }

  /** What a task runs; empty if any of it is not known. */
  public List<Body> of(Expression task, Method around) {
    var bodies = new ArrayList<Body>();
    if (task.withoutCast() instanceof Call call) {
      Optional<Expression> wrapped = wrapped(call);
      if (wrapped.isPresent()) {
        return isGuard(call) ? List.of() : of(wrapped.get(), around);
      }
    }
    for (Origin origin : origins.of(task, around)) {
      List<Body> some = of(origin);
      if (some.isEmpty()) {
        return List.of();
      }
      bodies.addAll(some);
    }
    return bodies.size() > MOST ? List.of() : bodies;
  }

  /** Whether a container runs all of a method on another thread. */
  public static boolean runsElsewhere(Method method) {
    return method.annotations().stream()
        .anyMatch(each -> Set.of("Async", "Asynchronous").contains(each.simpleName()));
  }

  /** What the tasks of a collection run, as far as it is filled in the method. */
  public List<Body> ofEach(Expression tasks, Method around) {
    var bodies = new ArrayList<Body>();
    tasksIn(tasks.withoutCast(), around).forEach(task -> bodies.addAll(of(task, around)));
    return bodies;
  }

  private static List<Expression> tasksIn(Expression tasks, Method around) {
    return switch (tasks) {
      case Local local ->
          Uses.of(local.variable(), around.body().orElseThrow()).stream()
              .flatMap(use -> given(use, around).stream())
              .toList();
      case Call call when call.isStatic() -> call.arguments();
      case Call call when call.methodName().equals("map") ->
          call.arguments().getFirst() instanceof Lambda lambda
              ? Origins.returned(lambda.body())
              : List.of();
      case Call call when call.receiver() != null -> tasksIn(call.receiver().withoutCast(), around);
      default -> List.of();
    };
  }

  /** What a use of a collection puts into it. */
  private static List<Expression> given(Node use, Method around) {
    return switch (use) {
      case Call call when call.methodName().equals("add") -> call.arguments();
      case Statement.Declare declared when declared.value() != null ->
          tasksIn(declared.value().withoutCast(), around);
      default -> List.of();
    };
  }

  /** The task within {@code withContext(() -> …)}. */
  private Optional<Expression> wrapped(Call call) {
    List<Expression> tasks = call.arguments().stream().filter(this::isTask).toList();
    return tasks.size() == 1 ? Optional.of(tasks.getFirst()) : Optional.empty();
  }

  private boolean isTask(Expression argument) {
    String type = argument.type().name();
    return argument instanceof Lambda
        || argument instanceof MethodReference
        || program.isA(type, "java.lang.Runnable")
        || program.isA(type, "java.util.concurrent.Callable");
  }

  /** Whether the name of a wrapper says that it looks at failures. */
  private static boolean isGuard(Call call) {
    String name = call.methodName().toLowerCase(Locale.ROOT);
    return Stream.of("safe", "catch", "log", "guard", "exception", "error", "throw", "retry")
        .anyMatch(name::contains);
  }

  private List<Body> of(Origin origin) {
    return switch (origin.value()) {
      case Lambda lambda -> List.of(new Body(lambda.body(), origin.method()));
      case MethodReference reference ->
          program.targets(reference.method()).stream().map(TaskBodies::body).toList();
      case New made when made.body() != null -> runOf(made.body());
      case Expression object ->
          program.type(object.type().name()).map(this::runOf).orElse(List.of());
    };
  }

  /** The method that the executor calls: {@code run} before {@code call}. */
  private List<Body> runOf(TypeDeclaration type) {
    for (TypeDeclaration next = type; next != null; next = above(next)) {
      for (String name : RUN) {
        for (Method method : next.methods()) {
          if (method.name().equals(name)
              && method.parameters().isEmpty()
              && method.body().isPresent()) {
            return List.of(body(method));
          }
        }
      }
    }
    return List.of();
  }

  private @Nullable TypeDeclaration above(TypeDeclaration type) {
    return type.supertypes().stream()
        .flatMap(above -> program.type(above.name()).stream())
        .findFirst()
        .orElse(null);
  }

  private static Body body(Method method) {
    return new Body(method.body().orElseThrow(), method);
  }
}
