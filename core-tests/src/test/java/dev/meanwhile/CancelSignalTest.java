package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signals, and those who listen to them. */
@ExtendWith(LeakGuard.class)
class CancelSignalTest {
  private final VirtualTime time = VirtualTime.create();
  private final Cancellation stop = Cancellation.create();
  private final Cancellation quit = Cancellation.create();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private Action<RuntimeException> tell(String what) {
    return () -> told.add(what);
  }

  @Nested
  class AnyOf {
    private final CancelSignal any = CancelSignal.anyOf(stop.signal(), quit.signal());

    @Test
    void isCancelledByTheFirstAndKeepsItsReason() {
      any.onCancel(() -> told.add(any.reason()));
      assertThat(any.isCancelled()).isFalse();

      quit.cancel("quit");
      stop.cancel("stop");

      assertThat(any.isCancelled()).isTrue();
      assertThat(any.reason()).isEqualTo("quit");
      assertThat(told).containsExactly("quit");
      assertThatThrownBy(any::throwIfCancelled).hasMessage("cancelled: quit");
    }

    @Test
    void knowsOfACancelWithoutListening() {
      quit.cancel("quit");
      assertThat(any.reason()).isEqualTo("quit");

      stop.cancel("stop");

      assertThat(any.reason()).isEqualTo("quit");
    }

    @Test
    void ofNothingIsNeverCancelled() {
      var never = CancelSignal.anyOf();
      never.onCancel(tell("never")).close();

      assertThat(never.isCancelled()).isFalse();
      never.throwIfCancelled();
    }

    @Test
    void listensOnlyWhileSomebodyListensToIt() {
      var upstream = new CountingSignal(stop.signal());
      var other = new CountingSignal(quit.signal());
      var both = CancelSignal.anyOf(upstream, other);
      assertThat(upstream.listeners()).isZero();

      var first = both.onCancel(tell("first"));
      var second = both.onCancel(tell("second"));
      assertThat(upstream.listeners()).isEqualTo(2);
      first.close();
      assertThat(upstream.listeners()).isEqualTo(1);
      quit.cancel("quit");

      assertThat(told).containsExactly("second");
      assertThat(upstream.listeners()).isZero();
      assertThat(other.listeners()).isZero();
      second.close();
    }

    @Test
    void asksNoOtherIfOneHasFired() {
      var other = new CountingSignal(quit.signal());
      stop.cancel("stop");

      CancelSignal.anyOf(stop.signal(), other).onCancel(tell("at once"));

      assertThat(told).containsExactly("at once");
      assertThat(other.registered()).isZero();
    }

    @Test
    void printsWhatItIsMadeOf() {
      assertThat(CancelSignal.anyOf(stop.signal(), CancelSignal.after(ofSeconds(3))))
          .hasToString("any of [cancel signal, cancel signal after 3 s]");
      assertThat(CancelSignal.anyOf()).hasToString("cancel signal that never fires");
      assertThat(Cancellation.current()).hasToString("cancel signal that never fires");
    }

    @Test
    void isMadeOfSignalsOnly() {
      assertThatThrownBy(() -> CancelSignal.anyOf(stop.signal(), null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("signals");
      assertThatThrownBy(() -> CancelSignal.after(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("the time until a signal");
    }
  }

  @Nested
  class After {
    @Test
    void isComputedFromTheClock() throws Exception {
      List<Boolean> seen =
          time.run(() -> {
            var signal = CancelSignal.after(ofMillis(10));
            boolean before = after(9, signal.isCancelled());
            boolean justBefore = signal.isCancelled();
            sleep(ofMillis(1));
            return List.of(before, justBefore, signal.isCancelled());
          });

      assertThat(seen).containsExactly(false, false, true);
    }

    @Test
    void tellsThoseWhoListen() throws Exception {
      time.run(() -> {
        var signal = CancelSignal.after(ofMillis(10));
        signal.onCancel(() -> told.add(signal.reason() + " at " + time.elapsed().toMillis()));
        return after(20, "later");
      });

      assertThat(told).containsExactly("10 ms have passed at 10");
    }

    @Test
    void holdsNoAlarmWhereNobodyListens() throws Exception {
      time.run(() -> {
        var signal = CancelSignal.after(ofSeconds(100));
        signal.onCancel(tell("closed")).close();
        return after(1, "done");
      });

      assertThat(told).isEmpty();
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));
    }

    @Test
    void tellsBeforeTimeGoesOn() throws Exception {
      for (int round = 0; round < 200; round++) {
        var clock = VirtualTime.create();
        var at = new AtomicReference<Duration>();
        clock.run(() -> {
          CancelSignal.after(ofMillis(10)).onCancel(() -> at.set(clock.elapsed()));
          return after(11, after(9, "done"));
        });
        assertThat(at).hasValue(ofMillis(10));
      }
    }

    @Test
    void ofZeroIsCancelledAtOnceAndForEverIsNever() {
      CancelSignal.after(ZERO).onCancel(tell("at once"));
      var never = CancelSignal.after(Deadline.FOREVER);
      never.onCancel(tell("never")).close();

      assertThat(told).containsExactly("at once");
      assertThat(never.isCancelled()).isFalse();
    }

    @Test
    void isNeverNegative() {
      assertThatThrownBy(() -> CancelSignal.after(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("signal", "-1 ms", "0 s or more");
    }
  }

  @Nested
  class AsAPolicy {
    @Test
    void itRunsTheTaskUnlessCancelled() throws Exception {
      String answer = stop.signal().call(() -> "answer");
      stop.cancel("closed");

      assertThat(answer).isEqualTo("answer");
      assertThatThrownBy(() -> stop.signal().call(() -> "answer"))
          .isInstanceOf(Cancelled.class)
          .hasMessage("cancelled: closed");
    }

    @Test
    void itStandsAmongOthers() {
      var calls = new AtomicInteger();
      Policy policy = Policy.of(stop.signal(), Retry.attempts(3));
      assertThat(policy.toString()).startsWith("cancel signal > ");

      assertThatThrownBy(() ->
              time.run(() ->
                  policy.call(() -> {
                    if (calls.incrementAndGet() == 2) {
                      stop.cancel("enough");
                    }
                    throw new IOException("down");
                  })))
          .isInstanceOf(Cancelled.class);
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void manyMayListenAtOnce() throws Exception {
    String result =
        time.run(() ->
            all(
                () -> unless(stop.signal(), () -> after(5, "a")),
                () -> unless(stop.signal(), () -> after(6, "b")),
                String::concat));

    assertThat(result).isEqualTo("ab");
  }
}
