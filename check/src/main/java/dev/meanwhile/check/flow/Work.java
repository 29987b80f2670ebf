package dev.meanwhile.check.flow;

import dev.meanwhile.check.flow.FutureOrigin.Kind;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.tasks.Origins;
import dev.meanwhile.check.waits.Wait;
import dev.meanwhile.check.waits.WaitKind;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the pieces of work wait for that are handed to another thread. */
public final class Work {
  private final Program program;
  private final Waits waits;
  private final Definitions definitions;

  /** For the pieces of work in a method, whose variables are defined like this. */
  public Work(Program program, Waits waits, Definitions definitions) {
    this.program = program;
    this.waits = waits;
    this.definitions = definitions;
  }

  /** Where the result of the work among these arguments comes from. */
  FutureOrigin of(List<Expression> arguments) {
    for (Expression argument : arguments) {
      var found = waitOf(argument);
      if (found.isPresent()) {
        return origin(found.get());
      }
    }
    boolean isSeen = arguments.stream().anyMatch(this::isSeen);
    return isSeen ? FutureOrigin.of(Kind.NEARBY) : FutureOrigin.UNKNOWN;
  }

  /** Where the result of a body comes from that runs on another thread. */
  FutureOrigin ofBody(Node body) {
    return in(body).map(Work::origin).orElse(FutureOrigin.of(Kind.NEARBY));
  }

  private static FutureOrigin origin(Found found) {
    if (found.isLimited()) {
      return FutureOrigin.of(Kind.LIMITED);
    }
    Kind kind = found.of.isRemote() ? Kind.REMOTE : Kind.PROCESS;
    return new FutureOrigin(kind, "a task with " + found.what, found.of.basis());
  }

  /**
   * A wait inside a piece of work.
   *
   * @param what the call that waits
   */
  public record Found(Wait of, String what) {
    /** Whether it is worth a rule's word: a file is not. */
    boolean counts() {
      return of.isRemote() || of.kind() == WaitKind.PROCESS;
    }

    /** Whether it ends in time by itself. */
    boolean isLimited() {
      return of.isLimited();
    }
  }

  /** The first wait on something outside in what a lambda, reference or object does when called. */
  public Optional<Found> waitOf(Expression work) {
    return switch (work.withoutCast()) {
      case Lambda lambda -> in(lambda.body());
      case MethodReference reference ->
          waits
              .of(reference)
              .map(wait -> new Found(wait, reference.method().toString()))
              .filter(Found::counts);
      case New made when made.body() != null -> ofMethods(made.body().methods());
      case New made -> ofMethods(taskMethods(made));
      case Local local when definitions.values(local.variable()).size() == 1 ->
          definitions.values(local.variable()).getFirst() instanceof Local
              ? Optional.empty()
              : waitOf(definitions.values(local.variable()).getFirst());
      case Call call -> ofMade(call);
      default -> Optional.empty();
    };
  }

  /** The same for a lambda or object that a method of the program makes. */
  private Optional<Found> ofMade(Call call) {
    return program.targets(call.method()).stream()
        .flatMap(target -> Origins.returned(target).stream())
        .filter(made -> made instanceof Lambda || made instanceof New)
        .flatMap(made -> waitOf(made).stream())
        .findFirst();
  }

  /** The same for the first of the pieces of work in a collection that waits. */
  Optional<Found> waitOfAny(Expression collection) {
    return pieces(collection.withoutCast()).stream()
        .flatMap(piece -> waitOf(piece).stream())
        .findFirst();
  }

  private List<Expression> pieces(Expression collection) {
    return switch (collection) {
      case Local local -> {
        var all = new ArrayList<Expression>(definitions.contents(local.variable()));
        definitions.values(local.variable()).stream()
            .filter(value -> !(value instanceof Local))
            .forEach(value -> all.addAll(pieces(value.withoutCast())));
        yield all;
      }
      case Call call when FutureCalls.gathers(call) -> call.arguments();
      case Call call when FutureCalls.maps(call) ->
          call.arguments().getFirst() instanceof Lambda lambda
              ? Origins.returned(lambda.body())
              : List.of();
      case Call call when FutureCalls.keeps(call) && call.receiver() != null ->
          pieces(call.receiver().withoutCast());
      default -> List.of();
    };
  }

  private List<Method> taskMethods(New made) {
    return program
        .type(made.type().name())
        .map(type -> type.methods().stream().filter(Work::isEntry).toList())
        .orElse(List.of());
  }

  private static boolean isEntry(Method method) {
    return List.of("run", "call", "get", "compute").contains(method.name())
        && method.parameters().isEmpty();
  }

  private Optional<Found> ofMethods(List<Method> methods) {
    for (Method method : methods) {
      var wait = waits.of(method).map(each -> new Found(each, method.toString()));
      if (wait.isPresent() && wait.get().counts()) {
        return wait;
      }
    }
    return Optional.empty();
  }

  /** The first wait on something outside that happens when the code runs. */
  public Optional<Found> in(Node code) {
    var found = new ArrayList<Found>();
    Waits.calls(
        code,
        call ->
            waits
                .of(call)
                .or(() -> ofMany(call))
                .map(wait -> new Found(wait, call.method().toString()))
                .filter(Found::counts)
                .ifPresent(found::add));
    return found.stream()
        .min(Comparator.comparing(Found::isLimited).thenComparing(each -> each.of.basis()));
  }

  /** A call of an interface with many implementations, of which most wait for something remote. */
  private Optional<Wait> ofMany(Call call) {
    String owner = call.method().owner();
    if (program.type(owner).isEmpty() || !program.targets(call.method()).isEmpty()) {
      return Optional.empty();
    }
    var remote = new ArrayList<Wait>();
    int all = 0;
    for (TypeDeclaration type : program.types()) {
      if (program.isA(type.name(), owner)) {
        for (Method method : type.methods()) {
          if (method.name().equals(call.methodName()) && method.body().isPresent()) {
            all++;
            waits.of(method).filter(Wait::isRemote).ifPresent(remote::add);
          }
        }
      }
    }
    return remote.size() * 2 > all ? Optional.of(remote.getFirst()) : Optional.empty();
  }

  private boolean isSeen(Expression argument) {
    return switch (argument.withoutCast()) {
      case Lambda _ -> true;
      case MethodReference reference -> !program.targets(reference.method()).isEmpty();
      case New made -> made.body() != null;
      default -> false;
    };
  }
}
