package dev.meanwhile.check.fix;

import static dev.meanwhile.check.fix.Style.PLAIN;
import static dev.meanwhile.check.fix.Style.VERBS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Independent waits that no machine should rewrite, each with the reason that is given. */
class RefusedRewriteTest {
  @TempDir private Path folder;
  private FixTester fix;

  @BeforeEach
  void begin() {
    fix = new FixTester(folder);
  }

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
  void aNameThatIsWrittenWithAnEscape() {
    assertThat(
            fix.leaves(
                VERBS,
                """
                String page(long id) throws Exception {
                  User us\\u0065r = user(id);
                  Org org = org(id);
                  return user.name() + org.name();
                }
                """))
        .contains("not the values of declarations in a row");
  }

  @Test
  void callsThatTakeALock() {
    assertThat(
            fix.leaves(
                PLAIN,
                """
                String page(long id) throws Exception {
                  User user = lockedUser(id);
                  Org org = org(id);
                  return user.name() + org.name();
                }

                synchronized User lockedUser(long id) throws SQLException {
                  return user(id);
                }
                """))
        .contains("takes a lock");
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
