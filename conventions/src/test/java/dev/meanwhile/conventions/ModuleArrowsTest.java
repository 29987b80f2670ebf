package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.conventions.ModuleArrows.Reactor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arrows between modules point toward core; the parent POM holds every version. */
class ModuleArrowsTest {

  @Test
  void everyArrowOfTheReactorIsAllowed() {
    assertThat(ModuleArrows.wrongArrows(Reactor.of(Repository.here())))
        .as("arrows between modules that the table in ModuleArrows does not allow")
        .isEmpty();
  }

  @Test
  void coreNeedsNothingAtRunTime() {
    assertThat(ModuleArrows.runTimeNeedsOfCore(Reactor.of(Repository.here())))
        .as("run-time dependencies of core; it needs java.base and jdk.jfr only")
        .isEmpty();
  }

  @Test
  void onlyTheParentHoldsVersions() {
    assertThat(ModuleArrows.versionsOutsideTheParent(Reactor.of(Repository.here())))
        .as("versions in the POM of a module; they belong in the parent POM")
        .isEmpty();
  }

  @Test
  void anArrowAwayFromCoreIsNamedWithWhatIsAllowed() {
    assertThat(ModuleArrows.wrongArrows(reactor("core", ours("trace", "compile"))))
        .containsExactly("core -> trace; allowed: nothing");
    assertThat(ModuleArrows.wrongArrows(reactor("core", ours("testing", "test"))))
        .containsExactly("core -> testing; allowed: nothing");
    assertThat(ModuleArrows.wrongArrows(reactor("temporal", ours("trace", "compile"))))
        .containsExactly("temporal -> trace; allowed: core, durable");
  }

  @Test
  void anArrowInAProfileIsAnArrow() {
    String profile = "<profiles><profile>" + ours("cli", "compile") + "</profile></profiles>";

    assertThat(ModuleArrows.wrongArrows(reactor("trace", profile)))
        .containsExactly("trace -> cli; allowed: core");
  }

  @Test
  void testsMayUseTheTestingModuleButMainCodeMayNot() {
    assertThat(ModuleArrows.wrongArrows(reactor("io", ours("testing", "test")))).isEmpty();
    assertThat(ModuleArrows.wrongArrows(reactor("io", ours("testing", "compile"))))
        .containsExactly("io -> testing; allowed: core");
    assertThat(ModuleArrows.wrongArrows(reactor("trace", ours("testing", "test"))))
        .containsExactly("trace -> testing; allowed: core");
  }

  @Test
  void aModuleWithoutALineInTheTableIsNamed() {
    assertThat(ModuleArrows.wrongArrows(reactor("surprise", "")))
        .singleElement()
        .asString()
        .startsWith("surprise has no line");
  }

  @Test
  void aRunTimeDependencyOfCoreIsNamed() {
    String guava = dependency("com.google.guava", "guava", "");
    String jspecify = dependency("org.jspecify", "jspecify", "<scope>provided</scope>");

    assertThat(ModuleArrows.runTimeNeedsOfCore(reactor("core", guava)))
        .containsExactly("com.google.guava:guava");
    assertThat(ModuleArrows.runTimeNeedsOfCore(reactor("core", jspecify))).isEmpty();
  }

  @Test
  void aVersionInAModuleIsNamed() {
    String pinned = dependency("info.picocli", "picocli", "<version>4.0.0</version>");
    String property = "<properties><h2.version>2.0</h2.version></properties>";

    assertThat(ModuleArrows.versionsOutsideTheParent(reactor("cli", pinned + property)))
        .containsExactlyInAnyOrder("cli/pom.xml: picocli 4.0.0", "cli/pom.xml: h2.version 2.0");
  }

  @Test
  void aFileThatIsNoXmlIsAnErrorAndNotAnEmptyPom() {
    assertThatThrownBy(() -> Pom.parse("<project>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a POM");
  }

  private static Reactor reactor(String module, String content) {
    String parent =
        """
        <parent>
          <artifactId>meanwhile-parent</artifactId>
          <version>1.0.0</version>
        </parent>
        """;
    return new Reactor(
        Pom.parse("<project/>"),
        Map.of(module, Pom.parse("<project>" + parent + content + "</project>")));
  }

  private static String ours(String module, String scope) {
    return dependency("dev.meanwhile", "meanwhile-" + module, "<scope>" + scope + "</scope>");
  }

  private static String dependency(String group, String artifact, String more) {
    return """
    <dependencies>
      <dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>
    </dependencies>
    """
        .formatted(group, artifact, more);
  }
}
