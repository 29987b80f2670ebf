package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.JavaType;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the futures wait for that the methods of a program return: who begins such work and joins it
 * at once, as {@code service.findAsync(id).get()} does, waits for that.
 */
final class BegunWork {
  /** Calls whose lambda another thread runs, or runs later, for the future that they return. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "submit",
          "supplyAsync",
          "runAsync",
          "fork",
          "execute",
          "thenCompose",
          "thenComposeAsync");

  /** Calls of libraries that send something, by the last part of the type. */
  private static final Map<String, Set<String>> SENDERS =
      Map.of(
          "HttpClient", Set.of("sendAsync"),
          "Channel", Set.of("writeAndFlush"),
          "ChannelHandlerContext", Set.of("writeAndFlush"));

  private final Program program;
  private final WaitInference waits;
  private final Map<Method, Wait> ofMethods = new HashMap<>();

  /** For the calls whose waits are known already. */
  BegunWork(Program program, WaitInference waits) {
    this.program = program;
    this.waits = waits;
  }

  /** Learns of a method; whether anything new is known of it now. */
  boolean add(Method method) {
    Wait before = ofMethods.get(method);
    if (!isFuture(method.returnType()) || method.body().isEmpty()) {
      return false;
    }
    Optional<Wait> all = Optional.empty();
    for (Call call : method.all(Call.class)) {
      all = and(all, begunBy(call));
    }
    if (all.isEmpty() || (before != null && before.kinds().equals(all.get().kinds()))) {
      return false;
    }
    ofMethods.put(
        method, all.get().with(CallEffects.wrapped(all.get(), method, Sql.NONE, program)));
    return true;
  }

  /** What a join waits for, if the call before it begins something remote. */
  Optional<Wait> of(Call join, Wait direct) {
    @Nullable Call begin = begin(join);
    if (begin == null || waits.of(begin).filter(Wait::isRemote).isPresent()) {
      return Optional.empty();
    }
    return begunBy(begin)
        .filter(Wait::isRemote)
        .map(begun -> {
          Set<WaitKind> kinds = EnumSet.copyOf(begun.kinds());
          kinds.addAll(direct.kinds());
          return new Wait(
              kinds,
              begun.effect(),
              begun.basis().or(direct.basis()),
              begun.isConfined(),
              direct.entry(),
              begun.via(),
              begun.isSeldom(),
              !join.arguments().isEmpty() || begun.isLimited());
        });
  }

  /** The first call of a chain from which on all are futures. */
  private static @Nullable Call begin(Call join) {
    @Nullable Call begin = null;
    List<Call> steps = Chains.calls(join);
    for (Call step : steps.subList(1, steps.size())) {
      if (!isFuture(step.type())) {
        return begin;
      }
      begin = step;
    }
    return begin;
  }

  private Optional<Wait> begunBy(Call call) {
    if (sends(call)) {
      return Optional.of(sent(call));
    }
    Optional<Wait> all = Optional.empty();
    for (Method target : waits.targets(call)) {
      Wait begun = ofMethods.get(target);
      if (begun == null && Contexts.isAsynchronous(target)) {
        begun = waits.ofMethods().get(target);
      }
      if (begun != null && begun.via().size() < WaitInference.DEEPEST) {
        all = and(all, Optional.of(WaitInference.through(begun, target, call)));
      }
    }
    return all.isEmpty() && BEGINNINGS.contains(call.methodName()) ? ofTask(call) : all;
  }

  private Optional<Wait> ofTask(Call begin) {
    Optional<Wait> all = Optional.empty();
    for (Expression task : begin.arguments()) {
      if (task instanceof MethodReference reference) {
        Call call = waits.referred().get(reference);
        all = and(all, call == null ? Optional.empty() : waits.of(call));
      } else if (task instanceof Lambda lambda) {
        for (Call call : calls(lambda)) {
          all = and(all, waits.of(call).filter(Wait::isRemote));
        }
      }
    }
    return all;
  }

  private static List<Call> calls(Lambda task) {
    var calls = new ArrayList<Call>();
    Waits.calls(task.body(), calls::add);
    return calls;
  }

  private static Optional<Wait> and(Optional<Wait> all, Optional<Wait> one) {
    if (all.isEmpty() || one.isEmpty()) {
      return all.isEmpty() ? one : all;
    }
    return Optional.of(all.get().and(one.get()));
  }

  private static boolean sends(Call call) {
    Expression receiver = call.receiver();
    return receiver != null
        && (SENDERS.getOrDefault(receiver.type().simpleName(), Set.of()).contains(call.methodName())
            || SENDERS
                .getOrDefault(call.method().ownerName(), Set.of())
                .contains(call.methodName()));
  }

  private static Wait sent(Call call) {
    return new Wait(
        EnumSet.of(call.methodName().equals("sendAsync") ? WaitKind.HTTP : WaitKind.RPC),
        Effect.UNKNOWN,
        call.method().basis(),
        false,
        Optional.empty(),
        List.of(),
        false,
        false);
  }

  private static boolean isFuture(JavaType type) {
    String name = type.simpleName();
    return name.endsWith("Future") || name.equals("CompletionStage");
  }
}
