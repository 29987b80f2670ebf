package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.observe.TaskEvent.BatchCause;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Those who come to a batch in flight, and leave it. */
class LaneInterleavingsTest {

  /** A batch that one waits for all the time, and others for a while. */
  public static class InFlight {
    private final Root root = Root.begin("run", Settings.root(new CheckedRun(1), () -> 0));
    private final Loaders loaders = root.run().loaders();
    private final LoaderRules<Integer> rules =
        new LoaderRules<>(
            "loader",
            (_, _) -> (_, _) -> null,
            2,
            Timekeeper.NEVER,
            null,
            false,
            null,
            new LoaderCount());
    private final Lane<Integer> lane =
        new Lane<>(rules, loaders, Route.of(rules, 1, ContextSnapshot.capture()));
    private final KeyLoad<Integer> kept = come();
    private final BatchFork<Integer> batch =
        BatchFork.of(
            loaders.group(),
            root.settings(),
            rules,
            lane,
            Map.of(1, kept),
            ContextSnapshot.capture(),
            new Departure(BatchCause.FULL, List.of()));

    private KeyLoad<Integer> come() {
      return Objects.requireNonNull(lane.join(List.of(1), root)).getFirst();
    }

    @Operation
    public void comeAndGo() {
      if (lane.leave(come()) != null) {
        throw new AssertionError("is not wanted any more");
      }
    }

    @Validate
    public void theLastToLeaveIsTold() {
      if (lane.leave(kept) != batch) {
        throw new AssertionError("is wanted by nobody and goes on");
      }
    }
  }

  @Test
  void aBatchIsWantedAsLongAsSomebodyWaits() {
    twoWhoComeAndGo(InFlight.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void whoseVisitorsLeaveWithoutALockLosesCount() {
      Class<?> twin =
          Twin.of(
              InFlight.class,
              Lane.class,
              "synchronized @Nullable BatchFork<K> leave(",
              "@Nullable BatchFork<K> leave(");

      twoWhoComeAndGo(twin).doNotHold("is ");
    }
  }

  private static Interleavings twoWhoComeAndGo(Class<?> inFlight) {
    return Interleavings.of(inFlight).thread("comeAndGo").thread("comeAndGo");
  }
}
