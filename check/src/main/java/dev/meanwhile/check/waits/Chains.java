package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Expression;
import dev.meanwhile.check.model.Expression.Call;
import java.util.ArrayList;
import java.util.List;

/** Fluent chains: {@code client.get().uri(…).retrieve().body(…)}. */
public final class Chains {
  private Chains() {}

  /** What a chain begins with: {@code client}; the call itself if it has no receiver. */
  public static Expression root(Expression chain) {
    Expression root = chain.withoutCast();
    while (root instanceof Call call && call.receiver() != null) {
      root = call.receiver().withoutCast();
    }
    return root;
  }

  /** The calls of a chain, the last one first. */
  public static List<Call> calls(Expression chain) {
    var calls = new ArrayList<Call>();
    Expression next = chain.withoutCast();
    while (next instanceof Call call) {
      calls.add(call);
      if (call.receiver() == null) {
        return calls;
      }
      next = call.receiver().withoutCast();
    }
    return calls;
  }
}
