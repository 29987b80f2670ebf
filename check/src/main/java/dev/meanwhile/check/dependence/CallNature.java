package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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
  private static final Set<String> LOCKING = Set.of("lock", "lockInterruptibly", "tryLock");
  private static final Pattern GUARDS =
      Pattern.compile(
          "(check|validate|verify|assert|require|ensure|authorize|authenticate|must|deny|throw|guard|expect"
              + "|notNull|notEmpty|notBlank|isTrue|state|hasText|hasLength|reject|forbid|precondition)"
              + "([A-Z].*)?");
  private static final Pattern OBSERVERS =
      Pattern.compile(
          "(?i)(\\w*log(ger)?|\\w*metrics?\\w*|\\w*counter|\\w*timer|\\w*meter|tracer|span|stopwatch\\w*|mdc|\\w*histogram)");
  private static final Pattern STATIC_HELPERS =
      Pattern.compile("\\w*(Utils?|Helper|s|Copier|Converter|Mapper)");
  private static final Pattern BINDERS =
      Pattern.compile("(?i)\\w*(context(holder)?|pagehelper|threadlocal|localeholder|\\w*holder)");

  /**
   * The nature of a call.
   *
   * @param isUsed whether anybody takes its value
   * @param isFresh whether the object that it is called on was made here, or is what a wait gave
   */
  static CallNature of(Call call, boolean isUsed, boolean isFresh) {
    String name = call.methodName();
    Expression root = Chains.root(call);
    if (isObserver(root) || name.equals("printStackTrace")) {
      return PURE;
    }
    if (!isUsed && GUARDS.matcher(name).matches()) {
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
      return !isUsed || isMutator(name) ? CHANGES_RECEIVER : PURE;
    }
    return isUsed ? natureOfUsed(call, root) : natureOfUnused(call, root);
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
      return isMutator(call.methodName()) ? CHANGES_RECEIVER : PURE;
    }
    boolean isWrite = Verbs.of(call.methodName()) == Effect.Kind.WRITE;
    return isWrite && !call.isStatic() && !(root instanceof Expression.TypeName) ? EFFECT : PURE;
  }

  /** A verb of change on something that others have too is a change; else nobody knows. */
  private static CallNature effect(Call call, Expression root) {
    boolean isWrite = Verbs.of(call.methodName()) == Effect.Kind.WRITE;
    return isWrite && root instanceof Expression.Field ? EFFECT : UNKNOWN;
  }

  private static CallNature natureOfUnused(Call call, Expression root) {
    if (root instanceof Expression.TypeName type) {
      return STATIC_HELPERS.matcher(type.type().simpleName()).matches()
          ? CHANGES_ARGUMENTS
          : UNKNOWN;
    }
    return root instanceof Expression.Local && isMutator(call.methodName())
        ? CHANGES_RECEIVER
        : effect(call, root);
  }

  private static boolean isMutator(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty() && MUTATORS.contains(words.getFirst());
  }

  private static boolean isObserver(Expression root) {
    return switch (root) {
      case Expression.Field field ->
          OBSERVERS.matcher(field.name()).matches() || field.owner().equals("java.lang.System");
      case Expression.TypeName type -> {
        String simple = type.type().simpleName().toLowerCase(Locale.ROOT);
        yield simple.equals("mdc") || simple.equals("system") || simple.endsWith("logger");
      }
      case Expression.Local local -> OBSERVERS.matcher(local.variable().name()).matches();
      default -> false;
    };
  }

  private static boolean isBinder(Call call, Expression root) {
    String name = call.methodName();
    return root instanceof Expression.TypeName type
        && BINDERS.matcher(type.type().simpleName()).matches()
        && (isMutator(name) || name.equals("use") || name.equals("switchTo"));
  }
}
