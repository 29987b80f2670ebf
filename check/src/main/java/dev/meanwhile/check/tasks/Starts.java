package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.tasks.Start.Kind;
import dev.meanwhile.check.waits.Chains;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises the calls that start a task. */
public final class Starts {
  private static final int LONGEST_WRAPPER = 3;
  private static final String THREAD = "java.lang.Thread";

  private final Program program;
  private final Origins origins;

  /** For a program. */
  public Starts(Program program, Origins origins) {
    this.program = program;
    this.origins = origins;
  }

  /** The task that a call starts, directly or through a short method of the program. */
  public Optional<Start> of(Call call, Method around) {
    Optional<Start> direct = direct(call, around);
    return direct.isPresent() ? direct : wrapped(call);
  }

  /** The task that a call of a library starts. */
  public Optional<Start> direct(Call call, Method around) {
    String name = call.methodName();
    List<Expression> arguments = call.arguments();
    if (name.equals("start") || name.equals("startVirtualThread")) {
      return thread(call, around);
    }
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    if (name.equals("supplyAsync") || name.equals("runAsync")) {
      return isCompletableFuture(call)
          ? start(call, Kind.ASYNC, arguments.size() > 1 ? arguments.get(1) : null, around)
          : Optional.empty();
    }
    Optional<Kind> kind = kind(name, arguments.size());
    Expression receiver = call.receiver();
    return kind.isPresent() && receiver != null && runs(call, receiver, kind.get())
        ? start(call, kind.get(), receiver, around)
        : Optional.empty();
  }

  private boolean runs(Call call, Expression receiver, Kind kind) {
    return Executors.isExecutor(receiver.type(), program)
        || (kind == Kind.PERIODIC && Executors.isPeriodic(call, receiver.type(), program));
  }

  private static boolean isCompletableFuture(Call call) {
    return call.method().ownerName().equals("CompletableFuture");
  }

  private static Optional<Kind> kind(String name, int arguments) {
    return switch (name) {
      case "submit", "submitListenable", "submitCompletable" -> Optional.of(Kind.SUBMIT);
      case "execute" -> arguments == 1 ? Optional.of(Kind.EXECUTE) : Optional.empty();
      case "schedule" -> arguments >= 2 ? Optional.of(Kind.DELAYED) : Optional.empty();
      case "scheduleAtFixedRate", "scheduleWithFixedDelay" -> Optional.of(Kind.PERIODIC);
      default -> Optional.empty();
    };
  }

  private static Optional<Start> start(
      Call call, Kind kind, @Nullable Expression executor, Method around) {
    return Optional.of(
        new Start(call, kind, call.arguments().getFirst(), Optional.ofNullable(executor), around));
  }

  private Optional<Start> thread(Call call, Method around) {
    if (call.arguments().size() == 1 && Chains.root(call).type().name().equals(THREAD)) {
      return Optional.of(
          new Start(call, Kind.THREAD, call.arguments().getFirst(), Optional.empty(), around));
    }
    if (call.receiver() == null || !call.arguments().isEmpty() || isNoThread(call.receiver())) {
      return Optional.empty();
    }
    for (Origin origin : origins.of(call.receiver(), around)) {
      if (origin.value() instanceof New made && program.isA(made.type().name(), THREAD)) {
        return taskOf(made)
            .map(task -> new Start(call, Kind.THREAD, task, Optional.empty(), origin.method()));
      }
    }
    return Optional.empty();
  }

  /** A stopwatch, a server: what is no thread by its type, or by a name that tells enough. */
  private boolean isNoThread(Expression started) {
    JavaType type = started.type();
    return type.basis().isSure()
        && !program.isA(type.name(), THREAD)
        && !program.isA(THREAD, type.name());
  }

  /** What a new thread runs: what it is given, or its own method. */
  private static Optional<Expression> taskOf(New thread) {
    return thread.type().name().equals(THREAD)
        ? thread.arguments().stream().filter(argument -> !isText(argument.type())).findFirst()
        : Optional.of(thread);
  }

  private static boolean isText(JavaType type) {
    return Set.of("java.lang.String", "java.lang.ThreadGroup").contains(type.name());
  }

  /** A method of the program that does little more than start what it is given. */
  private Optional<Start> wrapped(Call call) {
    List<Method> targets = program.targets(call.method());
    if (targets.size() != 1 || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Method wrapper = targets.getFirst();
    List<Statement> body = wrapper.body().orElseThrow().statements();
    if (body.size() > LONGEST_WRAPPER || wrapper.parameters().size() != call.arguments().size()) {
      return Optional.empty();
    }
    var inside = new ArrayList<Start>();
    body.forEach(statement ->
        statement.forEachRunHere(node -> {
          if (node instanceof Call inner) {
            direct(inner, wrapper).ifPresent(inside::add);
          }
        }));
    return inside.size() == 1 ? passedOn(inside.getFirst(), wrapper, call) : Optional.empty();
  }

  private static Optional<Start> passedOn(Start inside, Method wrapper, Call call) {
    if (!(inside.task() instanceof Local task)) {
      return Optional.empty();
    }
    int position = wrapper.parameters().indexOf(task.variable());
    return position < 0
        ? Optional.empty()
        : Optional.of(
            new Start(
                call, inside.kind(), call.arguments().get(position), inside.executor(), wrapper));
  }
}
