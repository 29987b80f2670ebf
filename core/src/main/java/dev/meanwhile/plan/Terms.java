package dev.meanwhile.plan;

import dev.meanwhile.Claim;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Demand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Under which policy a step runs, and which permits it needs before it starts. */
record Terms(@Nullable Policy policy, @Nullable Claim claim) {
  static final Terms NONE = new Terms(null, null);

  Terms with(Policy inner) {
    return new Terms(policy == null ? inner : Policy.of(policy, inner), claim);
  }

  Terms with(Claim more) {
    return new Terms(policy, claim == null ? more : claim.and(more));
  }

  @Nullable Demand demand() {
    return claim == null ? null : Demand.of(claim);
  }

  /** As a drawing shows them. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    if (claim != null) {
      notes.add(claim.toString());
    }
    if (policy != null) {
      notes.add(policy.toString());
    }
    return notes;
  }
}
