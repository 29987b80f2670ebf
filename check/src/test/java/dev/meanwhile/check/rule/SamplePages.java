package dev.meanwhile.check.rule;

/** A class that reads users and invoices, for the texts of tests. */
final class SamplePages {
  private static final String LIBRARY =
      """
      import java.util.*;
      import org.springframework.data.jpa.repository.JpaRepository;
      import org.springframework.http.HttpMethod;
      import org.springframework.transaction.annotation.Transactional;
      import org.springframework.web.client.RestTemplate;
      class User { long id; long org; String getName() { return ""; } long getOrg() { return org; } }
      class Invoice { long id; }
      class View { View(User user, List<Invoice> invoices) {} View() {}
        void setUser(User user) {} void setInvoices(List<Invoice> invoices) {} String getUser() { return ""; } }
      interface Users extends JpaRepository<User, Long> { User findByName(String name); }
      interface Invoices extends JpaRepository<Invoice, Long> { List<Invoice> findByOrg(long org); }
      abstract class Base {
        Users users; Invoices invoices; RestTemplate rest; Object log; java.util.function.Consumer<Object> events;
      }
      """;

  private SamplePages() {}

  /** The class with these members. */
  static String with(String members) {
    return LIBRARY + "class Pages extends Base {\n" + members + "\n}\n";
  }
}
