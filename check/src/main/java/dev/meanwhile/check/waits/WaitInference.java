package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds out which calls of a program wait: from those of the catalogue up through the methods that
 * hold them, until nothing new is known.
 */
final class WaitInference {
  /** How many methods of the program may lie between a call and the library. */
  static final int DEEPEST = 5;

  /**
   * What is known of a method gets less sure each time; recursion must not make it go on for ever.
   */
  private static final int MOST_UPDATES = 16;

  private static final Set<String> LINKS = Set.of("methodOn", "getMethodOn");

  private final Program program;
  private final DirectWaits direct;
  private final Map<Method, Wait> ofMethods = new HashMap<>();
  private final IdentityHashMap<Call, Candidate> candidates = new IdentityHashMap<>();
  private final Map<Method, List<Call>> candidatesOf = new LinkedHashMap<>();
  private final IdentityHashMap<MethodReference, Call> referred = new IdentityHashMap<>();
  private final Map<Method, Sql> sql = new HashMap<>();
  private final Map<Method, Integer> updates = new HashMap<>();
  private final Occasional occasional = new Occasional();
  private final IdentityHashMap<Call, Wait> joins = new IdentityHashMap<>();

  /**
   * A call that may wait. All others surely do not.
   *
   * @param direct what the catalogue says of it
   * @param targets the methods of the program that it may run
   */
  private record Candidate(Optional<Wait> direct, List<Method> targets) {}

  /** For the calls of a program. */
  WaitInference(Program program, Catalogue catalogue) {
    this.program = program;
    this.direct = new DirectWaits(catalogue, program);
    infer();
  }

  /** What calls of the methods wait for that wait. */
  Map<Method, Wait> ofMethods() {
    return ofMethods;
  }

  /** What the catalogue says. */
  DirectWaits direct() {
    return direct;
  }

  /** The calls that the method references of the program stand for. */
  IdentityHashMap<MethodReference, Call> referred() {
    return referred;
  }

  /** The methods that hold calls that may wait, with those calls. */
  Map<Method, List<Call>> candidates() {
    return candidatesOf;
  }

  /** What a call waits for, as far as is known now. */
  Optional<Wait> of(Call call) {
    Candidate candidate = candidates.get(call);
    if (candidate == null) {
      return Optional.empty();
    }
    Wait joined = joins.get(call);
    if (joined != null) {
      return Optional.of(joined);
    }
    return candidate.direct().isPresent()
        ? candidate.direct()
        : inferred(call, candidate.targets());
  }

  private void infer() {
    Map<Method, List<Method>> callers = new HashMap<>();
    Map<Method, List<Call>> calls = new HashMap<>();
    var changed = new LinkedHashSet<Method>(); // from here knowledge goes up
    program.methods().forEach(this::addCandidates);
    program.methods().forEach(occasional::add);
    for (Method method : candidatesOf.keySet()) {
      List<Call> own = candidatesRunBy(method);
      calls.put(method, own);
      if (own.stream().anyMatch(this::isDirect)) {
        changed.add(method);
      }
      for (Call call : own) {
        for (Method target : targets(call)) {
          callers.computeIfAbsent(target, _ -> new ArrayList<>()).add(method);
        }
      }
    }
    settle(changed, callers, calls);
    settle(joinBegun(), callers, calls);
  }

  /** Finds what is new of some methods, and of those that call them. */
  private void settle(
      Set<Method> methods, Map<Method, List<Method>> callers, Map<Method, List<Call>> calls) {
    var changed = new LinkedHashSet<Method>(methods);
    while (!changed.isEmpty()) {
      Method method = changed.removeFirst();
      if (update(method, calls.getOrDefault(method, List.of()))) {
        changed.addAll(callers.getOrDefault(method, List.of()));
      }
    }
  }

  private boolean isDirect(Call call) {
    Candidate candidate = candidates.get(call);
    return candidate != null && candidate.direct().isPresent();
  }

  /** What joins wait for that begin the work themselves; the methods that hold them. */
  private Set<Method> joinBegun() {
    var begun = new BegunWork(program, this);
    boolean isNew = true;
    for (int round = 0; isNew && round < DEEPEST; round++) {
      isNew = false;
      for (Method method : (Iterable<Method>) program.methods()::iterator) {
        isNew |= begun.add(method);
      }
    }
    var methods = new LinkedHashSet<Method>();
    candidatesOf.forEach((method, calls) -> {
      for (Call call : calls) {
        join(call)
            .flatMap(wait -> begun.of(call, wait))
            .ifPresent(wait -> {
              joins.put(call, wait);
              methods.add(method);
            });
      }
    });
    return methods;
  }

  /** A join, as the catalogue knows it. */
  private Optional<Wait> join(Call call) {
    return Objects.requireNonNull(candidates.get(call))
        .direct()
        .filter(wait -> wait.kinds().contains(WaitKind.FUTURE));
  }

  private void addCandidates(Method method) {
    for (Call call : method.all(Call.class)) {
      addCandidate(call, method);
    }
    for (MethodReference reference : method.all(MethodReference.class)) {
      Call call = reference.asCall();
      referred.put(reference, call);
      addCandidate(call, method);
    }
  }

