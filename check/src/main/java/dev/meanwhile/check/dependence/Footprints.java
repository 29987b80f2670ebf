package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Contexts;
import dev.meanwhile.check.waits.Waits;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The footprints of the methods of a program, worked out when they are asked for. Methods that call
 * each other in a ring get the least footprints that agree with each other, so that no answer
 * depends on who is asked first. Not thread-safe.
 */
final class Footprints {
  private static final Set<String> KEEPING =
      Set.of("add", "addAll", "put", "putAll", "putIfAbsent", "computeIfAbsent", "offer", "push");

  private final Program program;
  private final Waits waits;
  private final Map<Method, Footprint> known = new HashMap<>();
  private final Rings rings = new Rings(this::callees, this::settle);

  Footprints(Program program, Waits waits) {
    this.program = program;
    this.waits = waits;
  }

  /** The methods of the program that a call may run, if they can be looked into. */
  List<Method> targets(Call call) {
    return program.targets(call);
  }

  /** Whether a method of the program is called of which nobody knows which one runs. */
  boolean isOpen(Call call) {
    return !program.declared(call.method()).isEmpty() && targets(call).isEmpty();
  }

  /** The footprint of a method with a body. */
  Footprint of(Method method) {
    Footprint footprint = known.get(method);
    if (footprint == null) {
      rings.from(method);
      footprint = known.getOrDefault(method, Footprint.NONE);
    }
    return footprint;
  }

  /** The methods whose footprints that of a method is made of. */
  private List<Method> callees(Method method) {
    var callees = new ArrayList<Method>();
    method.all(Call.class).forEach(call -> callees.addAll(targets(call)));
    method
        .all(MethodReference.class)
        .forEach(reference -> callees.addAll(targets(waits.call(reference))));
    callees.removeIf(Contexts::isAsynchronous);
    return callees;
  }

  /** From nothing up: a method is looked at again when what it calls has turned out to do more. */
  private void settle(List<Method> ring) {
    Map<Method, List<Method>> callers = callersWithin(ring);
    ring.forEach(method -> known.put(method, Footprint.NONE));
    var open = new LinkedHashSet<Method>(ring);
    while (!open.isEmpty()) {
      Method method = open.removeFirst();
      Footprint now = find(method);
      if (!now.equals(known.put(method, now))) {
        open.addAll(callers.getOrDefault(method, List.of()));
      }
    }
  }

  private Map<Method, List<Method>> callersWithin(List<Method> ring) {
    var callers = new HashMap<Method, List<Method>>();
    ring.forEach(method -> callers.put(method, new ArrayList<>()));
    for (Method caller : ring) {
      for (Method callee : callees(caller)) {
        callers.computeIfPresent(
            callee,
            (_, all) -> {
              all.add(caller);
              return all;
            });
      }
    }
    return callers;
  }

  private Footprint find(Method method) {
    var aliases = Aliases.of(method, waits);
    var toucher = new Toucher(waits, this, aliases);
    Statement.Block body = method.body().orElseThrow();
    Touches touches = toucher.touches(body);
    ThreadTie tie = toucher.tie();
    Set<Part> changes = fields(touches.changes());
    changes.removeAll(LazyFields.of(method, program));
    boolean isPageOfOwnQuery = tie == ThreadTie.PAGE && waits.of(method).isPresent();
    return new Footprint(
        fields(touches.looks()),
        changes,
        changedParameters(touches, method, aliases),
        touches.deed(),
        refuses(body),
        touches.remembers() || method.all(Call.class).stream().anyMatch(Footprints::keeps),
        tie,
        isPageOfOwnQuery ? ThreadTie.NONE : tie);
  }

  private static Set<Part> fields(Set<Part> parts) {
    var fields = new HashSet<Part>();
    for (Part part : parts) {
      if (part.isField()) {
        fields.add(part);
      }
    }
    return fields;
  }

  private static BitSet changedParameters(Touches touches, Method method, Aliases aliases) {
    var changed = new BitSet();
    for (Part part : touches.changes()) {
      for (int i = 0; i < method.parameters().size(); i++) {
        if (part.root() == aliases.find(method.parameters().get(i))) {
          changed.set(i);
        }
      }
    }
    return changed;
  }

  private static boolean keeps(Call call) {
    return KEEPING.contains(call.methodName())
        && call.receiver() instanceof Expression.Field field
        && (field.object() == null || field.object() instanceof Expression.This)
        && field.type().name().startsWith("java.util.");
  }

  private static boolean refuses(Statement.Block body) {
    boolean[] found = {false};
    body.forEachRunHere(node -> found[0] |= refuses(node));
    return found[0];
  }

  private static boolean refuses(Node node) {
    return switch (node) {
      case Statement.Throw _, Statement.Assert _ -> true;
      case Statement.Evaluate(_, Call call) ->
          CallNature.of(call, false, false) == CallNature.GUARD;
      default -> false;
    };
  }
}
