package dev.meanwhile.check.fix;

import static dev.meanwhile.check.fix.Style.PLAIN;
import static dev.meanwhile.check.fix.Style.VERBS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtOnceTest {
  @TempDir private Path folder;
  private FixTester fix;

  @BeforeEach
  void begin() {
    fix = new FixTester(folder);
  }

  @Nested
  class ToTheVerbs {
    @Test
    void aReturnOfTheResultsBecomesTheCombiner() {
      fix.rewrites(
          VERBS,
          """
          Page page(long id) throws SQLException, InterruptedException {
            User user = user(id);
            Org org = org(id);
            return new Page(user, org);
          }
          """,
          """
          Page page(long id) throws SQLException, InterruptedException {
            return all(
                () -> user(id),
                () -> org(id),
                Page::new);
          }
          """);
    }

    @Test
    void commentsBetweenTheCallsAndInThemStay() {
      fix.rewrites(
          VERBS,
          """
          String page(long id) throws Exception {
            // who asks
            User user = user(/* own */ id); // from the session
            // and for whom; (
            final Org org =
                org(
                    id + 1);
            return user.name() + org.name();
          }
          """,
          """
          String page(long id) throws Exception {
            // who asks
            return all(
                () -> user(/* own */ id), // from the session
            // and for whom; (
                () -> org(
                    id + 1),
                (user, org) -> user.name() + org.name());
          }
          """);
    }

    @Test
    void whereMoreFollowsTheDeclarationsStay() {
      fix.rewrites(
          VERBS,
          """
          String page(long id) throws Exception {
            User user = user(id); // first
            Org org = org(id);
            String text = user.name();
            return text + org.name();
          }
          """,
          """
          String page(long id) throws Exception {
            record Loaded(User user, Org org) {}

            var loaded = all(
                () -> user(id),
                () -> org(id),
                Loaded::new);
            User user = loaded.user(); // first
            Org org = loaded.org();
            String text = user.name();
            return text + org.name();
          }
          """);
    }

    @Test
    void aFinalVarKeepsItsInferredType() {
      fix.rewrites(
          VERBS,
          """
          String page(long id) throws Exception {
            final var user = user(id);
            var /* theirs */ org = org(id);
            String loaded = user.name();
            return loaded + org.name();
          }
          """,
          """
          String page(long id) throws Exception {
            record Loaded<A, B>(A user, B org) {}

            var loaded2 = all(
                () -> user(id),
                () -> org(id),
                Loaded::new);
            final var user = loaded2.user();
            var /* theirs */ org = loaded2.org();
            String loaded = user.name();
            return loaded + org.name();
          }
          """);
    }

    @Test
    void aNumberStaysPrimitive() {
      fix.rewrites(
          VERBS,
          """
          boolean same(long id) throws Exception {
            long one = total(id);
            long other = total(id + 1);
            return one == other;
          }
          """,
          """
          boolean same(long id) throws Exception {
            record Loaded(long one, long other) {}

            var loaded = all(
                () -> total(id),
                () -> total(id + 1),
                Loaded::new);
            long one = loaded.one();
            long other = loaded.other();
            return one == other;
          }
          """);
    }

    @Test
    void aMethodThatNobodyElseSeesDeclaresTheInterrupt() {
      fix.rewrites(
          VERBS,
          """
          Page page(long id) throws SQLException {
            User user = user(id);
            Org org = org(id);
            return new Page(user, org);
          }
          """,
          """
          Page page(long id) throws SQLException, InterruptedException {
            return all(
                () -> user(id),
                () -> org(id),
                Page::new);
          }
          """);
    }

    @Test
    void tabsAndCarriageReturnsStay() {
      String before =
          FixTester.pages(
                  """
                  String page(long id) throws Exception {
                  \tUser user = user(id);
                  \tOrg org = org(id);
                  \treturn user.name() + org.name();
                  }
                  """)
              .replace("\n", "\r\n");

      fix.rewrite(VERBS, before);

      assertThat(fix.read())
          .contains(
              "  \treturn all(\r\n  \t\t() -> user(id),\r\n  \t\t() -> org(id),\r\n"
                  + "  \t\t(user, org) -> user.name() + org.name());\r\n")
          .doesNotContainPattern("[^\r]\n");
    }

    @Test
    void unicodeEscapesDoNotMoveAnything() {
      fix.rewrites(
          VERBS,
          """
          // \\u00e4\\u00f6 \\u0022
          String page(long id) throws Exception {
            String comma = "\\u002c";
            User user = user(\\u0069d);
            Org org = org(id);
            return user.name() + comma + org.name();
          }
          """,
          """
          // \\u00e4\\u00f6 \\u0022
          String page(long id) throws Exception {
            String comma = "\\u002c";
            return all(
                () -> user(\\u0069d),
                () -> org(id),
                (user, org) -> user.name() + comma + org.name());
          }
          """);
    }

    @Test
    void aLambdaAmongTheArgumentsGoesAlong() {
      fix.rewrites(
          VERBS,
          """
          String page(long id) throws Exception {
            User user = checked(id, one -> one > 0);
            Org org = org(id);
            return user.name() + org.name();
          }

          <T> User checked(T id, java.util.function.Predicate<T> isValid) throws SQLException {
            return user(id.hashCode());
          }
          """,
          """
          String page(long id) throws Exception {
            return all(
                () -> checked(id, one -> one > 0),
                () -> org(id),
                (user, org) -> user.name() + org.name());
          }

          <T> User checked(T id, java.util.function.Predicate<T> isValid) throws SQLException {
            return user(id.hashCode());
          }
          """);
    }

    @Test
    void anAllOfTheirOwnIsNotMeant() {
      fix.rewrite(
          VERBS,
          FixTester.pages(
              """
              Page page(long id) throws Exception {
                User user = user(id);
                Org org = org(id);
                return new Page(user, org);
              }

              static boolean all(boolean... some) {
                return some.length == 0;
              }
              """));

      assertThat(fix.read())
          .contains("return Meanwhile.all(", "\nimport dev.meanwhile.Meanwhile;\n")
          .doesNotContain("import static");
    }
  }

  @Nested
  class ToTheJdk {
    @Test
    void theFirstFailureInProgramOrderIsThrownAsItIs() {
      fix.rewrites(
          PLAIN,
          """
          public String page(long id) throws SQLException {
            final var user = user(id); // first
            Org org = org(id);
            return user.name() + org.name();
          }
          """,
          """
          public String page(long id) throws SQLException {
            var userTask = new FutureTask<>(() -> user(id));
            var orgTask = new FutureTask<>(() -> org(id));
            var tasks = List.of(userTask, orgTask);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
              tasks.forEach(threads::execute);
              try {
                for (var task : tasks) {
                  task.get();
                }
              } catch (ExecutionException stopped) {
                threads.shutdownNow();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                threads.shutdownNow();
              }
            }
            for (var ended : tasks) {
              if (ended.state() == Future.State.FAILED) {
                switch (ended.exceptionNow()) {
                  case SQLException failure -> throw failure;
                  case RuntimeException failure -> throw failure;
                  case Error failure -> throw failure;
                  case Throwable failure -> throw new IllegalStateException(failure);
                }
              }
            }
            final var user = userTask.resultNow(); // first
            Org org = orgTask.resultNow();
            return user.name() + org.name();
          }
          """);
    }
  }
}
