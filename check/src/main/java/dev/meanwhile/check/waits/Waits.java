package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
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
  private final Map<Method, Integer> updates = new HashMap<>();

  /** The waits of a program. */
  public Waits(Program program, Catalogue catalogue) {
    this.program = program;
    this.direct = new DirectWaits(catalogue, program);
    infer();
  }

  /** What a call waits for; empty if it does not wait as far as is known. */
  public Optional<Wait> of(Call call) {
    Optional<Wait> known = directly.getOrDefault(call, Optional.empty());
    return known.isPresent() ? known : inferred(call);
  }

  /** What calls of a method wait for; empty if they do not. */
  public Optional<Wait> of(Method method) {
    return Optional.ofNullable(ofMethods.get(method));
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
      calls(part, visitor);
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
          List<Call> own = new ArrayList<>();
          calls(method.body().orElseThrow(), own::add);
          calls.put(method, own);
          for (Call call : own) {
            Optional<Wait> wait = direct.of(call, method);
            if (wait.isPresent()) {
              directly.put(call, wait);
            }
            for (Method target : program.targets(call.method())) {
              callers.computeIfAbsent(target, _ -> new ArrayList<>()).add(method);
            }
          }
          changed.add(method);
        });
    while (!changed.isEmpty()) {
      Method method = changed.remove();
      if (update(method, calls.getOrDefault(method, List.of()))) {
        changed.addAll(callers.getOrDefault(method, List.of()));
      }
    }
  }

  /** Whether something new is known of the method now. */
  private boolean update(Method method, List<Call> calls) {
    Optional<Wait> all = Optional.empty();
    for (Call call : calls) {
      Optional<Wait> one = of(call);
      if (one.isPresent() && one.get().via().size() < DEEPEST) {
        all = all.isEmpty() ? one : Optional.of(all.get().and(one.get()));
      }
    }
    if (all.isEmpty()) {
      return false;
    }
    Wait wait = all.get();
    Wait now = wait.with(CallEffects.wrapped(wait.effect(), method.name()));
    Wait before = ofMethods.get(method);
    if (before != null
        && before.kinds().equals(now.kinds())
        && before.effect().equals(now.effect())) {
      return false;
    }
    ofMethods.put(method, now);
    return updates.merge(method, 1, Integer::sum) <= MOST_UPDATES;
  }

  private Optional<Wait> inferred(Call call) {
    Optional<Wait> all = Optional.empty();
    for (Method target : program.targets(call.method())) {
      Wait one = ofMethods.get(target);
      if (one != null && !Contexts.isAsynchronous(target)) {
        Wait through = through(one, target, call);
        all = all.isEmpty() ? Optional.of(through) : Optional.of(all.get().and(through));
      }
    }
    return all;
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
        List.copyOf(via));
  }
}
