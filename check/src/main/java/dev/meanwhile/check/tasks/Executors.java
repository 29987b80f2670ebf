package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.MethodId;
import dev.meanwhile.check.model.Program;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which types run tasks, and how many tasks one of them runs at once. */
public final class Executors {
  /** How many tasks an executor runs at once. */
  public enum Bound {
    /** As many as it has threads. */
    LIMITED,
    /** As many as it is given. */
    UNLIMITED,
    /** Nobody can tell from the source. */
    UNKNOWN
  }

  private static final Set<String> TYPES =
      Set.of(
          "java.util.concurrent.Executor",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.CompletionService",
          "java.util.concurrent.ExecutorCompletionService",
          "com.google.common.util.concurrent.ListeningExecutorService",
          "com.google.common.util.concurrent.ListeningScheduledExecutorService",
          "org.springframework.core.task.TaskExecutor",
          "org.springframework.core.task.AsyncTaskExecutor",
          "org.springframework.core.task.AsyncListenableTaskExecutor",
          "org.springframework.core.task.SimpleAsyncTaskExecutor",
          "org.springframework.core.task.VirtualThreadTaskExecutor",
          "org.springframework.scheduling.TaskScheduler",
          "org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor",
          "org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler",
          "org.springframework.scheduling.concurrent.ConcurrentTaskExecutor",
          "jakarta.enterprise.concurrent.ManagedExecutorService",
          "jakarta.enterprise.concurrent.ManagedScheduledExecutorService",
          "javax.enterprise.concurrent.ManagedExecutorService",
          "org.eclipse.microprofile.context.ManagedExecutor",
          "cn.hutool.core.thread.ThreadUtil");

  /** Last words of the names of executors of libraries. */
  private static final Pattern NAMES = Pattern.compile(".*(ExecutorService|Executor|ThreadPool)");

  private static final Set<String> LIMITED_TYPES =
      Set.of(
          "ScheduledExecutorService",
          "ScheduledThreadPoolExecutor",
          "ListeningScheduledExecutorService",
          "ForkJoinPool",
          "ThreadPoolTaskExecutor",
          "ThreadPoolTaskScheduler",
          "TaskScheduler");

  private static final Set<String> UNLIMITED_TYPES =
      Set.of("SimpleAsyncTaskExecutor", "VirtualThreadTaskExecutor");

  private static final Set<String> UNLIMITED_FACTORIES =
      Set.of("newCachedThreadPool", "newVirtualThreadPerTaskExecutor", "newThreadPerTaskExecutor");

  /** What libraries and programs call their own of that kind. */
  private static final Pattern CACHED = Pattern.compile("(new|create|make).*Cached(Thread)?Pool");

  private static final Set<String> NUMBERS = Set.of("int", "java.lang.Integer");

  private final Program program;
  private final Origins origins;
  private final Set<Expression> asked = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Of a program. */
  public Executors(Program program, Origins origins) {
    this.program = program;
    this.origins = origins;
  }

  /** Whether a type runs tasks. */
  public static boolean isExecutor(JavaType type, Program program) {
    Set<String> above = program.allSupertypes(type.name());
    boolean isMissing = above.isEmpty() && program.type(type.name()).isEmpty();
    return TYPES.contains(type.name())
        || above.stream().anyMatch(TYPES::contains)
        || (isMissing && NAMES.matcher(type.simpleName()).matches());
  }

  /** Whether a call of a type that is missing looks like one of the JDK's schedulers. */
  static boolean isPeriodic(Call call, JavaType type, Program program) {
    boolean isMissing =
        program.allSupertypes(type.name()).isEmpty() && program.type(type.name()).isEmpty();
    return isMissing
        && (!type.isKnown() || type.simpleName().endsWith("Scheduler"))
        && call.arguments().size() == 4
        && isUnit(call.arguments().getLast());
  }

  private static boolean isUnit(Expression last) {
    return last.type().simpleName().equals("TimeUnit")
        || (last instanceof Field unit && unit.owner().endsWith("TimeUnit"));
  }

  /** How many tasks at once; the least limited of what it may be. */
  public Bound boundOf(Expression executor, Method around) {
    return new Executors(program, origins).follow(executor, around);
  }

  /** Each executor once: one may be wrapped in a circle, as in {@code pool = traced(pool)}. */
  private Bound follow(Expression executor, Method around) {
    Bound bound = Bound.LIMITED;
    if (!asked.add(executor)) {
      return bound;
    }
    for (Origin origin : origins.of(executor, around)) {
      Bound one = ofOrigin(origin);
      if (one == Bound.UNLIMITED) {
        return one;
      }
      bound = one == Bound.UNKNOWN ? one : bound;
    }
    return bound;
  }

  private Bound ofOrigin(Origin origin) {
    Expression made = origin.value();
    String type = made.type().simpleName();
    if (made instanceof New created) {
      return ofNew(created, origin.method());
    }
    if (LIMITED_TYPES.contains(type)) {
      return Bound.LIMITED;
    }
    if (UNLIMITED_TYPES.contains(type)) {
      return Bound.UNLIMITED;
    }
    return switch (made) {
      case Call call -> ofCall(call, origin.method());
      case Local local when isConstructor(origin.method()) -> injected(local.variable().name());
      case Local local -> byName(local.variable().name());
      case Field field -> injected(field.name());
      default -> Bound.UNKNOWN;
    };
  }

