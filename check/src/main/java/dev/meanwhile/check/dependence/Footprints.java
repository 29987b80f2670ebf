package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Waits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The footprints of the methods of a program, worked out when they are asked for. Not thread-safe.
 */
final class Footprints {
  /** A method further down than this is judged by its name. */
  private static final int DEEPEST = 12;

  private static final Footprint NONE = new Footprint();

  private final Program program;
  private final Waits waits;
  private final Map<Method, Footprint> known = new HashMap<>();
  private int depth;

  Footprints(Program program, Waits waits) {
    this.program = program;
    this.waits = waits;
  }

  /** The methods of the program that a call may run, if they can be looked into. */
  List<Method> targets(Call call) {
    return depth >= DEEPEST ? List.of() : program.targets(call.method());
  }

  /** The footprint of a method with a body; that of a recursive call is left out. */
  Footprint of(Method method) {
    Footprint footprint = known.get(method);
    if (footprint != null) {
      return footprint;
    }
    known.put(method, NONE);
    depth++;
    Footprint found = find(method);
    depth--;
    known.put(method, found);
    return found;
  }

  private Footprint find(Method method) {
    var footprint = new Footprint();
    var aliases = Aliases.of(method, waits);
    var toucher = new Toucher(waits, this, aliases);
    Statement.Block body = method.body().orElseThrow();
    Touches touches = toucher.touches(body);
    touches.looks().stream().filter(Footprints::isField).forEach(footprint.looks()::add);
    for (Part part : touches.changes()) {
      if (isField(part)) {
        footprint.changes().add(part);
      } else {
        addParameters(part, method, aliases, footprint);
      }
    }
    footprint.does(touches.deed());
    footprint.ties(toucher.tie(), waits.of(method).isPresent());
    body.forEachRunHere(node -> addRefusal(node, footprint));
    return footprint;
  }

  private static boolean isField(Part part) {
    return part.root() instanceof String;
  }

  private static void addParameters(
      Part part, Method method, Aliases aliases, Footprint footprint) {
    for (int i = 0; i < method.parameters().size(); i++) {
      Variable parameter = method.parameters().get(i);
      if (part.root().equals(aliases.find(parameter))) {
        footprint.changedParameters().set(i);
      }
    }
  }

  private static void addRefusal(Node node, Footprint footprint) {
    boolean refuses =
        switch (node) {
          case Statement.Throw _, Statement.Assert _ -> true;
          case Statement.Evaluate(_, Call call) ->
              CallNature.of(call, false, false) == CallNature.GUARD;
          default -> false;
        };
    if (refuses) {
      footprint.refuse();
    }
  }
}
