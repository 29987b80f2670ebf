package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class NamesTest {
  private static String thread() {
    assertThat(Thread.currentThread().isVirtual()).isTrue();
    return Thread.currentThread().getName();
  }

  @Test
  void aThreadIsNamedAfterThePathOfItsTask() throws Exception {
    String path = scope("dashboard", s -> s.start("user", NamesTest::thread).get());
    String deeper =
        scope(
                "dashboard",
                s -> s.start("user", () -> all(List.of(named("mail", NamesTest::thread)))).get())
            .getFirst();

    assertThat(path).isEqualTo("dashboard/user");
    assertThat(deeper).isEqualTo("dashboard/user/mail");
  }

  @Test
  void aTaskWithoutANameIsKnownByItsVerbAndPlace() throws Exception {
    List<String> both = all(NamesTest::thread, NamesTest::thread, List::of);
    assertThat(both).containsExactly("all[0]", "all[1]");
    assertThat(settle(List.of(NamesTest::thread)).getFirst().orElseThrow()).isEqualTo("settle[0]");
    String raced = race(NamesTest::thread);
    String tried = any(NamesTest::thread);
    String hedged = hedge(ofSeconds(9), NamesTest::thread);
    String started = scope(s -> s.start(NamesTest::thread).get());

    assertThat(List.of(raced, tried, hedged, started))
        .containsExactly("race[0]", "any[0]", "hedge[0]", "scope[0]");
  }

  @Test
  void aNameOnACallerNamesWhatIsBelow() throws Exception {
    String path =
        within(
            ofSeconds(9),
            named("page", () -> all(named("user", NamesTest::thread), () -> "b", (a, b) -> a)));

    assertThat(path).isEqualTo("page/user");
  }

  @Test
  void aNamedTaskDoesTheSame() throws Exception {
    assertThat(named("user", () -> "a").run()).isEqualTo("a");
  }

  @Test
  void aBlankNameFailsAtOnce() {
    assertThatThrownBy(() -> named(" ", () -> "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\" \"", "any other text is allowed");
    assertThatThrownBy(() -> named("user", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> named(null, () -> "a")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> scope(" ", s -> "a")).isInstanceOf(IllegalArgumentException.class);
  }
}
