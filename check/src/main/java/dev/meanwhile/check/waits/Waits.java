package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which calls of a program wait: those of the catalogue, and those of methods that wait themselves,
 * through interfaces too.
 */
public final class Waits {
  private final Map<Method, Wait> ofMethods;
  private final IdentityHashMap<Call, Optional<Wait>> ofCalls = new IdentityHashMap<>();
  private final IdentityHashMap<MethodReference, Call> referred;
  private final DirectWaits direct;
  private final Set<Method> waiting = new HashSet<>();
  private final Map<Method, Integer> reads = new HashMap<>();

  /** The waits of a program. */
  public Waits(Program program, Catalogue catalogue) {
    var inference = new WaitInference(program, catalogue);
    this.ofMethods = inference.ofMethods();
    this.referred = inference.referred();
    this.direct = inference.direct();
    inference
        .candidates()
        .forEach((method, calls) -> calls.forEach(call -> add(method, call, inference.of(call))));
  }

  private void add(Method method, Call call, Optional<Wait> wait) {
    if (wait.isPresent()) {
      ofCalls.put(call, wait);
      waiting.add(method);
      if (wait.get().isRemoteRead()) {
        reads.merge(method, 1, Integer::sum);
      }
    }
  }

  /** What a call of the program waits for; empty if it does not wait as far as is known. */
  public Optional<Wait> of(Call call) {
    return ofCalls.getOrDefault(call, Optional.empty());
  }

  /** What a call of the method that is referred to waits for. */
  public Optional<Wait> of(MethodReference reference) {
    Call call = referred.get(reference);
    return call == null ? Optional.empty() : of(call);
  }

  /** The call that a method reference of the program stands for. */
  public Call call(MethodReference reference) {
    return referred.getOrDefault(reference, reference.asCall());
  }

  /** What calls of a method wait for; empty if they do not. */
  public Optional<Wait> of(Method method) {
    return Optional.ofNullable(ofMethods.get(method));
  }

  /** Whether one object of a type serves one thread at a time, whoever is given it. */
  public boolean isConfined(JavaType type) {
    return direct.isConfined(type.name());
  }

  /** Whether nothing in a method waits, not even in what it keeps for later. */
  public boolean isWithoutWaits(Method method) {
    return !waiting.contains(method);
  }

  /** How many calls in a method only ask something remote, in what it keeps for later too. */
  public int remoteReads(Method method) {
    return reads.getOrDefault(method, 0);
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
}
