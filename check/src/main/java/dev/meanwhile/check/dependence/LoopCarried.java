package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Waits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one round of a loop leaves for the next: variables and objects from outside that its body
 * changes. A wait that depends on them, or a condition that does, makes the rounds need each other.
 */
final class LoopCarried {
  private final Repetition loop;
  private final Aliases aliases;
  private final Waits waits;
  private final Footprints footprints;
  private final Set<Variable> own = new HashSet<>();
  private final Set<Variable> outer = new HashSet<>();
  private final Set<Object> carried = new HashSet<>();
  private boolean isLedByRounds;

  private LoopCarried(Repetition loop, Aliases aliases, Waits waits, Footprints footprints) {
    this.loop = loop;
    this.aliases = aliases;
    this.waits = waits;
    this.footprints = footprints;
  }

  static LoopCarried of(
      Repetition loop, Touches touches, Aliases aliases, Waits waits, Footprints footprints) {
    var carried = new LoopCarried(loop, aliases, waits, footprints);
    loop.variable().ifPresent(carried.own::add);
    loop.elements().ifPresent(head -> carried.addIterator(head, touches.writes()));
    loop.body().forEach(carried::addOwn);
    carried.addRenewed(touches.writes());
    for (Variable written : touches.writes()) {
      if (!carried.own.contains(written)) {
        carried.carried.add(written);
        carried.isLedByRounds |= carried.isInHead(written);
      }
    }
    Set<Object> ownRoots = new HashSet<>();
    carried.own.forEach(variable -> ownRoots.add(aliases.find(variable)));
    carried.addOuter(loop.body());
    carried.outer.forEach(variable -> ownRoots.remove(aliases.find(variable)));
    for (Part part : touches.changes()) {
      if (!ownRoots.contains(part.root())) {
        carried.carried.add(part.root());
      }
    }
    carried.spread();
    return carried;
  }

  /**
   * {@code while (rows.hasNext())}: the iterator hands out elements, and keeps nothing else, unless
   * each round takes another, as in {@code page = next(page)}.
   */
  private void addIterator(Expression elements, Set<Variable> written) {
    if (elements instanceof Call test
        && test.methodName().startsWith("has")
        && test.receiver() instanceof Expression.Local iterator
        && !written.contains(iterator.variable())) {
      own.add(iterator.variable());
    }
  }

  /**
   * A variable that each round gives a new value before it looks at it might be the round's own.
   */
  private void addRenewed(Set<Variable> written) {
    if (loop.body() instanceof Statement.Block(_, var statements)) {
      for (Variable variable : written) {
        if (!isInHead(variable) && statements.stream().anyMatch(each -> renews(each, variable))) {
          statements.stream()
              .filter(each -> anyIn(each, isLocal(variable)))
              .findFirst()
              .filter(first -> renews(first, variable))
              .ifPresent(_ -> own.add(variable));
        }
      }
    }
  }

  private boolean isInHead(Variable variable) {
    return loop.elements().map(head -> anyIn(head, isLocal(variable))).orElse(false);
  }

  private static boolean renews(Statement statement, Variable variable) {
    return statement
            instanceof
            Statement.Evaluate(
                _,
                Expression.Assignment(
                    _,
                    Expression.Local target,
                    String operator,
                    Expression value,
                    _))
        && target.variable() == variable
        && operator.equals("=")
        && !anyIn(value, isLocal(variable));
  }

  private static Predicate<Node> isLocal(Variable variable) {
    return node -> node instanceof Expression.Local local && local.variable() == variable;
  }

  /** What the body takes from outside, but for its own element of a list or array. */
  private void addOuter(Node node) {
    switch (node) {
      case Expression.Local local when !own.contains(local.variable()) ->
          outer.add(local.variable());
      case Call get when get.methodName().equals("get") && isCounter(get.arguments()) -> {}
      case Expression.Element element when isCounter(List.of(element.index())) -> {}
      default -> node.parts().forEach(this::addOuter);
    }
  }

