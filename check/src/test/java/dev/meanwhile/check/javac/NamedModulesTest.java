package dev.meanwhile.check.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedModulesTest {
  private static Set<String> in(String text) {
    var modules = new NamedModules();
    modules.lookAt(text);
    return modules.found();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import java.sql.Connection;",
        "import java.sql.*;",
        "import static java.sql.Types.BLOB;",
        "import module java.sql;",
        "class A { void f(java.sql.Connection c) {} }",
        "class A { javax.sql.DataSource.Inner i; }",
        "java.sql"
      })
  void aModuleIsFoundByTheNameOfOneOfItsPackages(String text) {
    assertThat(in(text)).contains("java.sql");
  }

  @Test
  void aModuleIsFoundByItsOwnName() {
    assertThat(in("import module java.desktop;")).contains("java.desktop");
    assertThat(in("import module java.se;")).contains("java.desktop", "java.rmi");
  }

  @Test
  void whatItRequiresIsFoundWithIt() {
    assertThat(in("import java.sql.Connection;"))
        .containsExactlyInAnyOrder(
            "java.base", "java.sql", "java.logging", "java.transaction.xa", "java.xml");
  }

  @Test
  void whatOnlyLooksLikeAPackageOfTheJdkAddsNothing() {
    assertThat(in("import javax.inject.Inject; import com.example.java.sql.Query; // java."))
        .containsExactly("java.base");
  }

  @Test
  void everyPackageThatTheJdkExportsIsFound() {
    for (ModuleDescriptor module : system()) {
      for (Exports exported : module.exports()) {
        assertThat(in("import " + exported.source() + ".Thing;"))
            .as(exported.source())
            .contains(module.name());
      }
    }
  }

  private static Iterable<ModuleDescriptor> system() {
    return ModuleFinder.ofSystem().findAll().stream().map(ModuleReference::descriptor)::iterator;
  }
}
