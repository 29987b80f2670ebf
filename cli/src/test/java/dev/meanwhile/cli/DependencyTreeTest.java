package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.cli.DependencyTree.Library;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyTreeTest {
  private static final DependencyTree SHOP =
      new DependencyTree(
          """
          shop:parent:pom:1
          shop:api:jar:1
             org.slf4j:slf4j-api:jar:2.0.17:compile
          shop:app:war:1
             shop:api:jar:1:compile
                org.slf4j:slf4j-api:jar:2.0.17:compile
             io.netty:netty-transport:jar:linux-x86_64:4.2.1:runtime (optional)
             org.junit:junit:jar:6.1.3:test
             some.big:bom:pom:3:compile
          """
              .lines()
              .toList());

  @Test
  void theLibrariesAreThoseOfAllModulesEachOnceAndNoModules() {
    assertThat(SHOP.modules()).isEqualTo(3);
    assertThat(SHOP.libraries(false))
        .extracting(Library::toString)
        .containsExactly("org.slf4j:slf4j-api:2.0.17", "io.netty:netty-transport:4.2.1");
  }

  @Test
  void thoseOfTestsAreThereIfTheyAreWanted() {
    assertThat(SHOP.libraries(true)).hasSize(3);
  }

  @Test
  void aLibraryHasItsPlaceInARepository() {
    assertThat(SHOP.libraries(false))
        .extracting(library -> library.in(Path.of("repository")))
        .containsExactly(
            Path.of("repository/org/slf4j/slf4j-api/2.0.17/slf4j-api-2.0.17.jar"),
            Path.of(
                "repository/io/netty/netty-transport/4.2.1/netty-transport-4.2.1-linux-x86_64.jar"));
  }
}
