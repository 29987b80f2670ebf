package dev.meanwhile.benchmarks.policy;

import com.softwaremill.jox.structured.Race;
import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;

@Contender(value = "Jox", preview = true, only = "policy=timeout")
final class WithJox extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    return () -> Race.timeout(LIMIT.toMillis(), call);
  }
}
