package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Chains;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the code of a method that runs once for each of many elements. */
public final class Repetitions {
  private static final Set<String> STREAM_FUNCTIONS =
      Set.of(
          "map",
          "forEach",
          "forEachOrdered",
          "flatMap",
          "filter",
          "peek",
          "mapToObj",
          "mapToInt",
          "mapToLong",
          "mapToDouble",
          "mapMulti",
          "anyMatch",
          "allMatch",
          "noneMatch",
          "takeWhile",
          "dropWhile");
  private static final Set<String> SHORT_CIRCUITS =
      Set.of(
          "findFirst",
          "findAny",
          "anyMatch",
          "allMatch",
          "noneMatch",
          "limit",
          "takeWhile",
          "iterator");
  private static final Set<String> SOURCES =
      Set.of("stream", "parallelStream", "chars", "boxed", "lines");

  private Repetitions() {}

  /** Shows each loop and each function of a stream, outer ones first. */
  public static void in(Method method, Consumer<Repetition> visitor) {
    if (!mayRepeat(method)) {
      return;
    }
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Consumer<Repetition> once =
        repetition -> {
          if (seen.add(repetition.body())) {
            visitor.accept(repetition);
          }
        };
    method.body().ifPresent(body -> body.forEach(node -> show(node, once)));
  }

  private static boolean mayRepeat(Method method) {
    return !method.all(Statement.ForEach.class).isEmpty()
        || !method.all(Statement.Loop.class).isEmpty()
        || !method.all(Lambda.class).isEmpty()
        || !method.all(MethodReference.class).isEmpty();
  }

  private static void show(Node node, Consumer<Repetition> visitor) {
    switch (node) {
      case Statement.ForEach loop -> visitor.accept(Repetition.of(loop));
      case Statement.Loop loop -> visitor.accept(Repetition.of(loop));
      case Call call when isCollectionForEach(call) -> function(call, visitor, false, false);
      case Call call when isStream(call) -> showChain(Chains.calls(call), visitor);
      default -> {}
    }
  }

  /** The last call comes first: it knows whether the stream may stop early. */
  private static void showChain(List<Call> chain, Consumer<Repetition> visitor) {
    boolean isParallel = chain.stream().anyMatch(Repetitions::isParallel);
    boolean isShortCircuit = false;
    for (Call part : chain) {
      isShortCircuit |= SHORT_CIRCUITS.contains(part.methodName());
      if (STREAM_FUNCTIONS.contains(part.methodName())) {
        function(part, visitor, isParallel, isShortCircuit);
      }
      for (Call collector : collectors(part)) {
        function(collector, visitor, isParallel, isShortCircuit);
      }
    }
  }

  /** {@code collect(toMap(…))}: its functions are called for each element. */
  private static List<Call> collectors(Call call) {
    return call.methodName().equals("collect")
        ? call.arguments().stream().filter(Call.class::isInstance).map(Call.class::cast).toList()
        : List.of();
  }

  private static boolean isParallel(Call call) {
    return call.methodName().equals("parallelStream") || call.methodName().equals("parallel");
  }

  private static boolean isStream(Call call) {
    Expression before = call.receiver();
    while (before != null && before.withoutCast() instanceof Call part) {
      if (SOURCES.contains(part.methodName()) || isStreamSource(part)) {
        return true;
      }
      before = part.receiver();
    }
    return false;
  }

  private static boolean isStreamSource(Call call) {
    return call.type().name().startsWith("java.util.stream.");
  }

  private static boolean isCollectionForEach(Call call) {
    return call.methodName().equals("forEach")
        && call.arguments().size() == 1
        && call.receiver() != null
        && !isStream(call);
  }

  private static void function(
      Call call, Consumer<Repetition> visitor, boolean isParallel, boolean isShortCircuit) {
    for (Expression argument : call.arguments()) {
      if (argument instanceof Lambda || argument instanceof MethodReference) {
        visitor.accept(Repetition.of(call, argument, isParallel, isShortCircuit));
      }
    }
  }
}
