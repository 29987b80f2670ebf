package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@link IndependentWaits} is silent. */
class DependentWaitsTest {
  private final RuleTester rule = new RuleTester(new IndependentWaits());

  @Test
  void ifTheSecondUsesTheFirst() {
    rule.judges(
        SamplePages.with(
            """
            View page(String name) {
              User user = users.findByName(name);
              long org = user.getOrg();
              return new View(user, invoices.findByOrg(org));
            }
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users.save(user);",
        "events.accept(user);",
        "if (user == null) return null;",
        "if (user == null) throw new IllegalStateException();",
        "Objects.requireNonNull(user);",
        "assert user != null;",
        "rest.postForObject(\"/seen\", user, String.class);",
        "rest.exchange(\"/seen\", HttpMethod.POST, user, String.class);",
        "validate(user);",
        "key.set(0, user.getOrg());",
        "org += user.getOrg();",
        "Optional.of(user).ifPresent(users::save);",
        "FileUtils.deleteQuietly(user);",
        "boolean isGone = FileUtils.deleteQuietly(user);",
      })
  void ifWhatIsBetweenChangesOrDecidesSomething(String between) {
    rule.judges(
        SamplePages.with(
            """
            void validate(User user) { if (user.org < 0) throw new IllegalArgumentException(); }
            View page(String name, long org, List<Long> key) {
              User user = users.findByName(name);
              BETWEEN
              return new View(user, invoices.findByOrg(org + key.get(0)));
            }
            """
                .replace("BETWEEN", between)));
  }

  @Test
  void ifOneOfTheTwoWrites() {
    rule.judges(
        SamplePages.with(
            """
            String page(String id, User changed) {
              User user = users.save(changed);
              String cart = rest.getForObject("/carts/" + id, String.class);
              return user + cart;
            }
            """));
  }

  @Test
  void ifAMethodOfTheProgramWritesDeepInside() {
    rule.judges(
        SamplePages.with(
            """
            String account(String id) { seen(id); return rest.getForObject("/a/" + id, String.class); }
            private void seen(String id) { rest.postForObject("/seen", id, String.class); }
            String page(String id) {
              String mine = account(id);
              String other = account("0");
              return mine + other;
            }
            """));
  }

  @Test
  void ifBothChangeOneField() {
    rule.judges(
        SamplePages.with(
            """
            private int asked;
            String account(String id) { asked++; return rest.getForObject("/a/" + id, String.class); }
            String page(String id) {
              String mine = account(id);
              String other = account("0");
              return mine + other + asked;
            }
            """));
  }

  @Test
  void inATransaction() {
    rule.judges(
        SamplePages.with(
            """
            @Transactional
            View page(String name, long org) {
              User user = users.findByName(name);
              return new View(user, invoices.findByOrg(org));
            }
            """));
  }

  @Test
  void inATransactionOfACaller() {
    rule.judges(
        SamplePages.with(
            """
            @Transactional
            View all(String name, long org) { return page(name, org); }
            private View page(String name, long org) {
              User user = users.findByName(name);
              return new View(user, invoices.findByOrg(org));
            }
            """));
  }

  @Test
  void whileALockIsHeld() {
    rule.judges(
        SamplePages.with(
            """
            synchronized View page(String name, long org) {
              User user = users.findByName(name);
              return new View(user, invoices.findByOrg(org));
            }
            View other(String name, long org) {
              synchronized (this) {
                User user = users.findByName(name);
                return new View(user, invoices.findByOrg(org));
              }
            }
            """));
  }

  @Test
  void onOneConnection() {
    rule.judges(
        SamplePages.with(
            """
            int page(java.sql.Connection connection) throws java.sql.SQLException {
              var users = connection.prepareStatement("select 1").executeQuery();
              var invoices = connection.prepareStatement("select 2").executeQuery();
              return users.getInt(1) + invoices.getInt(1);
            }
            """));
  }

  @Test
  void onAClientThatIsGivenAndMayHaveOneConnection() {
    rule.judges(
        """
        import java.util.List;
        import org.springframework.jdbc.core.JdbcTemplate;
        class Groups {
          int migrate(JdbcTemplate jdbc) {
            List<String> zones = jdbc.queryForList("SELECT id FROM zones", String.class);
            List<String> groups = jdbc.queryForList("SELECT name FROM groups", String.class);
            return zones.size() + groups.size();
          }
        }
        """);
  }

  @Test
  void ifTheFirstIsThereToRefuse() {
    rule.judges(
        SamplePages.with(
            """
            String page(String id) {
              String allowed = rest.getForObject("/allowed/" + id, String.class);
              return rest.getForObject("/carts/" + id, String.class);
            }
            boolean checkPermission(String id) {
              return rest.getForObject("/allowed/" + id, Boolean.class);
            }
            String guarded(String id) {
              boolean allowed = checkPermission(id);
              String cart = rest.getForObject("/carts/" + id, String.class);
              return allowed + cart;
            }
            String checkAccessToFolder(String id) {
              return rest.getForObject("/roles/" + id, String.class);
            }
            String shared(String id) {
              String role = checkAccessToFolder(id);
              String cart = rest.getForObject("/carts/" + id, String.class);
              return role + cart;
            }
            String findAndValidateOwner(String id) {
              return rest.getForObject("/owners/" + id, String.class);
            }
            String owned(String id) {
              String owner = findAndValidateOwner(id);
              String cart = rest.getForObject("/carts/" + id, String.class);
              return owner + cart;
            }
            """));
  }

  @Test
  void ifTheSecondIsAFallback() {
    rule.judges(
        SamplePages.with(
            """
            User page(String name, long id) {
              User user = users.findByName(name);
              if (user == null) {
                user = users.findById(id).orElse(null);
              }
              return user;
            }
            """));
  }

  @Test
  void ifAPersonHasSaidSo() {
    rule.judges(
        SamplePages.with(
            """
            View page(String name, long org) {
              // meanwhile: ignore independent-waits because the second is in the cache
              User user = users.findByName(name);
              return new View(user, invoices.findByOrg(org));
            }
            @SuppressWarnings("meanwhile:independent-waits")
            View other(String name, long org) {
              User user = users.findByName(name);
              return new View(user, invoices.findByOrg(org));
            }
            """));
  }
}
