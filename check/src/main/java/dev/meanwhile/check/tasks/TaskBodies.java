package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement.Block;
import dev.meanwhile.check.model.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the code that runs when a task runs. */
public final class TaskBodies {
  private static final Set<String> RUN = Set.of("run", "call", "get", "accept", "apply");
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
    for (Origin origin : origins.of(task, around)) {
      List<Body> some = of(origin);
      if (some.isEmpty()) {
        return List.of();
      }
      bodies.addAll(some);
    }
    return bodies.size() > MOST ? List.of() : bodies;
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

  private List<Body> runOf(TypeDeclaration type) {
    for (TypeDeclaration next = type; next != null; next = above(next)) {
      List<Body> own =
          next.methods().stream()
              .filter(method -> RUN.contains(method.name()) && method.body().isPresent())
              .filter(method -> method.parameters().isEmpty())
              .map(TaskBodies::body)
              .toList();
      if (!own.isEmpty()) {
        return own;
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
