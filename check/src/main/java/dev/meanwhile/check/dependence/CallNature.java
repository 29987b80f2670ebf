package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a call does that neither waits nor is a method of the program, as far as names tell. */
enum CallNature {
  /** It computes something from what it is given. */
  PURE,
  /** It changes the object that it is called on. */
  CHANGES_RECEIVER,
  /** It changes what it is given. */
  CHANGES_ARGUMENTS,
  /** It refuses to go on if something is wrong. */
  GUARD,
  /** It takes a lock. */
  LOCKS,
  /** It ties what follows to this thread. */
  BINDS_THREAD,
  /** It ties the next query to this thread, no more. */
  SETS_PAGE,
  /** It does something, to the world perhaps. */
  UNKNOWN,
  /** It does something to the world. */
  EFFECT;

  private static final Set<String> MUTATORS =
      Set.of(
          "set",
          "add",
          "put",
          "remove",
          "append",
          "clear",
          "push",
          "pop",
          "offer",
          "insert",
          "sort",
          "compute",
          "increment",
          "decrement",
          "replace",
          "reset",
          "fill",
          "swap",
          "retain",
          "drain",
          "next",
          "previous",
          "rewind",
          "seek",
          "init",
          "prepare");

  /** {@code query.with(page)}: a query is told more, and is the same query. */
  private static final Set<String> TELLING =
      Set.of("with", "orderBy", "limit", "offset", "skip", "where", "and");

  /** What hands out elements does no more: what is done with each is seen in the function. */
  static final Set<String> CONSUMING =
      Set.of("forEach", "forEachOrdered", "ifPresent", "ifPresentOrElse", "peek");

  private static final Set<String> LOCKING = Set.of("lock", "lockInterruptibly", "tryLock");
  private static final Set<String> GUARDS =
      Set.of(
          "check",
          "validate",
          "verify",
          "assert",
          "require",
          "ensure",
          "authorize",
          "authenticate",
          "must",
          "deny",
          "throw",
          "guard",
          "expect",
          "notNull",
          "notEmpty",
          "notBlank",
          "isTrue",
          "state",
          "hasText",
          "hasLength",
          "reject",
          "forbid",
          "precondition");
  private static final Set<String> OBSERVERS = Set.of("tracer", "span", "mdc");
  private static final List<String> OBSERVER_ENDS =
      List.of("log", "logger", "counter", "timer", "meter", "histogram");
  private static final List<String> HELPER_ENDS =
      List.of("Util", "Helper", "s", "Copier", "Converter", "Mapper");
  private static final List<String> QUERY_ENDS = List.of("Query", "Criteria", "Builder", "Wrapper");
  private static final List<String> BINDER_ENDS =
      List.of("context", "holder", "pagehelper", "threadlocal");

  /**
   * The nature of a call.
   *
   * @param isUsed whether anybody takes its value
   * @param isFresh whether the object that it is called on was made here, or is what a wait gave
   */
  static CallNature of(Call call, boolean isUsed, boolean isFresh) {
    String name = call.methodName();
    Expression root = Chains.root(call);
    boolean isOfLocal = root instanceof Expression.Local;
    if (isObserver(root) || name.equals("printStackTrace") || (isOfLocal && handsOut(call))) {
      return PURE;
    }
    if (isUsed && root.type().simpleName().endsWith("Random")) {
      return PURE; // one number is as good as the other
    }
    if (!isUsed && isGuard(name)) {
      return GUARD;
    }
    if (LOCKING.contains(name)) {
      return LOCKS;
    }
    if (name.equals("startPage")) {
      return SETS_PAGE;
    }
    if (isBinder(call, root)) {
      return BINDS_THREAD;
    }
    if (isFresh || isOfJdk(root)) {
      boolean tells = !isOfJdk(root) && TELLING.contains(name);
      return !isUsed || isMutator(name) || tells ? CHANGES_RECEIVER : PURE;
    }
    return isUsed ? natureOfUsed(call, root) : natureOfUnused(call, root);
  }

  /** Whether a call gives each element to a function that is written right there. */
  static boolean handsOut(Call call) {
    return CONSUMING.contains(call.methodName())
        && call.arguments().stream()
            .allMatch(each ->
                each instanceof Expression.Lambda || each instanceof Expression.MethodReference);
  }

