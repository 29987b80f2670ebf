package dev.meanwhile;

import static dev.meanwhile.Meanwhile.closing;
import static dev.meanwhile.Meanwhile.discarding;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.using;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A resource is acquired, used, and released exactly once. */
@ExtendWith(LeakGuard.class)
class UsingTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final List<String> story = new ArrayList<>();

  private String acquire() {
    story.add("acquired");
    return "resource";
  }

  private String use(String resource) {
    story.add("used");
    return "result of " + resource;
  }

  private void release(String resource) {
    story.add("released " + resource);
  }

  @Nested
  class Usually {
    @Test
    void itIsAcquiredUsedAndReleasedOnTheCallingThread() throws Exception {
      String result = using(UsingTest.this::acquire, r -> use(r), r -> release(r));

      assertThat(result).isEqualTo("result of resource");
      assertThat(story).containsExactly("acquired", "used", "released resource");
    }

    @Test
    void aNullIsAResourceAndAResultLikeAnyOther() throws Exception {
      String result = using(() -> (String) null, r -> (String) null, r -> release(r));

      assertThat(result).isNull();
      assertThat(story).containsExactly("released null");
    }

    @Test
    void nothingMayBeMissing() {
      assertThatThrownBy(() -> using(null, r -> 1, r -> {}))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("acquire");
      assertThatThrownBy(() -> using(() -> 1, null, r -> {})).hasMessage("use");
      assertThatThrownBy(() -> using(() -> 1, r -> 1, null)).hasMessage("release");
    }
  }

  @Nested
  class AFailure {
    @Test
    void toAcquireLeavesNothingToRelease() {
      assertThatThrownBy(() -> using(() -> fail(failure), r -> 1, r -> story.add("released")))
          .isSameAs(failure);
      assertThat(story).isEmpty();
    }

    @Test
    void ofTheUseIsThrownAfterTheRelease() {
      assertThatThrownBy(() -> using(UsingTest.this::acquire, r -> fail(failure), r -> release(r)))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
      assertThat(story).containsExactly("acquired", "released resource");
    }

    @Test
    void ofTheReleaseAloneIsThrown() {
      assertThatThrownBy(() ->
              using(
                  UsingTest.this::acquire,
                  r -> use(r),
                  r -> Tasks.<String, IOException>fail(failure)))
          .isSameAs(failure);
      assertThat(story).containsExactly("acquired", "used");
    }

    @Test
    void ofBothIsThatOfTheUse() {
      var second = new IllegalStateException("not closed");

      assertThatThrownBy(() ->
              using(
                  UsingTest.this::acquire,
                  r -> fail(failure),
                  r -> {
                    throw second;
                  }))
          .isSameAs(failure)
          .hasSuppressedException(second);
    }

    @Test
    void ofTheReleaseLeavesTheResultToItsHook() {
      var closed = new AtomicInteger();

      assertThatThrownBy(() ->
              using(
                  UsingTest.this::acquire,
                  discarding(r -> use(r), (String result) -> closed.incrementAndGet()),
                  r -> Tasks.<String, IOException>fail(failure)))
          .isSameAs(failure);
      assertThat(closed).hasValue(1);
    }
  }

  @Nested
  class ATaskThatIsToldToStop {
    @Test
    void releasesShielded() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          using(
                              UsingTest.this::acquire,
                              r -> untilTheDeadline(),
                              r -> story.add(after(5, "slept"))))))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions();
      assertThat(story).containsExactly("acquired", "slept");
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }

    @Test
    void betweenAcquireAndUseOnlyReleases() {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          using(
                              () -> {
                                clock.advance(ofMillis(11));
                                return acquire();
                              },
                              r -> use(r),
                              r -> release(r)))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(story).containsExactly("acquired", "released resource");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void duringTheReleaseHearsOfItAfterwards() {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          using(
                              UsingTest.this::acquire,
                              r -> use(r),
                              r -> {
                                clock.advance(ofMillis(11));
                                story.add("flag: " + Thread.currentThread().isInterrupted());
                              }))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(story).containsExactly("acquired", "used", "flag: false");
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryAcquiresNothing() {
      Interrupted.onEntry(() -> using(UsingTest.this::acquire, r -> use(r), r -> release(r)));

      assertThat(story).isEmpty();
    }

    @Test
    void betweenAcquireAndUseOnlyReleases() {
      assertThatThrownBy(() ->
              using(
                  () -> {
                    Thread.currentThread().interrupt();
                    return acquire();
                  },
                  r -> use(r),
                  r -> release(r)))
          .isInstanceOf(InterruptedException.class);
      assertThat(story).containsExactly("acquired", "released resource");
      assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void thatCutsTheReleaseIsNotLost() {
      Throwable thrown =
          catchThrowable(() ->
              using(
                  UsingTest.this::acquire,
                  r -> fail(failure),
                  r -> {
                    Thread.currentThread().interrupt();
                    Tasks.untilInterrupted();
                  }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isSameAs(failure);
      assertThat(thrown.getSuppressed()).hasExactlyElementsOfTypes(InterruptedException.class);
    }

    @Test
    void atEveryStepReleasesWhatWasAcquired() {
      var open = new AtomicInteger();
      var acquired = new AtomicInteger();

      var steps =
          InterruptAtEveryStep.ofCaller(() ->
              using(
                  () -> {
                    sleep(ofMillis(1));
                    acquired.incrementAndGet();
                    return open.incrementAndGet();
                  },
                  r -> after(1, "used"),
                  r -> {
                    sleep(ofMillis(1));
                    open.decrementAndGet();
                  }));

      assertThat(open).hasValue(0);
      assertThat(acquired).hasValueGreaterThan(0);
      assertThat(steps)
          .extracting(step -> step.failure() == null ? "used" : "interrupted")
          .containsExactly("interrupted", "interrupted", "used");
      assertThat(steps.getLast().flagSet()).isTrue();
    }
  }

  @Test
  void aLoserThatIsUsedAsAResourceIsClosedByItsVerb() throws Exception {
    var closed = new AtomicInteger();
    AutoCloseable opened = closed::incrementAndGet;

    String result = using(closing(() -> opened), r -> "used", r -> r.close());

    assertThat(result).isEqualTo("used");
    assertThat(closed).hasValue(1);
  }
}
