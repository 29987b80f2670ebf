package dev.meanwhile.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.fix.Fixer;
import dev.meanwhile.check.fix.Rewrites;
import dev.meanwhile.check.fix.Style;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The form by hand, as {@code meanwhile check --fix} leaves it, passes the tests of the shop. */
class RewrittenShopTest {
  private static final String PACKAGE = "dev/meanwhile/examples/shop";
  private static final List<Path> CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .filter(Files::exists)
          .toList();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void passesTheSameTestsAndIsNotRewrittenAgain(Style style) throws Exception {
    Path sources = copySources();
    Path byHand = sources.resolve(PACKAGE).resolve("ByHand.java");

    Rewrites done = Fixer.apply(plan(sources, style));

    assertThat(done.left()).isEmpty();
    assertThat(done.files())
        .filteredOn(file -> file.path().endsWith("ByHand.java"))
        .singleElement()
        .satisfies(file -> assertThat(file.findings()).hasSize(2));
    assertThat(Files.readString(byHand)).contains(style == Style.VERBS ? "all(" : "FutureTask");
    assertThat(plan(sources, style).files()).isEmpty();
    TestExecutionSummary tests = runShopTest(compile(sources));
    assertThat(tests.getTestsSucceededCount()).isEqualTo(tests.getTestsFoundCount()).isPositive();
  }

  /** The shop, and the tests of both its forms as they are. */
  private Path copySources() throws IOException {
    Path sources = folder.resolve("sources");
    Path target = Files.createDirectories(sources.resolve(PACKAGE));
    try (Stream<Path> shop = Files.list(Path.of("src/main/java", PACKAGE))) {
      for (Path file : shop.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    for (String test : List.of("OpenShop.java", "ShopTest.java")) {
      Files.copy(Path.of("src/test/java", PACKAGE, test), target.resolve(test));
    }
    return sources;
  }

  private static Rewrites plan(Path sources, Style style) throws IOException {
    var options =
        CheckOptions.of(sources).withClassPath(CLASS_PATH).withOnly(Set.of("independent-waits"));
    var findings =
        Checker.check(options, CheckListener.NONE).findings().stream()
            .filter(finding -> finding.place().path().endsWith("ByHand.java"))
            .toList();
    return Fixer.plan(findings, options, List.of(), style);
  }

  private Path compile(Path sources) throws IOException {
    Path classes = folder.resolve("classes");
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.list(sources.resolve(PACKAGE))) {
      var options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      var units = files.getJavaFileObjectsFromPaths(all.toList());
      assertThat(compiler.getTask(null, files, null, options, null, units).call()).isTrue();
    }
    return classes;
  }

  private static TestExecutionSummary runShopTest(Path classes) throws Exception {
    try (var loader = new OwnShop(classes)) {
      Class<?> test = loader.loadClass(ShopTest.class.getName());
      assertThat(test).isNotEqualTo(ShopTest.class);
      var summary = new SummaryGeneratingListener();
      var request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(test))
              .build();
      LauncherFactory.create().execute(request, summary);
      return summary.getSummary();
    }
  }

  /** Loads the shop from the compiled copy, and all else from where it always is. */
  private static final class OwnShop extends URLClassLoader {
    OwnShop(Path classes) throws IOException {
      super(new URL[] {classes.toUri().toURL()}, RewrittenShopTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ShopTest.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
