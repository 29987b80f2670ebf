package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Finding.Saving;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndependentWaitsTest {
  private final RuleTester rule = new RuleTester(new IndependentWaits());

  @Nested
  class Speaks {
    @Test
    void ofReadsOfRepositories() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org) {
                User user = users.findByName(name); // finds: independent-waits
                List<Invoice> recent = invoices.findByOrg(org);
                return new View(user, recent);
              }
              """));
    }

    @Test
    void ofReadsThatAreArguments() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org) {
                return new View(users.findByName(name), invoices.findByOrg(org)); // finds: independent-waits
              }
              """));
    }

    @Test
    void ofReadsThatGoIntoAnObjectMadeHere() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org) {
                View view = new View();
                view.setUser(users.findByName(name)); // finds: independent-waits
                view.setInvoices(invoices.findByOrg(org));
                return view;
              }
              """));
    }

    @Test
    void ofTwoReadsBesideALoopThatMayOnlyPossiblyRunWithThem() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org, List<String> others) {
                View view = new View();
                view.setUser(users.findByName(name)); // finds: independent-waits
                view.setInvoices(invoices.findByOrg(org));
                List<User> found = new ArrayList<>();
                for (String other : others) {
                  found.add(users.findByName(other));
                }
                return view;
              }
              """));
    }

    @Test
    void ofReadsBehindMethodsAndInterfacesOfTheProgram() {
      rule.judges(
          SamplePages.with(
              """
              interface Accounts { String account(String id); }
              class RemoteAccounts implements Accounts {
                RestTemplate rest;
                public String account(String id) { return load("/accounts/" + id); }
                private String load(String path) { return rest.getForObject(path, String.class); }
              }
              Accounts accounts;
              String page(String id) {
                String mine = accounts.account(id); // finds: independent-waits
                String other = accounts.account("0");
                return mine + other;
              }
              """));
    }

    @Test
    void ofReadsThatAMissingClassRuns() {
      rule.judgesWithoutLibraries(
          SamplePages.with(
              """
              org.house.tenants.TenantService tenants;
              View page(String name, long org) {
                User user = // finds: independent-waits
                    tenants.executeFor(org, () -> users.findByName(name));
                List<Invoice> recent = tenants.executeFor(org, () -> invoices.findByOrg(org));
                return new View(user, recent);
              }
              View change(String name, long org) {
                User user = tenants.executeFor(org, () -> users.findByName(name));
                Invoice one = tenants.executeFor(org, () -> invoices.save(new Invoice()));
                return new View(user, List.of(one));
              }
              View order(String name, long org) {
                User user = tenants.executeFor(org, name);
                List<Invoice> recent = invoices.findByOrg(org);
                return new View(user, recent);
              }
              """));
    }

    @Test
    void ofReadsWithLogAndLocalWorkBetween() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org) {
                User user = users.findByName(name); // finds: independent-waits
                String shown = user.getName().trim();
                System.out.println(shown);
                List<Invoice> recent = invoices.findByOrg(org);
                return new View(user, recent);
              }
              """));
    }

    @Test
    void ofReadsThatThrowIfThereIsNothing() {
      rule.judges(
          SamplePages.with(
              """
              View page(long id, long org) {
                User user = users.findById(id).orElseThrow(); // finds: independent-waits
                List<Invoice> recent = invoices.findByOrg(org);
                return new View(user, recent);
              }
              """));
    }

    @Test
    void ofRequestsWithTheVerbOfARead() {
      rule.judges(
          SamplePages.with(
              """
              String page(String id) {
                String user = rest.exchange("/users/" + id, HttpMethod.GET, null, String.class); // finds: independent-waits
                String cart = rest.getForObject("/carts/" + id, String.class);
                return user + cart;
              }
              """));
    }

    @Test
    void ofReadsBesideAnObjectOfAClassWithoutAName() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org) {
                var count = new Object() { int value; };
                User user = users.findByName(name); // finds: independent-waits
                return new View(user, invoices.findByOrg(org));
              }
              """));
    }

    @Test
    void ofAReadInABranchThatIsNotNeeded() {
      rule.judges(
          SamplePages.with(
              """
              View page(String name, long org, boolean full) {
                User user = null;
                if (full) { // finds: independent-waits
                  user = users.findByName(name);
                }
                List<Invoice> recent = invoices.findByOrg(org);
                return new View(user, recent);
              }
              """));
    }
  }

  @Nested
  class Says {
    @Test
    void theGroupsAndTheSmallestNumberOfSteps() {
      Finding finding =
          only(
              """
              String order(String id) {
                String user = rest.getForObject("/users/" + id, String.class);
                String org = rest.getForObject("/orgs/" + user, String.class);
                String product = rest.getForObject("/products/" + id, String.class);
                String rate = rest.getForObject("/rates/" + user + product, String.class);
                return org + rate;
              }
              """);

      assertThat(finding.saving()).contains(Saving.of(4, 2));
      assertThat(finding.marks()).extracting(Mark::step).containsExactly(1, 1, 2, 2);
      assertThat(finding.marks())
          .extracting(mark -> mark.place().text())
          .extracting(text -> text.replaceAll("[^a-z]*(get\\w+\\(\")?/(\\w+)/.*", ""))
          .hasSize(4);
    }

    @Test
    void itIsCertainOnlyIfTwoSignalsAgree() {
      String sure =
          """
          String page(long id) {
            return users.findById(id).toString() + invoices.findByOrg(id);
          }
          """;
      String unsure =
          """
          Ledger ledger;
          interface Ledger extends JpaRepository<User, Long> { int balance(long id); }
          String page(long id) {
            return users.findById(id).toString() + ledger.balance(id);
          }
          """;
      assertThat(only(sure).confidence()).isEqualTo(Confidence.CERTAIN);
      assertThat(rule.findings(SamplePages.with(unsure))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"if (found == null) ", "if (id > 0) "})
    void itIsNotCertainOfAMethodThatWaitsInSomeCasesOnly(String cases) {
      String page =
          """
          List<Invoice> findInvoices(long id) {
            List<Invoice> found = null;
            CASES found = invoices.findByOrg(id);
            return found;
          }
          String page(long id) {
            return users.findById(id).toString() + findInvoices(id);
          }
          """;
      assertThat(only(page.replace("CASES", "")).confidence()).isEqualTo(Confidence.CERTAIN);
      assertThat(only(page.replace("CASES", cases)).confidence()).isEqualTo(Confidence.LIKELY);
    }

    private Finding only(String code) {
      List<Finding> findings = rule.findings(SamplePages.with(code));
      assertThat(findings).hasSize(1);
      return findings.getFirst();
    }
  }
}
