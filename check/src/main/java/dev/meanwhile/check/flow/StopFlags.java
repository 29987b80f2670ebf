package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Statement.Break;
import dev.meanwhile.check.model.Statement.Loop;
import dev.meanwhile.check.model.Statement.Return;
import dev.meanwhile.check.waits.Verbs;

/** Flags by which somebody ends a loop: {@code while (running)}, {@code if (stopped) return}. */
final class StopFlags {
  private StopFlags() {}

  /** Whether a flag ends a loop. */
  static boolean end(Loop loop) {
    Expression condition = loop.condition();
    return condition != null && Code.has(condition, StopFlags::isFlag);
  }

  /** Whether a node leaves because of a flag. */
  static boolean leave(Node node) {
    return leavesByState(node)
        || (node instanceof Statement.If choice
            && Code.has(choice.condition(), StopFlags::isFlag)
            && Code.hasHere(
                choice.then(), each -> each instanceof Break || each instanceof Return));
  }

  /** {@code switch (state) { case STOPPED: return; … }}. */
  private static boolean leavesByState(Node node) {
    return node instanceof Statement.Switch choice
        && choice.selector() instanceof Expression.Field
        && Code.hasHere(choice, Return.class::isInstance);
  }

  private static boolean isFlag(Node node) {
    return switch (node) {
      case Expression.Field field ->
          field.type().name().equals("boolean")
              || field.type().simpleName().equals("AtomicBoolean");
      case Call call ->
          call.arguments().isEmpty()
              && (call.type().name().equals("boolean")
                  || Verbs.words(call.methodName()).getFirst().equals("is"));
      default -> false;
    };
  }
}
