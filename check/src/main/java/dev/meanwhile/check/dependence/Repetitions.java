package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.waits.Chains;
import java.util.ArrayList;
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
  private static final Set<String> CHOOSING = Set.of("findFirst", "findAny", "min", "max");
  private static final Set<String> PAGE_REQUESTS = Set.of("Pageable", "PageRequest");
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
      case Call call when isCollectionForEach(call) || isPageMap(call) ->
          function(call, visitor, false, false);
      case Call call when isStream(call) -> showChain(Chains.calls(call), visitor);
      default -> {}
    }
  }

  /** The last call comes first: it knows whether the stream may stop early. */
  private static void showChain(List<Call> chain, Consumer<Repetition> visitor) {
    boolean isParallel = chain.stream().anyMatch(Repetitions::isParallel);
    boolean isShortCircuit = false;
    List<Expression> functions = functions(chain);
    Consumer<Repetition> staged =
        one -> visitor.accept(one.with(functions.stream().filter(f -> f != one.body()).toList()));
    for (Call part : chain) {
      isShortCircuit |= SHORT_CIRCUITS.contains(part.methodName());
      if (STREAM_FUNCTIONS.contains(part.methodName()) && !isOfOne(part)) {
        function(part, staged, isParallel, isShortCircuit);
      }
      for (Call collector : collectors(part)) {
        function(collector, staged, isParallel, isShortCircuit);
      }
    }
  }

  /** {@code rows.stream().findFirst().map(…)}: that is no stream any more. */
  private static boolean isOfOne(Call call) {
    return call.receiver() != null
        && Chains.calls(call.receiver()).stream()
            .anyMatch(before -> CHOOSING.contains(before.methodName()));
  }

  private static List<Expression> functions(List<Call> chain) {
    return chain.stream()
        .filter(part -> STREAM_FUNCTIONS.contains(part.methodName()) && !isOfOne(part))
        .flatMap(part -> part.arguments().stream())
        .filter(each -> each instanceof Lambda || each instanceof MethodReference)
        .toList();
  }

  /** {@code collect(toMap(…))}: its functions are called for each element. */
  private static List<Call> collectors(Call call) {
    var all = new ArrayList<Call>();
    if (call.methodName().equals("collect")) {
      call.arguments().forEach(argument -> addCollectors(argument, all));
    }
    return all;
  }

  /** {@code groupingBy(…, mapping(…))}. A function behind all of it is called once. */
  private static void addCollectors(Expression argument, List<Call> all) {
    if (argument instanceof Call collector) {
      if (!collector.methodName().equals("collectingAndThen")) {
        all.add(collector);
      }
      collector.arguments().forEach(part -> addCollectors(part, all));
    }
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

  /** {@code users.findAll(PageRequest.of(…)).map(…)}: a page is a list too. */
  private static boolean isPageMap(Call call) {
    return call.methodName().equals("map")
        && call.arguments().size() == 1
        && call.receiver() != null
        && isPage(call.receiver())
        && !isStream(call);
  }

  private static boolean isPage(Expression value) {
    String type = value.type().simpleName();
    boolean isAskedForPage =
        !value.type().isKnown()
            && value instanceof Call asked
            && asked.arguments().stream()
                .anyMatch(each -> PAGE_REQUESTS.contains(each.type().simpleName()));
    return isAskedForPage
        || type.endsWith("Page")
        || type.endsWith("PageResult")
        || type.equals("Slice");
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
