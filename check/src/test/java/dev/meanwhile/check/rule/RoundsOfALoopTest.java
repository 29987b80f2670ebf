package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link WaitInLoop} where a round leaves something for the next, or only seems to. */
class RoundsOfALoopTest {
  private final RuleTester rule = new RuleTester(new WaitInLoop());

  @Test
  void ofRoundsThatGiveAVariableANewValueFirst() {
    rule.judges(
        SamplePages.with(
            """
            List<String> names(List<Invoice> invoices) {
              var names = new ArrayList<String>();
              User user;
              for (Invoice invoice : invoices) { // finds: wait-in-loop
                user = users.findById(invoice.id).orElseThrow();
                names.add(user.getName() + rest.getForObject("/of/" + user.id, String.class));
              }
              return names;
            }
            """));
  }

  @Test
  void ofRoundsThatDecideOnlyWhatToKeepOfTheirAnswers() {
    rule.judges(
        SamplePages.with(
            """
            List<User> different(List<Long> ids) {
              var found = new ArrayList<User>();
              for (Long id : ids) { // finds: wait-in-loop
                User user = users.findById(id).orElse(null);
                if (user == null) continue;
                if (!found.contains(user)) {
                  found.add(user);
                }
              }
              return found;
            }
            """));
  }

  @Test
  void ofRoundsThatAreCountedDown() {
    rule.judges(
        SamplePages.with(
            """
            List<User> last(int count) {
              var found = new ArrayList<User>();
              for (int day = count - 1; day >= 0; day--) { // finds: wait-in-loop
                found.add(users.findById((long) day).orElseThrow());
              }
              return found;
            }
            List<User> few() {
              var found = new ArrayList<User>();
              for (int day = 0; day < 3; day++) {
                found.add(users.findById((long) day).orElseThrow());
              }
              return found;
            }
            """));
  }

  @Test
  void ofRoundsThatShareNothingButTexts() {
    rule.judgesWithoutLibraries(
        """
        import com.example.shop.Order;
        import com.example.shop.Parser;
        import com.example.shop.Status;
        import org.springframework.data.jpa.repository.JpaRepository;
        class Item { String of; }
        class Checks {
          interface Items extends JpaRepository<Item, Long> { Item findByName(String name); }
          Items items;
          Status named(Order order) {
            var status = new Status(order.getName());
            var parser = new Parser(order.getText());
            parser.lines().forEach(line -> { // finds: wait-in-loop
              Item item = items.findByName(line.first());
              status.names().put(line.first(), item.of);
            });
            return status;
          }
          Status held(Order order) {
            var status = new Status(order.getLines());
            var parser = new Parser(order.getLines());
            parser.lines().forEach(line -> {
              Item item = items.findByName(line.first());
              status.names().put(line.first(), item.of);
            });
            return status;
          }
        }
        """);
  }

  @Test
  void ofAFunctionThatHandsOutItsAnswer() {
    rule.judges(
        SamplePages.with(
            """
            static class Page { List<String> rows() { return List.of(); } }
            List<String> rows(List<String> sites) {
              var rows = new ArrayList<String>();
              sites.forEach(site -> { // finds: wait-in-loop
                Page page = rest.getForObject("/rows/" + site, Page.class);
                page.rows().forEach(row -> rows.add(row));
              });
              return rows;
            }
            """));
  }

  @Test
  void ofMethodsThatFillAnElement() {
    rule.judges(
        SamplePages.with(
            """
            static class Line { String owner; String name; void setName(String name) { this.name = name; } }
            void setName(Line line) {
              User user = users.findByName(line.owner);
              line.setName(user.getName());
            }
            List<Line> names(List<Line> lines) {
              for (Line line : lines) { // finds: wait-in-loop
                if (line != null) {
                  setName(line);
                }
              }
              return lines;
            }
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Transactional void setName(Long id) { users.findById(id).get().org = 1; }",
        "void setName(Long id) { users.save(users.findById(id).get()); }",
        "void setName(Long id) { rest.getForObject(\"/users/\" + id, String.class); }",
        "void setName(Long id) { events.accept(users.findById(id).get()); }",
        "void openName(Long id) { users.findById(id).get(); }",
      })
  void notOfMethodsThatMayChangeMoreThanAnElement(String method) {
    rule.judges(
        SamplePages.with(
            """
            METHOD
            void each(List<Long> ids) {
              for (Long id : ids) {
                NAME(id);
              }
            }
            """
                .replace("METHOD", method)
                .replace("NAME", method.contains("openName") ? "openName" : "setName")));
  }

  @Test
  void notIfEachRoundTakesThePageAfterTheLast() {
    rule.judges(
        SamplePages.with(
            """
            void each(org.springframework.data.domain.Pageable first) {
              org.springframework.data.domain.Page<User> page = users.findAll(first);
              while (page.hasNext()) {
                org.springframework.data.domain.Pageable next = page.nextPageable();
                page = users.findAll(next);
              }
            }
            """));
  }

  @Test
  void notIfTheHeadAsksForWhatTheLastRoundGot() {
    rule.judges(
        SamplePages.with(
            """
            void each(List<String> found, List<String> page) {
              for (int i = 0; i < page.size(); i++) {
                page = rest.getForObject("/pages/" + i, List.class);
                found.addAll(page);
              }
            }
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (seen.size() > 3) continue; seen.add(rest.getForObject(\"/\" + id, String.class));",
        "String a = rest.getForObject(\"/\" + id, String.class); if (seen.add(a)) {"
            + " rest.getForObject(\"/of/\" + a, String.class); }",
        "if (id != null) last = rest.getForObject(\"/\" + last, String.class);",
        "String a = last; last = rest.getForObject(\"/\" + id + a, String.class);",
      })
  void notIfAWaitGoesByWhatAnEarlierRoundHasLeft(String body) {
    rule.judges(
        SamplePages.with(
            """
            String each(List<String> ids, Set<String> seen) {
              String last = "";
              for (String id : ids) {
                BODY
              }
              return last;
            }
            """
                .replace("BODY", body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (id < 0) { User user = users.findById(id).orElseThrow(); throw failed(user); }",
        "if (id < 0) { try { found.add(users.findById(id)); } finally { } throw failed(id); }"
      })
  void isSilentAboutTheLastQuestionBeforeAFailure(String round) {
    rule.judges(each(round));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "found.add(plugin.onFound(users.findById(id)));",
        "plugin.onFound(users.findById(id));",
        "found.add(users.findById(id)); Files.writeString(path, \"\" + id);"
      })
  void isSilentWhereARoundTellsOthers(String round) {
    rule.judgesWithoutLibraries(each(round));
  }

  @Test
  void ofRoundsThatWriteAFileEach() {
    rule.judges(
        SamplePages.with(
            """
            void write(List<Long> ids, java.io.File folder) {
              for (Long id : ids) { // finds: wait-in-loop
                java.io.File file = new java.io.File(folder, "" + id);
                FileUtils.writeStringToFile(file, "" + users.findById(id));
              }
            }
            """));
  }

  private static String each(String round) {
    return SamplePages.with(
        """
        Plugin plugin;
        List<Object> each(List<Long> ids, java.nio.file.Path path) throws Exception {
          var found = new ArrayList<Object>();
          for (Long id : ids) {
            ROUND
          }
          return found;
        }
        IllegalStateException failed(Object id) { return new IllegalStateException("" + id); }
        """
            .replace("ROUND", round));
  }
}
