package dev.meanwhile.check.rule;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndependentWaitsTest {
  @TempDir private Path folder;
  private RuleTester rule;

  @BeforeEach
  void open() {
    rule = new RuleTester(new IndependentWaits(), folder);
  }

  @Nested
  class Speaks {
    @Test
    void ofReadsOfRepositories() {
      rule.judges(
          """
          import org.springframework.data.jpa.repository.JpaRepository;
          import java.util.List;

          record User(long id) {}
          record Invoice(long id) {}
          interface Users extends JpaRepository<User, Long> { User findByName(String name); }
          interface Invoices extends JpaRepository<Invoice, Long> { List<Invoice> findByOrg(long org); }

          class Pages {
            Users users;
            Invoices invoices;

            String page(String name, long org) {
              User user = users.findByName(name); // finds: independent-waits
              List<Invoice> recent = invoices.findByOrg(org);
              return user + " " + recent;
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheSecondUsesTheFirst() {
      rule.judges(
          """
          import org.springframework.data.jpa.repository.JpaRepository;
          import java.util.List;

          record User(long id, long org) {}
          record Invoice(long id) {}
          interface Users extends JpaRepository<User, Long> { User findByName(String name); }
          interface Invoices extends JpaRepository<Invoice, Long> { List<Invoice> findByOrg(long org); }

          class Pages {
            Users users;
            Invoices invoices;

            String page(String name) {
              User user = users.findByName(name);
              List<Invoice> recent = invoices.findByOrg(user.org());
              return user + " " + recent;
            }
          }
          """);
    }
  }
}
