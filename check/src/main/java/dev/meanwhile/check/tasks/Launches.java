package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.tasks.Executors.Bound;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether there is a limit to what a call that returns a future may have in flight. */
public final class Launches {
  private static final int DEEPEST = 4;

  /** Clients that open a connection for each request, or hold all of them in one. */
  private static final Set<String> UNLIMITED_CLIENTS = Set.of("java.net.http.HttpClient");

  /** Clients that make callers wait, or refuse, when too much is in flight. */
  private static final Pattern LIMITED_CLIENTS =
      Pattern.compile("(org\\.apache\\.kafka|software\\.amazon\\.awssdk|io\\.netty)\\..*");

  private final Program program;
  private final Starts starts;
  private final Executors executors;

  /** In a program. */
  public Launches(Program program, Starts starts, Executors executors) {
    this.program = program;
    this.starts = starts;
    this.executors = executors;
  }

  /** The limit of what a call leaves running when it returns; limited too if it leaves nothing. */
  public Bound of(Call call, Method around) {
    return of(call, around, 0, new HashSet<>());
  }

  /** The limit of what a method of the program leaves running. */
  public Bound of(MethodId id) {
    List<Method> targets = program.targets(id);
    return targets.isEmpty() ? Bound.UNKNOWN : ofAll(targets, 0, new HashSet<>());
  }

  private Bound of(Call call, Method around, int depth, Set<Method> seen) {
    Optional<Start> start = starts.direct(call, around);
    if (start.isPresent()) {
      return of(start.get());
    }
    List<Method> targets = program.targets(call.method());
    boolean isFuture = Futures.isFuture(call.type(), program);
    if (!isFuture && !(targets.isEmpty() && isNamedAsync(call))) {
      return Bound.LIMITED;
    }
    if (!targets.isEmpty()) {
      return depth < DEEPEST ? ofAll(targets, depth, seen) : Bound.UNKNOWN;
    }
    return ofLibrary(call);
  }

  /** The limit of what a start has running. */
  public Bound of(Start start) {
    return switch (start.kind()) {
      case THREAD -> Bound.UNLIMITED;
      case DELAYED, PERIODIC -> Bound.LIMITED;
      default ->
          start
              .executor()
              .map(executor -> executors.boundOf(executor, start.within()))
              .orElse(Bound.LIMITED);
    };
  }

  private Bound ofLibrary(Call call) {
    String owner = call.method().owner();
    boolean isPlain = owner.startsWith("java.util.") || LIMITED_CLIENTS.matcher(owner).matches();
    if (isPlain || call.receiver() == null) {
      return Bound.LIMITED;
    }
    return UNLIMITED_CLIENTS.contains(owner) ? Bound.UNLIMITED : Bound.UNKNOWN;
  }

  private static boolean isNamedAsync(Call call) {
    return call.methodName().endsWith("Async") || call.methodName().startsWith("async");
  }

  private Bound ofAll(List<Method> targets, int depth, Set<Method> seen) {
    Bound bound = Bound.LIMITED;
    for (Method target : targets) {
      if (seen.add(target)) {
        bound = worse(bound, of(target, depth, seen));
      }
    }
    return bound;
  }

  private Bound of(Method method, int depth, Set<Method> seen) {
    var worst = new Bound[] {Bound.LIMITED};
    method
        .body()
        .ifPresent(body ->
            body.forEach(node -> {
              if (node instanceof Call call) {
                worst[0] = worse(worst[0], of(call, method, depth + 1, seen));
              }
            }));
    return worst[0];
  }

  private static Bound worse(Bound one, Bound other) {
    return one == Bound.UNLIMITED || other == Bound.UNLIMITED
        ? Bound.UNLIMITED
        : one == Bound.UNKNOWN ? one : other;
  }
}
