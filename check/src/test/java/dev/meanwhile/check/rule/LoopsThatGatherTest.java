package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@link WaitInLoop} where the methods that a round calls do more than to return what they find.
 */
class LoopsThatGatherTest {
  private final RuleTester rule = new RuleTester(new WaitInLoop());

  @Test
  void ofMethodsThatOnlyAddToAText() {
    rule.judges(
        SamplePages.with(
            """
            String report(List<Long> ids) {
              var report = new StringBuilder();
              for (Long id : ids) { // finds: wait-in-loop
                describe(id, report);
              }
              return report.toString();
            }
            private void describe(Long id, StringBuilder report) {
              User user = users.findById(id).orElseThrow();
              report.append(user.id).append(user.getName());
              end(report);
            }
            private void end(StringBuilder report) { report.append('.'); }
            """));
  }

  @Test
  void unlessTheElementsThemselvesAdd() {
    rule.judges(
        SamplePages.with(
            """
            interface Part { void addTo(Map<String, User> page); }
            class Owner implements Part {
              public void addTo(Map<String, User> page) {
                page.put("owner", users.findByName("owner"));
              }
            }
            Map<String, User> page(List<Part> parts) {
              var page = new HashMap<String, User>();
              for (Part part : parts) {
                part.addTo(page);
              }
              return page;
            }
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (found.size() < 9) { found.add(users.findById(id).orElseThrow().getName()); }",
        "found.add(rest.getForObject(\"/after/\" + found.getLast() + id, String.class));",
        "String name = users.findById(id).orElseThrow().getName(); if (found.add(name)) log(name);"
      })
  void unlessTheyLookAtWhatIsThere(String body) {
    rule.judges(
        SamplePages.with(
            """
            List<String> names(List<Long> ids) {
              var found = new ArrayList<String>();
              for (Long id : ids) {
                addName(id, found);
              }
              return found;
            }
            private void addName(Long id, ArrayList<String> found) { %s }
            private void log(String name) {}
            """
                .formatted(body)));
  }

  @Test
  void ofTransportsThatSayWhatTheyAsk() {
    rule.judges(
        SamplePages.with(
            """
            List<String> titles(List<Long> ids) {
              var titles = new ArrayList<String>();
              for (Long id : ids) { // finds: wait-in-loop
                titles.add(executeHttpGetRequest("/titles/" + id));
              }
              return titles;
            }
            private String executeHttpGetRequest(String path) {
              return rest.getForObject(path, String.class);
            }
            List<String> texts(List<Long> ids) {
              var texts = new ArrayList<String>();
              for (Long id : ids) { // finds: wait-in-loop
                texts.add(executeAndParse("/texts/" + id));
              }
              return texts;
            }
            private String executeAndParse(String path) {
              return rest.getForObject(path, String.class).trim();
            }
            """));
  }

  @Test
  void unlessTheyAreToldToDoSomething() {
    rule.judges(
        SamplePages.with(
            """
            void warm(List<Long> ids) {
              for (Long id : ids) {
                warm(id);
              }
              for (Long id : ids) {
                executeUpdate("/pages/" + id);
              }
            }
            private void warm(Long id) { rest.getForObject("/warm/" + id, String.class); }
            private String executeUpdate(String path) {
              return rest.getForObject(path, String.class);
            }
            """));
  }

  @Test
  void ofRoundsThatMeasure() {
    rule.judges(
        SamplePages.with(
            """
            void measure(List<Long> ids) {
              for (Long id : ids) { // finds: wait-in-loop
                Monitors.record(id, users.findById(id).orElseThrow().getName().length());
              }
            }
            static class Monitors {
              private static final Map<Long, long[]> sizes = new HashMap<>();
              static void record(Long id, long size) {
                sizes.computeIfAbsent(id, _ -> new long[1])[0] = size;
              }
            }
            """));
  }

  @Test
  void unlessWhatTheyWriteDownIsMore() {
    rule.judges(
        SamplePages.with(
            """
            void measure(List<Long> ids) {
              for (Long id : ids) {
                Ledger.record(id, rest.getForObject("/of/" + id + Ledger.last, String.class));
              }
            }
            static class Ledger {
              static String last;
              static void record(Long id, String page) { last = page; }
            }
            """));
  }

  @Test
  void ofQueriesThatAreToldMoreFirst() {
    rule.judges(
        """
        import java.util.*;
        import org.jooq.DSLContext;
        import org.jooq.SelectConditionStep;
        class Names {
          private Rows rows;
          List<String> names(List<Long> ids, String domain) {
            var names = new ArrayList<String>();
            for (Long id : ids) { // finds: wait-in-loop
              names.add(rows.getName(id, domain));
            }
            return names;
          }
        }
        class Rows extends Tables {
          String getName(Long id, String domain) {
            SelectConditionStep<String> query = select().where(ID.eq(id));
            if (domain != null) {
              query.and(DOMAIN.eq(domain));
            }
            return query.fetchOne();
          }
        }
        """);
  }
}
