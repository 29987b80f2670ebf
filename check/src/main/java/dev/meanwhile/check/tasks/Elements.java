package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Field;
import dev.meanwhile.check.model.Expression.Literal;
import dev.meanwhile.check.model.Expression.Local;
import dev.meanwhile.check.model.Expression.New;
import dev.meanwhile.check.model.Expression.Operation;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.waits.Chains;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether there is a limit to how many elements code runs over. */
public final class Elements {
  private static final Set<String> LIMITING =
      Set.of(
          "limit", "subList", "partition", "partitionList", "getContent", "split", "take", "range");
  private static final Set<String> LISTING = Set.of("of", "asList", "ofEntries");
  private static final Set<String> SAME_NUMBER =
      Set.of("stream", "parallelStream", "entrySet", "keySet", "values", "iterator", "spliterator");
  private static final Pattern DATA =
      Pattern.compile(
          "(?i).*(size|length|total|partitions|topics|items|rows|records|pages|messages|entries|files|users).*");
  private static final Pattern WORKERS =
      Pattern.compile(
          "(?i).*(thread|worker|concurren|parallel|pool|core|batch|chunk|max|limit|retr|attempt).*");

  private final Origins origins;

  /** In the program of these origins. */
  public Elements(Origins origins) {
    this.origins = origins;
  }

  /** Whether a collection, array or stream has few elements: as many as the source names. */
  public boolean areFew(Expression elements, Method around) {
    Expression root = root(elements);
    if (isRange(root) && root instanceof Call range) {
      return !isOfData(range.arguments().getLast(), around);
    }
    if (isLimited(elements)) {
      return true;
    }
    if (root instanceof Local local
        && (isFilledByHand(local.variable(), around) || isCut(local.variable(), around))) {
      return true;
    }
    List<Origin> found = origins.of(root, around);
    return found.stream()
        .map(Origin::value)
        .allMatch(value -> isLimited(value) || isFew(root(value)));
  }

  /** Whether the number of rounds of a {@code for} or {@code while} depends on data. */
  public boolean isOverData(Statement.Loop loop, Method around) {
    if (!(loop.condition() instanceof Operation test)) {
      return loop.condition() instanceof Call call && call.methodName().equals("hasNext");
    }
    if (loop.kind() != Statement.Loop.Kind.FOR || test.operands().size() != 2) {
      return false;
    }
    return isOfData(test.operands().getLast(), around);
  }

  /** Whether a number is the size of a collection of many, or is named like one. */
  private boolean isOfData(Expression number, Method around) {
    return switch (number) {
      case Call call when !isSize(call) -> isData(call.methodName());
      case Field field when !isSize(field) -> isData(field.name());
      case Local local -> isData(local.variable().name()) || isSizeOfMany(local, around);
      default -> isSizeOfMany(number, around);
    };
  }

  /** {@code int n = items.size();} */
  private boolean isSizeOfMany(Local number, Method around) {
    List<Origin> values = origins.of(number.variable());
    return values.size() == 1 && isSizeOfMany(values.getFirst().value(), around);
  }

  private boolean isSizeOfMany(Expression size, Method around) {
    return switch (size) {
      case Call call when isSize(call) && call.receiver() != null ->
          !areFew(call.receiver(), around);
      case Field length when isSize(length) && length.object() != null ->
          !areFew(length.object(), around);
      default -> false;
    };
  }

  private static boolean isSize(Expression value) {
    return switch (value) {
      case Call call -> call.methodName().equals("size") && call.receiver() != null;
      case Field field -> field.name().equals("length") && field.object() != null;
      default -> false;
    };
  }

  private static boolean isData(String name) {
    return DATA.matcher(name).matches() && !isOfWorkers(name);
  }

  /** Whether a name is that of workers, or of a number that somebody has chosen. */
  static boolean isOfWorkers(String name) {
    return WORKERS.matcher(name).matches();
  }

  /** {@code IntStream.range(0, ids.size())}. */
  private static boolean isRange(Expression elements) {
    return elements instanceof Call call
        && call.receiver() instanceof Expression.TypeName
        && call.methodName().startsWith("range")
        && call.arguments().size() == 2;
  }