  /**
   * The arguments that a helper changes: {@code copyProperties(from, to)} only its second. Apache's
   * has them the other way round.
   */
  static List<Expression> changed(Call call) {
    boolean isCopy =
        call.methodName().startsWith("copy")
            && call.arguments().size() > 1
            && call.method().owner().startsWith("org.springframework.");
    return isCopy ? call.arguments().subList(1, 2) : call.arguments();
  }

  /** A collection, a buffer, a date: it does nothing to the world. */
  private static boolean isOfJdk(Expression root) {
    String type = root.type().name();
    boolean isFunction =
        type.startsWith("java.util.function.") || type.startsWith("java.util.concurrent.");
    return !isFunction
        && !(root instanceof Expression.TypeName)
        && (type.startsWith("java.util.") || type.startsWith("java.lang.String"));
  }

  private static CallNature natureOfUsed(Call call, Expression root) {
    if (root instanceof Expression.Local) {
      boolean changes = isMutator(call.methodName()) || TELLING.contains(call.methodName());
      return changes ? CHANGES_RECEIVER : PURE;
    }
    boolean isWrite = Verbs.of(call.methodName()) == Effect.Kind.WRITE && !begins(call);
    return isWrite && !call.isStatic() && !(root instanceof Expression.TypeName) ? EFFECT : PURE;
  }

  /** {@code pool.submit(() -> …)} does what its function does, and that is looked at. */
  private static boolean begins(Call call) {
    return call.methodName().equals("submit")
        && !call.arguments().isEmpty()
        && (call.arguments().getFirst() instanceof Expression.Lambda
            || call.arguments().getFirst() instanceof Expression.MethodReference);
  }

  /** A verb of change on something that others have too is a change; else nobody knows. */
  private static CallNature effect(Call call, Expression root) {
    boolean isWrite = Verbs.of(call.methodName()) == Effect.Kind.WRITE;
    return isWrite && root instanceof Expression.Field ? EFFECT : UNKNOWN;
  }

  private static CallNature natureOfUnused(Call call, Expression root) {
    if (root instanceof Expression.TypeName type) {
      return endsWithAny(type.type().simpleName(), HELPER_ENDS) ? CHANGES_ARGUMENTS : UNKNOWN;
    }
    return root instanceof Expression.Local && (isMutator(call.methodName()) || isTold(call, root))
        ? CHANGES_RECEIVER
        : effect(call, root);
  }

  /** {@code query.where(…)}: a query that is being made does nothing yet. */
  private static boolean isTold(Call call, Expression root) {
    return endsWithAny(root.type().simpleName(), QUERY_ENDS)
        && Verbs.of(call.methodName()) != Effect.Kind.WRITE;
  }

  private static boolean isMutator(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty() && MUTATORS.contains(words.getFirst());
  }

  private static boolean isObserver(Expression root) {
    return switch (root) {
      case Expression.Field field ->
          isObserver(field.name()) || field.owner().equals("java.lang.System");
      case Expression.TypeName type -> {
        String simple = type.type().simpleName().toLowerCase(Locale.ROOT);
        yield OBSERVERS.contains(simple) || simple.equals("system") || simple.endsWith("logger");
      }
      case Expression.Local local -> isObserver(local.variable().name());
      default -> false;
    };
  }

  private static boolean isObserver(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return OBSERVERS.contains(small)
        || small.contains("metric")
        || small.startsWith("stopwatch")
        || endsWithAny(small, OBSERVER_ENDS);
  }

  /** {@code checkOrder}, {@code notNull}: the first words, and then a capital or nothing. */
  private static boolean isGuard(String name) {
    for (int end = 1; end <= name.length(); end++) {
      boolean isWordEnd = end == name.length() || Character.isUpperCase(name.charAt(end));
      if (isWordEnd && GUARDS.contains(name.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithAny(String name, List<String> ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBinder(Call call, Expression root) {
    String name = call.methodName();
    return root instanceof Expression.TypeName type
        && endsWithAny(type.type().simpleName().toLowerCase(Locale.ROOT), BINDER_ENDS)
        && (isMutator(name) || name.equals("use") || name.equals("switchTo"));
  }
}
