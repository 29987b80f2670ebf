package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Expression.MethodReference;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Later;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs once for each element of something without a known limit.
 *
 * @param head where it is written: the loop, or the call that takes the lambda
 * @param body what runs each time
 */
public record Repetition(Span head, Node body) {
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

  /** Told of each call that runs once per element. */
  public interface Visitor {
    /** A call, in the innermost repetition around it. */
    void call(Call call, Repetition repetition);

    /** A method reference that is called once per element. */
    void reference(MethodReference reference, Repetition repetition);
  }

  /** Shows the calls of a method that run once per element of something without a known limit. */
  public static void visit(Method method, Elements elements, Visitor visitor) {
    method.body().ifPresent(body -> new Walk(method, elements, visitor).walk(body, null));
  }

  private record Walk(Method method, Elements elements, Visitor visitor) {
    void walk(Node node, @Nullable Repetition around) {
      switch (node) {
        case Statement.ForEach loop -> {
          walk(loop.elements(), around);
          boolean isFew = elements.areFew(loop.elements(), method);
          walk(loop.body(), isFew ? around : new Repetition(loop.at(), loop.body()));
        }
        case Statement.Loop loop when elements.isOverData(loop, method) ->
            walk(loop.body(), new Repetition(loop.at(), loop.body()));
        case Call call -> walkCall(call, around);
        case Lambda lambda -> walk(lambda.body(), null);
        default -> node.parts().forEach(part -> walk(part, around));
      }
    }

    private void walkCall(Call call, @Nullable Repetition around) {
      if (around != null) {
        visitor.call(call, around);
      }
      boolean isPerElement = isPerElement(call);
      for (Expression part : call.parts()) {
        switch (part) {
          case Lambda lambda when isPerElement ->
              walk(lambda.body(), new Repetition(call.name(), lambda.body()));
          case Lambda lambda -> walk(lambda.body(), Later.isKept(call) ? null : around);
          case MethodReference reference when isPerElement ->
              visitor.reference(reference, new Repetition(call.name(), reference));
          default -> walk(part, around);
        }
      }
    }

    private boolean isPerElement(Call call) {
      Expression receiver = call.receiver();
      return receiver != null
          && PER_ELEMENT.contains(call.methodName())
          && isMany(call.method().owner(), receiver)
          && !elements.areFew(receiver, method);
    }

    private static boolean isMany(String owner, Expression receiver) {
      return (owner.startsWith("java.util.") && !owner.startsWith("java.util.Optional"))
          || owner.equals("java.lang.Iterable")
          || Set.of("Stream", "List", "Set", "Collection").contains(receiver.type().simpleName());
    }
  }
}
