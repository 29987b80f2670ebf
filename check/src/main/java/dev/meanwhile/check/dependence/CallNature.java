package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Effect;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Locale;

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

  /**
   * The nature of a call.
   *
   * @param isUsed whether anybody takes its value
   * @param isFresh whether the object that it is called on was made here, or is what a wait gave
   */
  static CallNature of(Call call, boolean isUsed, boolean isFresh) {
    String name = call.methodName();
    Expression root = Chains.root(call);
    if (isObserved(call) || name.equals("printStackTrace") || handsOut(call)) {
      return PURE;
    }
    if (isUsed && root.type().simpleName().endsWith("Random")) {
      return PURE; // one number is as good as the other
    }
    if (!isUsed && isGuard(name)) {
      return GUARD;
    }
    if (NatureWords.LOCKING.contains(name)) {
      return LOCKS;
    }
    if (setsPage(call)) {
      return SETS_PAGE;
    }
    if (isBinder(call, root)) {
      return BINDS_THREAD;
    }
    if (isFresh || isOfJdk(root)) {
      boolean tells = !isOfJdk(root) && NatureWords.TELLING.contains(name);
      return !isUsed || isMutator(name) || tells ? CHANGES_RECEIVER : PURE;
    }
    return isUsed ? natureOfUsed(call, root) : natureOfUnused(call, root);
  }

  /** Whether a call only counts, measures or logs. */
  static boolean isObserved(Call call) {
    return isObserver(Chains.root(call)) || isMeter(call);
  }

  /** Whether a name is that of a change, and not only of the object that it is called on. */
  static boolean isChange(Call call) {
    return Verbs.of(call.methodName()) == Effect.Kind.WRITE
        && !NatureWords.RUNNING.contains(Verbs.words(call.methodName()).getFirst())
        && !isMutator(call.methodName())
        && !endsWithAny(call.method().ownerName(), NatureWords.CONVERTER_ENDS)
        && !call.method().ownerName().endsWith("Mapper");
  }

  /** {@code PageHelper.startPage(1, 20)}: the next query is one page. */
  static boolean setsPage(Call call) {
    return call.methodName().equals("startPage");
  }

  /** {@code FileUtils.deleteQuietly(file)}. */
  static boolean changesFile(Call call) {
    return Chains.root(call) instanceof Expression.TypeName helper
        && NatureWords.FILES.contains(helper.type().simpleName())
        && Verbs.of(call.methodName()) == Effect.Kind.WRITE;
  }

  /** Whether a call gives each element to a function that is written right there. */
  static boolean handsOut(Call call) {
    return NatureWords.CONSUMING.contains(call.methodName())
        && call.arguments().stream()
            .allMatch(each ->
                each instanceof Expression.Lambda || each instanceof Expression.MethodReference);
  }

  /**
   * {@code clearTokenCache()}: when a request has been refused, it is only made ready for another.
   */
  static boolean isRenewal(Call call) {
    List<String> words = Verbs.words(call.methodName());
    return !words.isEmpty()
        && NatureWords.RENEWING.contains(words.getFirst())
        && words.stream().anyMatch(NatureWords.RENEWED::contains);
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
    if (tellsOfEvent(call)) {
      return UNKNOWN;
    }
    if (root instanceof Expression.Local) {
      boolean changes =
          isMutator(call.methodName()) || NatureWords.TELLING.contains(call.methodName());
      return changes ? CHANGES_RECEIVER : PURE;
    }
    boolean isWrite =
        Verbs.of(call.methodName()) == Effect.Kind.WRITE
            && !begins(call)
            && !(call.receiver() instanceof Call && isMutator(call.methodName())) // of its own
            && !endsWithAny(root.type().simpleName(), NatureWords.CONVERTER_ENDS)
            && (!Verbs.isOfResults(call.methodName())
                || endsWithAny(root.type().simpleName(), NatureWords.SERVICE_ENDS));
    if (root instanceof Expression.TypeName) {
      return isOrder(call) ? EFFECT : PURE;
    }
    return isWrite && !call.isStatic() ? EFFECT : PURE;
  }

  /** {@code plugin.onPayment(order)}: what a listener does about it, nobody knows. */
  private static boolean tellsOfEvent(Call call) {
    List<String> words = Verbs.words(call.methodName());
    return words.size() > 1
        && words.getFirst().equals("on")
        && !call.method().owner().startsWith("java.")
        && call.arguments().stream().noneMatch(CallNature::isFunction);
  }

  private static boolean isFunction(Expression argument) {
    return argument instanceof Expression.Lambda || argument instanceof Expression.MethodReference;
  }

  /** {@code Clients.of(Jobs.class).triggerJob(id)}: what such a client is told to do, it does. */
  private static boolean isOrder(Call call) {
    return call.receiver() instanceof Call
        && Verbs.words(call.methodName()).stream().anyMatch(NatureWords.ORDERS::contains);
  }

  /** {@code pool.submit(() -> …)} does what its function does, and that is looked at. */
  private static boolean begins(Call call) {
    List<String> words = Verbs.words(call.methodName());
    boolean isRunning =
        call.methodName().equals("submit")
            || (!words.isEmpty() && NatureWords.RUNNING.contains(words.getFirst()));
    return isRunning
        && call.arguments().stream()
            .anyMatch(each ->
                each instanceof Expression.Lambda || each instanceof Expression.MethodReference);
  }

  /** A verb of change on something that others have too is a change; else nobody knows. */
  private static CallNature effect(Call call, Expression root) {
    boolean isWrite = Verbs.of(call.methodName()) == Effect.Kind.WRITE;
    return isWrite && root instanceof Expression.Field ? EFFECT : UNKNOWN;
  }

  private static CallNature natureOfUnused(Call call, Expression root) {
    if (root instanceof Expression.TypeName type) {
      return endsWithAny(type.type().simpleName(), NatureWords.HELPER_ENDS)
          ? CHANGES_ARGUMENTS
          : UNKNOWN;
    }
    if (call.receiver() == null && fills(call)) {
      return CHANGES_ARGUMENTS;
    }
    return root instanceof Expression.Local && (isMutator(call.methodName()) || isTold(call, root))
        ? CHANGES_RECEIVER
        : effect(call, root);
  }

  /** {@code fillAddresses(person, all)}: a method of a missing class above this one. */
  private static boolean fills(Call call) {
    List<String> words = Verbs.words(call.methodName());
    return !words.isEmpty()
        && NatureWords.FILLING.contains(words.getFirst())
        && words.stream().noneMatch(NatureWords.LASTING::contains)
        && call.arguments().stream().anyMatch(Expression.Local.class::isInstance);
  }

  /** {@code query.where(…)}: a query that is being made does nothing yet. */
  private static boolean isTold(Call call, Expression root) {
    return endsWithAny(root.type().simpleName(), NatureWords.QUERY_ENDS)
        && Verbs.of(call.methodName()) != Effect.Kind.WRITE;
  }

  private static boolean isMutator(String name) {
    List<String> words = Verbs.words(name);
    return !words.isEmpty() && NatureWords.MUTATORS.contains(words.getFirst());
  }

  private static boolean isMeter(Call call) {
    return call.receiver() != null
        && NatureWords.METERS.contains(call.receiver().type().simpleName());
  }

  private static boolean isObserver(Expression root) {
    return switch (root) {
      case Expression.Field field ->
          isObserver(field.name()) || field.owner().equals("java.lang.System");
      case Expression.TypeName type -> {
        String simple = type.type().simpleName().toLowerCase(Locale.ROOT);
        yield NatureWords.OBSERVERS.contains(simple)
            || simple.equals("system")
            || simple.endsWith("logger")
            || endsWithAny(simple, NatureWords.METERING_ENDS);
      }
      case Expression.Local local -> isObserver(local.variable().name());
      default -> false;
    };
  }

  private static boolean isObserver(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return NatureWords.OBSERVERS.contains(small)
        || small.contains("metric")
        || small.contains("meterregistry")
        || small.contains("statsd")
        || small.contains("telemetry")
        || small.startsWith("stopwatch")
        || endsWithAny(small, NatureWords.OBSERVER_ENDS);
  }

  /** {@code checkOrder}, {@code notNull}: the first words, and then a capital or nothing. */
  private static boolean isGuard(String name) {
    for (int end = 1; end <= name.length(); end++) {
      boolean isWordEnd = end == name.length() || Character.isUpperCase(name.charAt(end));
      if (isWordEnd && NatureWords.GUARDS.contains(name.substring(0, end))) {
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
        && endsWithAny(type.type().simpleName().toLowerCase(Locale.ROOT), NatureWords.BINDER_ENDS)
        && (isMutator(name) || name.equals("use") || name.equals("switchTo"));
  }
}