  private boolean isCounter(List<Expression> index) {
    return index.size() == 1
        && index.getFirst() instanceof Expression.Local local
        && loop.variable().equals(Optional.of(local.variable()));
  }

  private void addOwn(Node node) {
    switch (node) {
      case Statement.Declare declared -> own.add(declared.variable());
      case Statement.ForEach inner -> own.add(inner.variable());
      case Expression.Lambda lambda -> own.addAll(lambda.parameters());
      default -> {}
    }
  }

  /** What is computed from something carried is carried too, and what that decides. */
  private void spread() {
    int before;
    do {
      before = carried.size();
      loop.body().forEach(this::spreadFrom);
    } while (carried.size() > before);
  }

  private void spreadFrom(Node node) {
    switch (node) {
      case Statement.Declare declared when declared.value() != null && isIn(declared.value()) ->
          carried.add(declared.variable());
      case Expression.Assignment assignment when isIn(assignment.value()) ->
          carry(assignment.target());
      case Statement.If choice when isIn(choice.condition()) ->
          choice.forEach(inside -> {
            if (inside instanceof Expression.Assignment assignment) {
              carry(assignment.target());
            }
          });
      default -> {}
    }
  }

  private void carry(Expression target) {
    if (target instanceof Expression.Local local) {
      carried.add(local.variable());
    }
  }

  /** Whether a wait is given something carried, and does more than to add to it. */
  boolean isGivenTo(Call call) {
    if (call.receiver() != null && isIn(call.receiver())) {
      return true;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (isIn(call.arguments().get(i))
          && (isOfElement(call) || !Gathering.isAddedTo(i, call, footprints))) {
        return true;
      }
    }
    return false;
  }

  /** {@code part.addTo(page)}: parts of a program follow each other on purpose. */
  private boolean isOfElement(Call call) {
    return call.receiver() instanceof Expression.Local element && own.contains(element.variable());
  }

  /** Whether some condition of the body asks for something carried, and a wait depends on it. */
  boolean decides() {
    int last = endOfWaits();
    boolean[] found = {isLedByRounds};
    loop.body()
        .forEach(node ->
            found[0] |= conditions(node).stream().anyMatch(this::isIn) && isDecisive(node, last));
    return found[0];
  }

  /** What comes behind the last wait of a round decides only what to keep of it. */
  private boolean isDecisive(Node choice, int last) {
    return anyIn(
        choice,
        node ->
            switch (node) {
              case Statement.Break _, Statement.Return _, Statement.Throw _ -> true;
              case Statement.Continue _ -> choice.at().start() < last;
              default -> isWait(node);
            });
  }

  private int endOfWaits() {
    int[] last = {0};
    loop.body()
        .forEach(node -> last[0] = isWait(node) ? Math.max(last[0], node.at().end()) : last[0]);
    return last[0];
  }

  private boolean isWait(Node node) {
    return switch (node) {
      case Call call -> waits.of(call).isPresent();
      case Expression.MethodReference reference -> waits.of(reference).isPresent();
      default -> false;
    };
  }

  private static List<Expression> conditions(Node node) {
    return switch (node) {
      case Statement.If choice -> List.of(choice.condition());
      case Expression.Conditional choice -> List.of(choice.condition());
      case Statement.Switch choice -> List.of(choice.selector());
      case Statement.Loop inner when inner.condition() != null -> List.of(inner.condition());
      case null, default -> List.of();
    };
  }

  private boolean isIn(Node code) {
    return anyIn(code, this::isCarried);
  }

  private boolean isCarried(Node node) {
    return switch (node) {
      case Expression.Local local ->
          carried.contains(local.variable())
              || (!Aliases.isValue(local.type())
                  && aliases.reach(local.variable()).stream().anyMatch(carried::contains));
      case Expression.Field field -> carried.contains(Part.of(field).root());
      default -> false;
    };
  }

  private static boolean anyIn(Node code, Predicate<Node> test) {
    boolean[] found = {false};
    code.forEach(node -> found[0] |= test.test(node));
    return found[0];
  }
}
