package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.util.concurrent.Callable;

@Contender(
    value = "Mutiny",
    only = {"policy=retry", "policy=timeout"})
final class WithMutiny extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    Uni<Integer> item = Uni.createFrom().item(Unchecked.supplier(call::call));
    Uni<Integer> guarded =
        guard == Guard.RETRY
            ? item.onFailure().retry().atMost(ATTEMPTS - 1)
            : item.ifNoItem().after(LIMIT).fail();
    return () -> guarded.await().indefinitely();
  }
}
