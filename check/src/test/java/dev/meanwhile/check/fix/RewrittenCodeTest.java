package dev.meanwhile.check.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code does that {@code --fix --plain} writes, with calls that fail and hang. */
class RewrittenCodeTest {
  private static final String PAGE =
      """
      public String page(long id) throws SQLException {
        User user = user(id);
        Org org = org(id);
        return user.name() + org.name();
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void rewrite() {
    var fix = new FixTester(folder);
    assertThat(fix.rewrite(Style.PLAIN, FixTester.pages(PAGE)).count()).isEqualTo(1);
  }

  @Test
  void bothCallsRunAtOnce() throws Exception {
    assertThat(
            page(
                """
                User user(long id) { meet(); return new User(id, "Ada"); }
                Org org(long id) { meet(); return new Org(id, "Analytical"); }
                """))
        .isEqualTo("AdaAnalytical");
  }

  @Test
  void theFirstFailureInProgramOrderIsThrownThoughAnotherCameBefore() {
    assertThatThrownBy(() ->
            page(
                """
                User user(long id) throws SQLException {
                  meet();
                  while (!isOrgDone) { Thread.onSpinWait(); }
                  throw new SQLException("user");
                }
                Org org(long id) {
                  meet();
                  isOrgDone = true;
                  throw new IllegalStateException("org");
                }
                """))
        .isInstanceOf(SQLException.class)
        .hasMessage("user");
  }

  @Test
  void aFailureInterruptsTheOthersAndWaitsForThem() {
    assertThatThrownBy(() ->
            page(
                """
                User user(long id) throws SQLException { meet(); throw new SQLException("user"); }
                Org org(long id) { meet(); hang(); return null; }
                """))
        .isInstanceOf(SQLException.class)
        .hasMessage("user");
  }

  @Test
  void anInterruptGoesToTheCallsAndTheFlagStays() {
    assertThatThrownBy(() ->
            page(
                """
                User user(long id) { hang(); throw new IllegalStateException("interrupted"); }
                Org org(long id) { return new Org(id, "Analytical"); }
                """,
                Thread.currentThread()::interrupt))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Calls {@code page} of a page whose two calls are these. */
  private String page(String calls) throws Exception {
    return page(calls, () -> {});
  }

  private String page(String calls, Runnable before) throws Exception {
    String probe =
        """
        package shop;
        import java.sql.SQLException;
        import java.util.concurrent.*;
        public class Probe extends Pages {
          private final CyclicBarrier both = new CyclicBarrier(2);
          private volatile boolean isOrgDone;
          private void meet() {
            try {
              both.await();
            } catch (InterruptedException | BrokenBarrierException e) {
              throw new AssertionError(e);
            }
          }
          private static void hang() {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              // as it should be
            }
          }
        %s
        }
        """
            .formatted(calls);
    Path file = folder.resolve("shop/Probe.java");
    FixTester.write(file, probe);
    Path classes = folder.resolve("classes");
    compile(List.of(file, folder.resolve("shop/Pages.java")), classes);
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      var type = loader.loadClass("shop.Probe");
      Object page = type.getConstructor().newInstance();
      before.run();
      return (String) type.getMethod("page", long.class).invoke(page, 1L);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  private static void compile(List<Path> sources, Path classes) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var options = List.of("-proc:none", "-d", classes.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      assertThat(compiler.getTask(null, files, null, options, null, units).call()).isTrue();
    }
  }
}