  private void addCandidate(Call call, Method method) {
    if (isNoted(call)) {
      return;
    }
    Optional<Wait> wait =
        direct.of(call, method).map(found -> Confinement.judge(found, call, method));
    List<Method> targets = program.targets(call);
    if (wait.isPresent() || !targets.isEmpty()) {
      candidates.put(call, new Candidate(wait, targets));
      candidatesOf.computeIfAbsent(method, _ -> new ArrayList<>()).add(call);
    }
  }

  /** {@code methodOn(Pages.class).page(id)}: such a call is only noted, for a link. */
  private static boolean isNoted(Call call) {
    return call.receiver() instanceof Call on && LINKS.contains(on.methodName());
  }

  /** The methods of the program that a call may run. */
  List<Method> targets(Call call) {
    Candidate candidate = candidates.get(call);
    return candidate == null ? List.of() : candidate.targets();
  }

  private List<Call> candidatesRunBy(Method method) {
    if (method.all(Expression.Lambda.class).isEmpty()
        && method.all(MethodReference.class).isEmpty()) {
      return candidatesOf.getOrDefault(method, List.of()); // nothing in it is kept for later
    }
    List<Call> own = new ArrayList<>();
    run(
        method.body().orElseThrow(),
        call -> {
          if (candidates.containsKey(call)) {
            own.add(call);
          }
        });
    return own;
  }

  /**
   * As {@link Waits#calls}, with the methods that are referred to: whoever is given them calls
   * them.
   */
  private void run(Node code, Consumer<Call> visitor) {
    if (code instanceof MethodReference reference) {
      visitor.accept(referred.getOrDefault(reference, reference.asCall()));
    }
    if (code instanceof Call call) {
      visitor.accept(call);
    }
    for (Node part : code.parts()) {
      boolean isFunction = part instanceof Expression.Lambda || part instanceof MethodReference;
      boolean isForLater =
          code instanceof Statement.Return || (code instanceof Call call && Later.isKept(call));
      if (!(isFunction && isForLater)) {
        run(part, visitor);
      }
    }
  }

  /** Whether something new is known of the method now. */
  private boolean update(Method method, List<Call> calls) {
    Optional<Wait> all = Optional.empty();
    for (Call call : calls) {
      Optional<Wait> one = occasional.contains(call) ? of(call).map(Wait::seldom) : of(call);
      if (one.isPresent() && one.get().via().size() < DEEPEST) {
        all = all.isEmpty() ? one : Optional.of(all.get().and(one.get()));
      }
    }
    if (all.isEmpty()) {
      return false;
    }
    Wait wait = all.get();
    Wait now = wait.with(CallEffects.wrapped(wait, method, sql(wait, method), program));
    Wait before = ofMethods.get(method);
    if (before != null
        && before.kinds().equals(now.kinds())
        && before.effect().equals(now.effect())
        && before.isSeldom() == now.isSeldom()) {
      return false;
    }
    ofMethods.put(method, now);
    return updates.merge(method, 1, Integer::sum) <= MOST_UPDATES;
  }

  private Sql sql(Wait wait, Method method) {
    return wait.kinds().contains(WaitKind.SQL) ? sql.computeIfAbsent(method, Sql::in) : Sql.NONE;
  }

  private Optional<Wait> inferred(Call call, List<Method> targets) {
    Optional<Wait> all = Optional.empty();
    int waiting = 0;
    for (Method target : targets) {
      Wait one = ofMethods.get(target);
      if (one != null && !Contexts.isAsynchronous(target) && !Contexts.isMemoised(target)) {
        waiting++;
        Wait through = through(one, target, call);
        all = all.isEmpty() ? Optional.of(through) : Optional.of(all.get().and(through));
      }
    }
    boolean areOthers = waiting < targets.size() || mayBeLambda(call, targets);
    return areOthers ? all.map(Wait::seldom) : all;
  }

  /** Who writes classes without a name for an interface here passes lambdas for it elsewhere. */
  private static boolean mayBeLambda(Call call, List<Method> targets) {
    for (Method target : targets) {
      if (!target.owner().isAnonymous() || target.owner().name().equals(call.method().owner())) {
        return false;
      }
    }
    return true;
  }

  /** The wait of a call of a method that waits. */
  static Wait through(Wait inside, Method target, Call call) {
    var via = new ArrayList<MethodId>();
    via.add(target.id());
    inside.via().stream()
        .filter(inner -> !isTransport(inner, inside) || !TransportNames.has(target.name()))
        .filter(inner -> !isOverload(inner, target))
        .forEach(via::add);
    boolean isLetGo =
        inside.isConfined()
            && Contexts.isOfSharedBean(target, call)
            && !Confinement.isGivenConnection(call);
    Basis basis = inside.basis().or(call.method().basis());
    return new Wait(
        inside.kinds(),
        inside.effect(),
        isLetGo ? basis.or(Basis.RETURNED) : basis,
        inside.isConfined() && !isLetGo,
        Optional.empty(),
        List.copyOf(via),
        inside.isSeldom(),
        inside.isLimited());
  }

  /** {@code find(id)} above {@code find(id, options)}: one method for all who count the layers. */
  private static boolean isOverload(MethodId inner, Method target) {
    return inner.name().equals(target.name()) && inner.owner().equals(target.id().owner());
  }

  /** {@code invokeSync} above {@code invokeSyncImpl}: the layers of a client count as one. */
  private static boolean isTransport(MethodId inner, Wait inside) {
    return inside.kinds().contains(WaitKind.RPC) && TransportNames.has(inner.name());
  }
}
