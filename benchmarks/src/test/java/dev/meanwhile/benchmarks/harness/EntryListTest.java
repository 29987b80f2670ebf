package dev.meanwhile.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryListTest {
  @Contender(
      value = "marked",
      role = Role.FLOOR,
      only = {"limit=8", "limit=9"},
      preview = true)
  private static final class Marked {}

  @Contender("another")
  private static final class Another {}

  @Test
  void markedClassesOfThePackageAreEntered() {
    assertThat(EntryList.of(EntryListTest.class))
        .containsExactly(
            new Entrant(
                Marked.class.getName(), "marked", Role.FLOOR, List.of("limit=8", "limit=9"), true),
            new Entrant(Another.class.getName(), "another", Role.PEER, List.of(), false));
  }

  @Test
  void anEntrantDoesTheVariantsThatItNames() {
    Entrant marked = EntryList.of(EntryListTest.class).getFirst();

    assertThat(marked.does(new Variant("items=1 limit=9"))).isTrue();
    assertThat(marked.does(new Variant("items=1 limit=7"))).isFalse();
  }
}
