package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.Confidence;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitInLoopTest {
  private static final String LIBRARY =
      """
      import java.util.*;
      import org.springframework.data.jpa.repository.JpaRepository;
      import org.springframework.transaction.annotation.Transactional;
      import org.springframework.web.client.RestTemplate;
      class User { long id; String getName() { return ""; } }
      class Invoice { long getUserId() { return 0; } }
      interface Users extends JpaRepository<User, Long> {}
      abstract class Base { Users users; RestTemplate rest; }
      """;

  private final RuleTester rule = new RuleTester(new WaitInLoop());

  static String method(String code) {
    return LIBRARY + "class Pages extends Base {\n" + code + "\n}\n";
  }

  @Nested
  class Speaks {
    @Test
    void ofALoopThatFillsAList() {
      rule.judges(
          method(
              """
              List<String> names(List<Invoice> invoices) {
                var names = new ArrayList<String>();
                for (Invoice invoice : invoices) { // finds: wait-in-loop
                  User user = users.findById(invoice.getUserId()).orElseThrow();
                  names.add(user.getName());
                }
                return names;
              }
              """));
    }

    @Test
    void ofAReadBehindAMethodOfTheProgram() {
      rule.judges(
          method(
              """
              String load(String id) { return rest.getForObject("/users/" + id, String.class); }
              List<String> names(Set<String> ids) {
                var names = new ArrayList<String>();
                for (String id : ids) { // finds: wait-in-loop
                  if (!id.isEmpty()) {
                    names.add(load(id));
                  }
                }
                return names;
              }
              """));
    }

    @Test
    void ofRoundsThatOnlyNoteWhichWasTheFirst() {
      rule.judges(
          method(
              """
              Map<String, String> titles(List<String> languages) {
                var titles = new HashMap<String, String>();
                String first = null;
                for (String language : languages) { // finds: wait-in-loop
                  titles.put(language, rest.getForObject("/titles/" + language, String.class));
                  if (first == null) {
                    first = language;
                  }
                }
                titles.put("", titles.get(first));
                return titles;
              }
              """));
    }

    @Test
    void ofTheInnerLoopOnly() {
      rule.judges(
          method(
              """
              void each(List<List<Long>> groups, List<User> found) {
                for (List<Long> group : groups) {
                  for (Long id : group) { // finds: wait-in-loop
                    found.add(users.findById(id).get());
                  }
                }
              }
              """));
    }
  }

  @Nested
  class IsSilent {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "last = rest.getForObject(\"/next/\" + last, String.class);",
          "last = rest.getForObject(\"/\" + id, String.class); if (last != null) break;",
          "last = rest.getForObject(\"/\" + id, String.class); if (last != null) return last;",
          "if (!seen.contains(id)) { seen.add(rest.getForObject(\"/\" + id, String.class)); }",
          "seen.add(rest.getForObject(\"/\" + seen.size(), String.class));",
          "seen.add(rest.getForObject(\"/\" + id, String.class)); Thread.sleep(100);",
          "last = rest.getForObject(\"/\" + id, String.class); rest.postForObject(\"/\", last,"
              + " String.class);",
          "last = rest.postForObject(\"/\" + id, null, String.class);",
        })
    void ifTheRoundsNeedEachOther(String body) {
      rule.judges(
          method(
              """
              String each(List<String> ids, Set<String> seen) throws Exception {
                String last = "";
                for (String id : ids) {
                  BODY
                }
                return last;
              }
              """
                  .replace("BODY", body)));
    }

    @Test
    void ifItAsksForTheMethodsOfAClassThatWaits() {
      rule.judges(
          method(
              """
              void each(List<String> names, List<Object> found) throws Exception {
                for (String name : names) {
                  found.add(Users.class.getMethod(name));
                }
              }
              """));
    }

    @Test
    void ifWhatARoundHasLeftDecidesWhatTheNextIsGiven() {
      rule.judges(
          method(
              """
              void each(List<String> ids, List<String> found) {
                String last = null;
                for (String id : ids) {
                  String path = "/first/";
                  if (last != null) {
                    path = "/next/";
                  }
                  last = id;
                  found.add(rest.getForObject(path + id, String.class));
                }
              }
              """));
    }

    @Test
    void ifWhatItCallsKeepsWhatItHasFound() {
      rule.judges(
          method(
              """
              private List<String> below;
              List<String> below(String id) {
                List<String> found = rest.getForObject("/below/" + id, List.class);
                below.addAll(found);
                return below;
              }
              void each(List<String> ids) {
                below = new ArrayList<>();
                List<String> all = null;
                for (String id : ids) {
                  all = below(id);
                }
                all.sort(null);
              }
              """));
    }

    @Test
    void ifThereAreOnlyAFewElements() {
      rule.judges(
          method(
              """
              void each(List<String> seen) {
                for (String id : List.of("a", "b")) {
                  seen.add(rest.getForObject("/" + id, String.class));
                }
                for (int i = 0; i < 3; i++) {
                  seen.add(rest.getForObject("/" + i, String.class));
                }
              }
              """));
    }

    @Test
    void ifItWaitsUntilSomethingHasHappened() {
      rule.judges(
          method(
              """
              String poll(String id) {
                String state = "";
                while (!state.equals("done")) {
                  state = rest.getForObject("/" + id, String.class);
                }
                return state;
              }
              """));
    }

    @Test
    void inATransaction() {
      rule.judges(
          method(
              """
              @Transactional
              void each(List<Long> ids, List<User> found) {
                for (Long id : ids) {
                  found.add(users.findById(id).get());
                }
              }
              """));
    }

    @Test
    void ifEachElementIsManyAlready() {
      rule.judges(
          method(
              """
              void each(List<List<Long>> chunks, List<User> found) {
                for (List<Long> chunk : chunks) {
                  found.addAll(users.findAllById(chunk));
                }
              }
              """));
    }

    @Test
    void ifAPersonHasSaidSo() {
      rule.judges(
          method(
              """
              void each(List<Long> ids, List<User> found) {
                // meanwhile: ignore wait-in-loop because there are never more than three
                for (Long id : ids) {
                  found.add(users.findById(id).get());
                }
              }
              """));
    }
  }

  @Nested
  class IsSure {
    @Test
    void ifEachCallWaits() {
      assertThat(confidence("found.add(web.name(id));")).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void unlessOneOfTheImplementationsDoesNotWait() {
      assertThat(confidence("found.add(names.name(id));")).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void unlessItIsAFallbackForSomethingMissing() {
      assertThat(confidence("found.add(kept(id));")).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void unlessTheRoundTakesElementsAway() {
      assertThat(confidence("if (web.name(id).isEmpty()) { rest.remove(); }"))
          .isEqualTo(Confidence.LIKELY);
    }

    private Confidence confidence(String round) {
      String code =
          """
          interface Names { String name(Long id); }
          static class WebNames implements Names {
            RestTemplate rest;
            public String name(Long id) { return rest.getForObject("/names/" + id, String.class); }
          }
          static class NoNames implements Names {
            public String name(Long id) { return ""; }
          }
          Map<Long, String> kept;
          String kept(Long id) {
            String name = kept.get(id);
            if (name == null || name.isEmpty()) {
              name = rest.getForObject("/names/" + id, String.class);
            }
            return name;
          }
          void each(Set<Long> ids, List<String> found, Names names, WebNames web) {
            Iterator<Long> rest = ids.iterator();
            while (rest.hasNext()) {
              Long id = rest.next();
              ROUND
            }
          }
          """;
      return rule.findings(method(code.replace("ROUND", round))).getFirst().confidence();
    }
  }

  @Nested
  class Advises {
    @Test
    void theMethodOfTheLibraryThatAsksForMany() {
      assertThat(advice("found.add(users.findById(id).get());")).contains("findAllById");
    }

    @Test
    void theMethodOfTheProgramThatAsksForMany() {
      assertThat(advice("found.add(load(id));")).contains("Pages.loadAll");
    }

    @Test
    void aBoundedMapIfThereIsNone() {
      assertThat(advice("found.add(rest.getForObject(\"/\" + id, User.class));"))
          .contains("atMost(");
    }

    private String advice(String body) {
      String code =
          """
          User load(Long id) { return users.findById(id).get(); }
          List<User> loadAll(List<Long> ids) { return users.findAllById(ids); }
          void each(List<Long> ids, List<User> found) {
            for (Long id : ids) {
              BODY
            }
          }
          """;
      return rule.findings(method(code.replace("BODY", body))).getFirst().advice();
    }
  }
}
