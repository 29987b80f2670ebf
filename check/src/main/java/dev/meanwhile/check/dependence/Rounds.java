package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression.Call;

/** How the rounds of a loop depend on each other. */
public final class Rounds {
  private final Touches touches;
  private final LoopCarried carried;

  Rounds(Touches touches, LoopCarried carried) {
    this.touches = touches;
    this.carried = carried;
  }

  /** Whether a round does something to the world. */
  public boolean haveEffects() {
    return touches.hasEffect();
  }

  /** Whether nobody knows all that a round does, deep inside methods whose names say they ask. */
  public boolean areDoubtful() {
    return touches.isDoubtful();
  }

  /** Whether a round leaves something in the fields of an object that later rounds go by. */
  public boolean remember() {
    return touches.remembers();
  }

  /** Whether a round decides by what earlier rounds have left: a cache, a set of what is done. */
  public boolean decideByEarlier() {
    return carried.decides();
  }

  /** Whether a call is given what an earlier round has left: a cursor, a running value. */
  public boolean give(Call call) {
    return carried.isGivenTo(call);
  }
}
