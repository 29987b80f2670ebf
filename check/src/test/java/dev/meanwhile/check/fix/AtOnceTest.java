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
      String before =
          FixTester.pages(
              """
              // \\u00e4\\u00f6 \\u0022
              String page(long id) throws Exception {
                User us\\u0065r = user(id);
                Org org = org(id);
                return user.name() + "\\u00fc" + org.name();
              }
              """);

      fix.rewrite(VERBS, before);

      assertThat(fix.read())
          .isIn(
              before,
              before.replace(
                  "    User us\\u0065r = user(id);", "    return all(\n        () -> user(id),"));
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

  @Nested
  class LeftAlone {
    @Test
    void aCatchOfExceptionWouldSwallowTheInterrupt() {
      String method =
          """
          String page(long id) {
            try {
              User user = user(id);
              Org org = org(id);
              return user.name() + org.name();
            } catch (Exception e) {
              return "";
            }
          }
          """;

      assertThat(fix.leaves(VERBS, method)).contains("InterruptedException has no way out");
    }

    @Test
    void aCallerThatDoesNotDeclareTheInterruptWouldNotCompile() {
      assertThat(
              fix.leaves(
                  VERBS,
                  """
                  String page(long id) throws SQLException {
                    User user = user(id);
                    Org org = org(id);
                    return user.name() + org.name();
                  }

                  String twice(long id) throws SQLException {
                    return page(id) + page(id);
                  }
                  """))
          .contains("InterruptedException");
    }

    @Test
    void codeBetweenTheCalls() {
      assertThat(
              fix.leaves(
                  VERBS,
                  """
                  String page(long id) throws Exception {
                    User user = user(id);
                    String name = user.name();
                    Org org = org(id);
                    return name + org.name();
                  }
                  """))
          .contains("not the values of declarations in a row");
    }

    @Test
    void anArgumentThatIsNotEffectivelyFinal() {
      assertThat(
              fix.leaves(
                  VERBS,
                  """
                  String page(long id) throws Exception {
                    id = id + 1;
                    User user = user(id);
                    Org org = org(id);
                    return user.name() + org.name();
                  }
                  """))
          .contains("effectively final");
    }

    @Test
    void aNumberThatWouldBeBoxed() {
      assertThat(
              fix.leaves(
                  VERBS,
                  """
                  boolean same(long id) throws Exception {
                    var one = total(id);
                    var other = total(id + 1);
                    return one == other;
                  }
                  """))
          .contains("the type of one would become another one");
    }

    @Test
    void callsThatLookAtTheirThread() {
      assertThat(
              fix.leaves(
                  VERBS,
                  """
                  static final ThreadLocal<String> TENANT = new ThreadLocal<>();

                  User tenantUser(long id) throws SQLException {
                    return user(TENANT.get().length());
                  }

                  String page(long id) throws Exception {
                    User user = tenantUser(id);
                    Org org = org(id);
                    return user.name() + org.name();
                  }
                  """))
          .contains("ThreadLocal.get may depend on the thread it runs on");
    }
  }
}
