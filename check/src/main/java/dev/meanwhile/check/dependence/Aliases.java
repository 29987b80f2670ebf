package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Verbs;
import dev.meanwhile.check.waits.Waits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which variables of a method may lead to the same objects. Kept coarse: what is assigned from a
 * variable, or got out of it, belongs to it; what is made with it holds it. Two that one object
 * holds are still two. The results of waits are new.
 */
final class Aliases {
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Boolean",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.util.UUID",
          "java.net.URI",
          "java.lang.Class",
          "java.util.Locale");

  private static final Set<String> TEXTS =
      Set.of("name", "id", "text", "title", "description", "url", "uri", "path", "key", "code");

  private final Waits waits;
  private final Map<Variable, Variable> parents = new HashMap<>();
  private final Map<Variable, Set<Variable>> held = new HashMap<>();
  private final Map<Variable, Set<Variable>> reaches = new HashMap<>();
  private final Set<Variable> made = new HashSet<>();
  private final Set<Variable> foreign = new HashSet<>();

  private Aliases(Waits waits) {
    this.waits = waits;
  }

  static Aliases of(Method method, Waits waits) {
    var aliases = new Aliases(waits);
    method.body().ifPresent(body -> body.forEach(aliases::add));
    return aliases;
  }

  private void add(Node node) {
    switch (node) {
      case Statement.Declare declared when declared.value() != null -> {
        assign(declared.variable(), declared.value());
        if (isMade(declared.value())) {
          made.add(declared.variable());
        }
      }
      case Statement.ForEach loop -> assign(loop.variable(), loop.elements());
      case Call call when call.receiver() != null && CallNature.handsOut(call) ->
          call.arguments().stream()
              .filter(Expression.Lambda.class::isInstance)
              .flatMap(function -> ((Expression.Lambda) function).parameters().stream())
              .forEach(element -> assign(element, call.receiver()));
      case Expression.Assignment(_, Expression.Local target, _, Expression value, _) ->
          assign(target.variable(), value);
      default -> {}
    }
  }

  private void assign(Variable variable, Expression value) {
    if (isForeign(value.withoutCast()) && !isValue(variable.type())) {
      foreign.add(variable);
    }
    link(variable, value, this::union);
  }

  private void hold(Variable holder, Variable part) {
    held.computeIfAbsent(holder, _ -> new HashSet<>()).add(part);
  }

  private void link(Variable variable, Expression value, BiConsumer<Variable, Variable> relation) {
    if (isValue(variable.type()) || isValue(value.type())) {
      return;
    }
    switch (value.withoutCast()) {
      case Expression.Local local when !isValue(local.type()) ->
          relation.accept(variable, local.variable());
      case Expression.Field field when field.object() != null ->
          link(variable, field.object(), relation);
      case Expression.Element element -> link(variable, element.array(), relation);
      case Expression.Conditional choice -> {
        link(variable, choice.then(), relation);
        link(variable, choice.otherwise(), relation);
      }
      case Expression.New created ->
          created.arguments().forEach(argument -> link(variable, argument, this::hold));
      case Call call when isText(call) -> {}
      case Call call when waits.of(call).isEmpty() -> {
        if (call.receiver() != null) {
          link(variable, call.receiver(), relation);
        }
        call.arguments().stream()
            .filter(argument -> mayKeep(call, argument))
            .forEach(argument -> link(variable, argument, this::hold));
      }
      default -> {}
    }
  }

  /** {@code task.getName()}: whatever that is where its class is missing, it never changes. */
  private static boolean isText(Call call) {
    return !call.type().isKnown()
        && call.arguments().isEmpty()
        && TEXTS.contains(Verbs.words(call.methodName()).getLast());
  }

  /**
   * Whether what a call gives may be or hold what it is given. A method of an object that makes a
   * thing of another type works it out.
   */
  private static boolean mayKeep(Call call, Expression argument) {
    JavaType given = argument.type();
    JavaType result = call.type();
    boolean isFactory = call.isStatic() || call.receiver() instanceof Expression.TypeName;
    return isFactory
        || !given.isKnown()
        || !result.isKnown()
        || result.name().equals("java.lang.Object")
        || isPartOf(given, result)
        || isPartOf(result, given);
  }

  private static boolean isPartOf(JavaType part, JavaType whole) {
    return part.name().equals(whole.name())
        || whole.arguments().stream().anyMatch(argument -> isPartOf(part, argument));
  }

  private void union(Variable one, Variable other) {
    Variable first = find(one);
    Variable second = find(other);
    if (first != second) {
      parents.put(first, second);
    }
  }

  /** Whether an object is made by the method itself: with {@code new}, or by a static method. */
  boolean isMadeHere(Expression object) {
    return object instanceof Expression.New
        || (object instanceof Expression.Local local && made.contains(local.variable()));
  }

  /** Whether a variable may hold something that others have too: out of a field, or looked up. */
  boolean isForeign(Variable variable) {
    Set<Variable> roots = reach(variable);
    return foreign.stream().anyMatch(each -> roots.contains(find(each)));
  }

  private boolean isForeign(Expression value) {
    return switch (value) {
      case Expression.Field field -> !(field.object() instanceof Expression.Local);
      case Expression.Conditional choice ->
          isForeign(choice.then().withoutCast()) || isForeign(choice.otherwise().withoutCast());
      case Expression.New created ->
          created.arguments().stream()
              .filter(argument -> !isValue(argument.type()))
              .anyMatch(argument -> isForeign(argument.withoutCast()));
      case Call call when waits.of(call).isEmpty() ->
          Verbs.of(call.methodName()) == Effect.Kind.READ && isOfOthers(Chains.root(call));
      default -> false;
    };
  }

  /** Not a variable's, and not {@code Calendar.getInstance()}. */
  private static boolean isOfOthers(Expression root) {
    return !(root instanceof Expression.Local)
        && !(root instanceof Expression.TypeName type && type.type().name().startsWith("java."));
  }

  private static boolean isMade(Expression value) {
    return value.withoutCast() instanceof Expression.New
        || Chains.root(value) instanceof Expression.New
        || (value.withoutCast() instanceof Expression.Call
            && Chains.root(value) instanceof Expression.TypeName);
  }

  /** The variable that stands for all that may lead to the same objects. */
  Variable find(Variable variable) {
    Variable next = variable;
    while (parents.containsKey(next)) {
      next = parents.getOrDefault(next, next);
    }
    return next;
  }

  /** As {@link #find}, with those that stand for what its objects hold. */
  Set<Variable> reach(Variable variable) {
    Variable root = find(variable);
    Set<Variable> known = reaches.get(root);
    if (known == null) {
      known = new HashSet<>();
      addReach(root, known);
      reaches.put(root, known);
    }
    return known;
  }

  private void addReach(Variable root, Set<Variable> reached) {
    if (reached.add(root)) {
      held.forEach((holder, parts) -> {
        if (find(holder) == root) {
          parts.forEach(part -> addReach(find(part), reached));
        }
      });
    }
  }

  /** Whether objects of a type never change, so that it does not matter who else has them. */
  static boolean isValue(JavaType type) {
    String name = type.name();
    return VALUES.contains(name) || name.startsWith("java.time.") || isPrimitive(type);
  }

  private static boolean isPrimitive(JavaType type) {
    String name = type.name();
    boolean isAnonymous = name.isEmpty();
    return type.isKnown()
        && !isAnonymous
        && !type.isArray()
        && !name.isEmpty()
        && !name.contains(".")
        && Character.isLowerCase(name.charAt(0));
  }
}
