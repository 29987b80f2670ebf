package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Chains;
import dev.meanwhile.check.waits.Later;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs once for each element of something.
 *
 * @param head where it is written: the loop, or the call that takes the lambda
 * @param body what runs each time
 * @param elements what it goes over; null if that is not written in one place
 * @param isLimited whether there are few elements; asked only when it matters
 * @param around the repetition that this one is in
 */
public record PerElement(
    Span head,
    Node body,
    @Nullable Expression elements,
    BooleanSupplier isLimited,
    @Nullable PerElement around) {
  private static final Set<String> PER_ELEMENT =
      Set.of(
          "map",
          "forEach",
          "flatMap",
          "mapToObj",
          "forEachOrdered",
          "peek",
          "mapMulti",
          "transform");

  private static final Set<String> MANY = Set.of("Stream", "List", "Set", "Collection");

  /** Told of each call that runs once per element. */
  public interface Visitor {
    /** A call, in the innermost repetition around it. */
    void call(Call call, PerElement repetition);

    /** A method reference that is called once per element. */
    void reference(MethodReference reference, PerElement repetition);
  }

  /** The innermost repetition without a known limit, from this one outwards. */
  public Optional<PerElement> unlimited() {
    for (PerElement each = this; each != null; each = each.around) {
      if (!each.isLimited.getAsBoolean()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Shows the calls of a method that run once per element. */
  public static void visit(Method method, Elements elements, Visitor visitor) {
    boolean hasSome =
        !method.all(Statement.ForEach.class).isEmpty()
            || !method.all(Statement.Loop.class).isEmpty()
            || method.all(Call.class).stream().anyMatch(Walk::isPerElement);
    if (hasSome) {
      method.body().ifPresent(body -> new Walk(method, elements, visitor).walk(body, null));
    }
  }

  private record Walk(Method method, Elements elements, Visitor visitor) {
    void walk(Node node, @Nullable PerElement around) {
      switch (node) {
        case Statement.ForEach loop -> {
          walk(loop.elements(), around);
          BooleanSupplier isLimited = () -> elements.areFew(loop.elements(), method);
          walk(
              loop.body(),
              new PerElement(loop.at(), loop.body(), loop.elements(), isLimited, around));
        }
        case Statement.Loop loop -> {
          BooleanSupplier isLimited = () -> !elements.isOverData(loop, method);
          walk(loop.body(), new PerElement(loop.at(), loop.body(), null, isLimited, around));
        }
        case Call call -> walkCall(call, around);
        case Lambda lambda -> walk(lambda.body(), null);
        default -> node.parts().forEach(part -> walk(part, around));
      }
    }

    private void walkCall(Call call, @Nullable PerElement around) {
      if (around != null) {
        visitor.call(call, around);
      }
      boolean isPerElement = isPerElement(call);
      for (Expression part : call.parts()) {
        switch (part) {
          case Lambda lambda when isPerElement ->
              walk(lambda.body(), perElement(call, lambda.body(), around));
          case Lambda lambda -> walk(lambda.body(), Later.isKept(call) ? null : around);
          case MethodReference reference when isPerElement ->
              visitor.reference(reference, perElement(call, reference, around));
          default -> walk(part, around);
        }
      }
    }

    private PerElement perElement(Call call, Node body, @Nullable PerElement around) {
      Expression receiver = Objects.requireNonNull(call.receiver());
      return new PerElement(
          call.name(), body, receiver, () -> elements.areFew(receiver, method), around);
    }

    private static boolean isPerElement(Call call) {
      Expression receiver = call.receiver();
      return receiver != null
          && PER_ELEMENT.contains(call.methodName())
          && isMany(call.method().owner(), receiver);
    }

    private static boolean isMany(String owner, Expression receiver) {
      return (owner.startsWith("java.util.") && !owner.startsWith("java.util.Optional"))
          || owner.equals("java.lang.Iterable")
          || MANY.contains(receiver.type().simpleName())
          || (!receiver.type().isKnown() && isOfStream(receiver));
    }

    /** {@code feed.entries().stream().filter(…)}, where the class of the feed is missing. */
    private static boolean isOfStream(Expression receiver) {
      for (Call step : Chains.calls(receiver)) {
        if (step.methodName().equals("stream")) {
          return true;
        }
      }
      return false;
    }
  }
}
