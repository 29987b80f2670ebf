package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which calls of a program wait: those of the catalogue, and those of methods that wait themselves,
 * through interfaces too.
 */
public final class Waits {
  /** How many methods of the program may lie between a call and the library. */
  private static final int DEEPEST = 5;

  /**
   * What is known of a method gets less sure each time; recursion must not make it go on for ever.
   */
  private static final int MOST_UPDATES = 16;

  private final Program program;
  private final DirectWaits direct;
  private final Map<Method, Wait> ofMethods = new HashMap<>();
  private final IdentityHashMap<Call, Optional<Wait>> directly = new IdentityHashMap<>();
  private final IdentityHashMap<MethodReference, Call> referred = new IdentityHashMap<>();
  private final Map<Method, Integer> updates = new HashMap<>();
  private final Fallbacks fallbacks = new Fallbacks();
  private final Map<Method, Boolean> withoutWaits = new HashMap<>();

  /** The waits of a program. */
  public Waits(Program program, Catalogue catalogue) {
    this.program = program;
    this.direct = new DirectWaits(catalogue, program);
    infer();
  }

  /** What a call waits for; empty if it does not wait as far as is known. */
  public Optional<Wait> of(Call call) {
    if (isNoted(call)) {
      return Optional.empty();
    }
    Optional<Wait> known = directly.getOrDefault(call, Optional.empty());
    return known.isPresent() ? known : inferred(call);
  }

  /** {@code methodOn(Pages.class).page(id)}: such a call is only noted, for a link. */
  private static boolean isNoted(Call call) {
    return call.receiver() instanceof Call on
        && Set.of("methodOn", "getMethodOn").contains(on.methodName());
  }

  /** What a call of the method that is referred to waits for. */
  public Optional<Wait> of(MethodReference reference) {
    Call call = referred.get(reference);
    return call == null ? Optional.empty() : of(call);
  }

  /** What calls of a method wait for; empty if they do not. */
  public Optional<Wait> of(Method method) {
    return Optional.ofNullable(ofMethods.get(method));
  }

  /** Whether nothing in a method waits, not even in what it keeps for later. */
  public boolean isWithoutWaits(Method method) {
    return withoutWaits.computeIfAbsent(
        method, _ -> method.body().isEmpty() || hasNoWaits(method.body().get()));
  }

  private boolean hasNoWaits(Node code) {
    boolean isWait =
        switch (code) {
          case Call call -> of(call).isPresent();
          case MethodReference reference -> of(reference).isPresent();
          default -> false;
        };
    if (isWait) {
      return false;
    }
    for (Node part : code.parts()) {
      if (!hasNoWaits(part)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Shows the calls in a piece of code that run when it runs: not those in lambdas kept for later.
   */
  public static void calls(Node code, Consumer<Call> visitor) {
    if (code instanceof Call call) {
      visitor.accept(call);
      for (Expression part : call.parts()) {
        if (!(part instanceof Expression.Lambda && Later.isKept(call))) {
          calls(part, visitor);
        }
      }
      return;
    }
    for (Node part : code.parts()) {
      if (!(part instanceof Expression.Lambda)) {
        calls(part, visitor);
      }
    }
  }

  private void infer() {
    Map<Method, List<Method>> callers = new HashMap<>();
    var changed = new ArrayDeque<Method>();
    Map<Method, List<Call>> calls = new HashMap<>();
    program
        .methods()
        .filter(method -> method.body().isPresent())
        .forEach(method -> {
          addDirect(method);
          fallbacks.add(method.body().orElseThrow());
          List<Call> own = new ArrayList<>();
          run(method.body().orElseThrow(), own::add);
          calls.put(method, own);
          own.stream()
              .flatMap(call -> program.targets(call.method()).stream())
              .forEach(
                  target -> callers.computeIfAbsent(target, _ -> new ArrayList<>()).add(method));
          changed.add(method);
        });
    while (!changed.isEmpty()) {
      Method method = changed.remove();
      if (update(method, calls.getOrDefault(method, List.of()))) {
        changed.addAll(callers.getOrDefault(method, List.of()));
      }
    }
  }

  private void addDirect(Method method) {
    method
        .body()
        .orElseThrow()
        .forEach(node -> {
          if (node instanceof Call call) {
            addDirect(call, method);
          } else if (node instanceof MethodReference reference) {
            Call call = reference.asCall();
            referred.put(reference, call);
            addDirect(call, method);
          }
        });
  }

  private void addDirect(Call call, Method method) {
    direct
        .of(call, method)
        .map(found -> Confinement.judge(found, call, method))
        .ifPresent(wait -> directly.put(call, Optional.of(wait)));
  }

  /** As {@link #calls}, with the methods that are referred to: whoever is given them calls them. */
  private void run(Node code, Consumer<Call> visitor) {
    if (code instanceof MethodReference reference) {
      visitor.accept(referred.getOrDefault(reference, reference.asCall()));
    }
    boolean isKept = false;
    if (code instanceof Call call) {
      visitor.accept(call);
      isKept = Later.isKept(call);
    }
    for (Node part : code.parts()) {
      boolean isFunction = part instanceof Expression.Lambda || part instanceof MethodReference;
      if (!(isKept && isFunction)) {
        run(part, visitor);
      }
    }
  }

  /** Whether something new is known of the method now. */
  private boolean update(Method method, List<Call> calls) {
    Optional<Wait> all = Optional.empty();
    for (Call call : calls) {
      Optional<Wait> one = fallbacks.contains(call) ? of(call).map(Wait::seldom) : of(call);
      if (one.isPresent() && one.get().via().size() < DEEPEST) {
        all = all.isEmpty() ? one : Optional.of(all.get().and(one.get()));
      }
    }
    if (all.isEmpty()) {
      return false;
    }
    Wait wait = all.get();
    Wait now = wait.with(CallEffects.wrapped(wait, method));
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

  private Optional<Wait> inferred(Call call) {
    Optional<Wait> all = Optional.empty();
    List<Method> targets = program.targets(call.method());
    int waiting = 0;
    for (Method target : targets) {
      Wait one = ofMethods.get(target);
      if (one != null && !Contexts.isAsynchronous(target) && !Contexts.isMemoised(target)) {
        waiting++;
        Wait through = through(one, target, call);
        all = all.isEmpty() ? Optional.of(through) : Optional.of(all.get().and(through));
      }
    }
    return waiting < targets.size() ? all.map(Wait::seldom) : all;
  }

  private static Wait through(Wait inside, Method target, Call call) {
    var via = new ArrayList<MethodId>();
    via.add(target.id());
    via.addAll(inside.via());
    return new Wait(
        inside.kinds(),
        inside.effect(),
        inside.basis().or(call.method().basis()),
        inside.isConfined(),
        Optional.empty(),
        List.copyOf(via),
        inside.isSeldom());
  }
}
