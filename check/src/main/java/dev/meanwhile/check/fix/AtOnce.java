package dev.meanwhile.check.fix;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets calls that do not need each other run at once: two to five declarations in a row, each of
 * which begins with one of them. What no reader of the source can prove safe is refused.
 */
public final class AtOnce {
  private static final int MOST = 5;
  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

  /**
   * A rewrite, or why there is none.
   *
   * @param fix the rewrite
   * @param refusal why there is none; empty if there is one
   */
  public record Offer(Optional<Fix> fix, String refusal) {
    static Offer no(String why) {
      return new Offer(Optional.empty(), why);
    }
  }

  private AtOnce() {}

  /** What can be done for these calls of a method, which are known not to need each other. */
  public static Offer of(Method method, List<Call> calls, Program program) {
    if (calls.size() > MOST) {
      return Offer.no("more than " + MOST + " at once need a limit");
    }
    Optional<CallRow> row = CallRow.of(method, calls);
    if (row.isEmpty()) {
      return Offer.no("the calls are not the values of declarations in a row");
    }
    return offer(row.get(), program);
  }

  private static Offer offer(CallRow row, Program program) {
    if (!row.beginsLine()) {
      return Offer.no("other code is on the line of the first");
    }
    for (int i = 0; i < row.size(); i++) {
      Call call = row.call(i);
      boolean isPrimitive = PRIMITIVES.contains(call.type().name());
      if (!call.type().isKnown() || (row.isVar(i) && isPrimitive)) {
        return Offer.no("the type of " + row.name(i) + " would become another one");
      }
      if (hasOddParts(call)) {
        return Offer.no("an argument of " + call.methodName() + " assigns something");
      }
      Optional<String> tie = ThreadTies.of(call, program);
      if (tie.isPresent()) {
        return Offer.no(tie.get());
      }
    }
    return fix(row, program);
  }

  private static boolean hasOddParts(Call call) {
    boolean[] isOdd = {false};
    call.forEach(node -> isOdd[0] |= node instanceof Expression.Assignment);
    return isOdd[0];
  }

  private static Offer fix(CallRow row, Program program) {
    String title = "run " + row.size() + " calls at once";
    InterruptExit exit = InterruptExit.of(row, program);
    Optional<Fix> plain = new WithJdk(row, program).fix(title);
    if (exit.isOpen()) {
      return new Offer(Optional.of(new WithVerbs(row, exit).fix(title, plain)), "");
    }
    return plain.isPresent()
        ? new Offer(Optional.of(new Fix(title, List.of(), List.of(), plain)), "")
        : Offer.no("InterruptedException has no way out");
  }
}