  private Bound ofNew(New created, Method around) {
    List<Expression> arguments = created.arguments();
    return switch (created.type().simpleName()) {
      case String pool when pool.endsWith("ThreadPoolExecutor") && !LIMITED_TYPES.contains(pool) ->
          arguments.size() < 5 ? ofWrapped(arguments, around) : ofPool(arguments, around);
      case "SimpleAsyncTaskExecutor", "VirtualThreadTaskExecutor" -> Bound.UNLIMITED;
      case String limited when LIMITED_TYPES.contains(limited) -> Bound.LIMITED;
      default -> ofWrapped(arguments, around);
    };
  }

  /** Behind a queue without room, the greatest number of threads counts, else the usual one. */
  private Bound ofPool(List<Expression> arguments, Method around) {
    if (arguments.size() < 5) {
      return Bound.UNKNOWN;
    }
    boolean hasNoRoom =
        origins.of(arguments.get(4), around).stream()
            .anyMatch(queue -> queue.value().type().simpleName().equals("SynchronousQueue"));
    return ofSize(arguments.get(hasNoRoom ? 1 : 0), around);
  }

  private Bound ofCall(Call call, Method around) {
    String name = call.methodName();
    if (UNLIMITED_FACTORIES.contains(name) || CACHED.matcher(name).matches()) {
      return Bound.UNLIMITED;
    }
    if (name.equals("newThreadPoolExecutor") && call.arguments().size() > 4) {
      return ofPool(call.arguments(), around);
    }
    if (name.endsWith("FixedThreadPool") || name.equals("newWorkStealingPool")) {
      return ofFixed(call.arguments(), around);
    }
    if (call.method().owner().equals("java.util.concurrent.Executors") && !hasExecutor(call)) {
      return Bound.LIMITED;
    }
    Bound wrapped = ofWrapped(call.arguments(), around);
    return wrapped == Bound.UNKNOWN ? byName(name) : wrapped;
  }

  /** The first number is that of threads. */
  private Bound ofFixed(List<Expression> arguments, Method around) {
    return arguments.stream()
        .filter(each -> NUMBERS.contains(each.type().name()))
        .findFirst()
        .map(size -> ofSize(size, around))
        .orElse(Bound.LIMITED);
  }

  private boolean hasExecutor(Call call) {
    return call.arguments().stream().anyMatch(each -> isExecutor(each.type(), program));
  }

  /** What wraps one executor has its limit. */
  private Bound ofWrapped(List<Expression> arguments, Method around) {
    List<Expression> executors =
        arguments.stream().filter(each -> isExecutor(each.type(), program)).toList();
    return executors.size() == 1 ? agreed(executors.getFirst(), around) : Bound.UNKNOWN;
  }

  /** What a method wraps has a limit or none only if all that it is given have. */
  private Bound agreed(Expression wrapped, Method around) {
    if (!asked.add(wrapped)) {
      return Bound.LIMITED;
    }
    Set<Bound> bounds = EnumSet.noneOf(Bound.class);
    origins.of(wrapped, around).forEach(origin -> bounds.add(ofOrigin(origin)));
    return bounds.size() == 1 ? bounds.iterator().next() : Bound.UNKNOWN;
  }

  /** No number, or one that follows the size of a collection each time, is no limit. */
  private Bound ofSize(Expression size, Method around) {
    boolean isMadeOnce = around.name().startsWith("<");
    for (Origin origin : origins.of(size, around)) {
      if (isEndless(origin.value()) || (!isMadeOnce && isSizeOfCollection(origin.value()))) {
        return Bound.UNLIMITED;
      }
    }
    return Bound.LIMITED;
  }

  private static boolean isEndless(Expression number) {
    return (number instanceof Field field && field.name().equals("MAX_VALUE"))
        || (number instanceof Literal literal
            && Integer.valueOf(Integer.MAX_VALUE).equals(literal.value()));
  }

  /** As many threads as there are connections to work with are a limit. */
  private static boolean isSizeOfCollection(Expression number) {
    return switch (number) {
      case Call call -> call.methodName().equals("size") && !isOfWorkers(call.receiver());
      case Field field -> field.name().equals("length") && !isOfWorkers(field.object());
      default -> false;
    };
  }

  private static boolean isOfWorkers(@Nullable Expression collection) {
    return switch (collection) {
      case Local local -> Elements.isOfWorkers(local.variable().name());
      case Field field -> Elements.isOfWorkers(field.name());
      case null, default -> false;
    };
  }

  /**
   * A field that is set from outside: the factory method of the same name or type, if it is one.
   */
  private static boolean isConstructor(Method method) {
    return method.name().equals(MethodId.CONSTRUCTOR);
  }

  private Bound injected(String name) {
    Optional<Method> factory = origins.factoryOf(name, type -> isExecutor(type, program));
    if (factory.isEmpty()) {
      return byName(name);
    }
    Bound bound = Bound.LIMITED;
    for (Expression value : Origins.returned(factory.get())) {
      Bound one = follow(value, factory.get());
      bound = one.compareTo(bound) > 0 ? one : bound;
    }
    return bound;
  }

  private static Bound byName(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    if (small.contains("virtual") && !small.contains("max")) {
      return Bound.UNLIMITED;
    }
    return Stream.of("fixed", "single", "bounded", "limited", "direct").anyMatch(small::contains)
        ? Bound.LIMITED
        : Bound.UNKNOWN;
  }
}
