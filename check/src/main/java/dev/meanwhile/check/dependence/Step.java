package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import dev.meanwhile.check.model.Node;
import dev.meanwhile.check.model.Statement;
import dev.meanwhile.check.model.Variable;
import dev.meanwhile.check.source.Span;
import dev.meanwhile.check.waits.Wait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a list of statements: a call that waits, or all the rest of a statement.
 *
 * @param code the call or the statement
 * @param call the call that waits; null for a statement
 * @param waiting what it waits for; for a statement such as {@code if} or {@code try}, all in it
 *     together
 * @param touches what it touches
 * @param needs the steps before it whose values it uses, by number
 */
public record Step(
    Node code, @Nullable Call call, Optional<Wait> waiting, Touches touches, List<Integer> needs) {

  /** Where it is. */
  public Span at() {
    return code.at();
  }

  /** Whether it waits for something that other steps could wait for at the same time. */
  public boolean isRead() {
    return waiting.isPresent() && waiting.get().isRemoteRead() && !touches.hasEffect();
  }

  /** Whether nothing may be moved across it. */
  public boolean isBarrier() {
    return touches.mayLeave() || touches.hasEffect();
  }

  /** The variable that a statement gives a new value, whatever was in it. */
  Set<Variable> given() {
    return code
                instanceof
                Statement.Evaluate(
                    _,
                    Expression.Assignment(_, Expression.Local target, String operator, _, _))
            && operator.equals("=")
        ? Set.of(target.variable())
        : Set.of();
  }

  /**
   * Whether it must come after an earlier step.
   *
   * @param number the number of the earlier step
   * @param renewed the variables that are given new values between the two
   */
  boolean isOrderedAfter(Step earlier, int number, Set<Variable> renewed) {
    if (needs.contains(number) || touches.isOrderedAfter(earlier.touches, renewed, given())) {
      return true;
    }
    boolean waits = waiting.isPresent();
    return earlier.touches.mayLeave()
        || (earlier.touches.hasEffect() && (waits || touches.hasEffect()))
        || (touches.hasEffect() && earlier.waiting.isPresent());
  }
}
