package dev.meanwhile.plan;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.plan.Comparison.Change;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two recorded runs differ in. */
@ExtendWith(LeakGuard.class)
class ComparisonTest {
  private final Plan<Integer, Optional<String>> conditional =
      Plan.define(
          "conditional",
          (p, in) -> {
            p.step("cart", in, i -> after(20, "cart"));
            var user = p.step("user", in, i -> after(i, i));
            return p.when(user, u -> u > 10, s -> s.step("gift", () -> after(50, "gift")));
          });

  @Test
  void showsWhatTookLongerAndWhatDecides() throws Exception {
    Map<String, Duration> before = recorded(3);
    Map<String, Duration> after = recorded(11);

    Comparison comparison = conditional.compare(before, after);

    assertThat(comparison)
        .isEqualTo(
            new Comparison(
                List.of(
                    new Change("gift", null, ofMillis(50)),
                    new Change("user", ofMillis(3), ofMillis(11))),
                new ExpectedPath(List.of("cart"), ofMillis(20)),
                new ExpectedPath(List.of("user", "gift"), ofMillis(61))));
    assertThat(comparison.changes().getFirst().difference()).isEqualTo(ofMillis(50));
    assertThat(comparison.toText())
        .isEqualTo(
            """
            20 ms [cart] -> 61 ms [user, gift]
              gift: not run -> 50 ms
              user: 3 ms -> 11 ms
            """);
    assertThat(conditional.compare(after, before).changes().getFirst().difference())
        .isEqualTo(ofMillis(-50));
  }

  @Test
  void thatAreAlikeHasNoChanges() throws Exception {
    assertThat(conditional.compare(recorded(5), recorded(5)).changes()).isEmpty();
  }

  @Test
  void refusesWhatIsOfNoStep() {
    assertThatThrownBy(() -> conditional.compare(Map.of(), Map.of("taxes", ofMillis(7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a duration of the step \"taxes\"; allowed: ");
    assertThatThrownBy(() -> conditional.compare(null, Map.of())).hasMessage("before");
    assertThatThrownBy(() -> conditional.compare(Map.of(), null)).hasMessage("after");
  }

  private static <T> T after(int millis, T value) throws InterruptedException {
    sleep(ofMillis(millis));
    return value;
  }

  private Map<String, Duration> recorded(int input) throws Exception {
    var seen = new Seen();
    VirtualTime.create().run(() -> seen.watch(() -> conditional.run(input)));
    return conditional.durations(seen.all());
  }
}