  private static boolean isLimited(Expression chain) {
    return Chains.calls(chain).stream().anyMatch(call -> LIMITING.contains(call.methodName()));
  }

  private static Expression root(Expression elements) {
    Expression root = elements.withoutCast();
    while (root instanceof Call call && call.receiver() != null && isSameNumber(call)) {
      root = call.receiver().withoutCast();
    }
    return root;
  }

  private static boolean isSameNumber(Call call) {
    return (SAME_NUMBER.contains(call.methodName()) && !isValuesOfEnum(call))
        || (call.method().owner().startsWith("java.util.stream.")
            && !(call.receiver() instanceof Expression.TypeName));
  }

  private static boolean isValuesOfEnum(Call call) {
    return call.methodName().equals("values") && call.receiver() instanceof Expression.TypeName;
  }

  /** Whether a variable holds one part after the other of something that is cut into parts. */
  private static boolean isCut(Variable part, Method around) {
    return around.all(Statement.ForEach.class).stream()
        .anyMatch(loop -> loop.variable() == part && isLimited(loop.elements()));
  }

  private static boolean isFew(Expression value) {
    return switch (value) {
      case Call call ->
          isValuesOfEnum(call)
              || (call.receiver() instanceof Expression.TypeName && isListing(call));
      case Operation array when array.operator().equals("new[]") -> true;
      case Literal _ -> true;
      case New made -> made.type().simpleName().equals("EnumMap");
      default -> value.type().simpleName().equals("EnumMap");
    };
  }

  /** {@code List.of(a, b)} and the like. */
  private static boolean isListing(Call call) {
    String name = call.methodName();
    return (LISTING.contains(name) && !isSpread(call))
        || name.startsWith("singleton")
        || name.startsWith("empty")
        || call.method().ownerName().equals("EnumSet");
  }

  /** {@code Stream.of(array)}. */
  private static boolean isSpread(Call call) {
    return call.arguments().size() == 1 && call.arguments().getFirst().type().isArray();
  }

  /** A list that is made here and filled by single calls, none of them in a loop. */
  private boolean isFilledByHand(Variable variable, Method around) {
    Node code = around.body().orElseThrow();
    boolean isMadeHere =
        variable.kind() == Variable.Kind.LOCAL
            && origins.of(variable).stream()
                .allMatch(
                    origin -> origin.value() instanceof New made && made.arguments().isEmpty());
    List<Node> users = Uses.of(variable, code);
    return isMadeHere
        && users.stream().anyMatch(user -> isAdd(user, variable))
        && users.stream().allMatch(user -> isAdd(user, variable) || !isArgument(user, variable))
        && !isAddedToInLoop(variable, code, false);
  }

  private static boolean isAdd(Node user, Variable variable) {
    return user instanceof Call call
        && call.receiver() instanceof Local list
        && list.variable() == variable
        && Set.of("add", "put", "addLast").contains(call.methodName());
  }

  private static boolean isArgument(Node user, Variable variable) {
    return user instanceof New
        || (user instanceof Call call
            && (call.methodName().equals("addAll")
                || call.arguments().stream()
                    .anyMatch(
                        each -> each instanceof Local local && local.variable() == variable)));
  }

  private static boolean isAddedToInLoop(Variable variable, Node code, boolean isInLoop) {
    if (isInLoop && isAdd(code, variable)) {
      return true;
    }
    boolean repeats =
        isInLoop
            || code instanceof Statement.ForEach
            || code instanceof Statement.Loop
            || code instanceof Expression.Lambda;
    return code.parts().stream().anyMatch(part -> isAddedToInLoop(variable, part, repeats))
        || (code instanceof New made && isAddedToByClass(variable, made));
  }

  /** A visitor, which is called for each of what it visits. */
  private static boolean isAddedToByClass(Variable variable, New made) {
    return made.body() != null
        && made.body().methods().stream()
            .flatMap(method -> method.body().stream())
            .anyMatch(body -> isAddedToInLoop(variable, body, true));
  }
}
