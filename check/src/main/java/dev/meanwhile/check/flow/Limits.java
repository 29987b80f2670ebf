package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Expression.Lambda;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.waits.Verbs;
import java.util.List;
import java.util.Set;

/** Limits of time that surround a wait. */
public final class Limits {
  private static final Set<String> WORDS = Set.of("timeout", "within", "deadline", "limiter");
  private static final Set<String> ANNOTATIONS = Set.of("Timeout", "TimeLimiter");

  private Limits() {}

  /** Whether something around a wait ends it in time. */
  public static boolean surround(Node wait, Method method, Outline outline) {
    for (Annotation annotation : method.annotations()) {
      if (ANNOTATIONS.contains(annotation.simpleName())) {
        return true;
      }
    }
    Node inner = wait;
    for (Node around : outline.allAround(wait)) {
      if (around instanceof Call call && inner instanceof Lambda && limits(call, outline)) {
        return true;
      }
      inner = around;
    }
    return false;
  }

  /** A call that has a limit itself, or whose future is asked with one. */
  private static boolean limits(Call call, Outline outline) {
    Node part = call;
    while (part instanceof Call each) {
      List<String> words = Verbs.words(each.methodName());
      boolean isTimedGet = each.methodName().equals("get") && each.arguments().size() == 2;
      if (isTimedGet || FutureCalls.limits(each) || words.stream().anyMatch(WORDS::contains)) {
        return true;
      }
      Node next = outline.around(part).orElse(null);
      part = next instanceof Call chained && chained.receiver() == part ? next : null;
    }
    return false;
  }
}
