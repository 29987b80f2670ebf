package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link WaitInLoop} in methods that are called in a transaction of others. */
class LoopsInTransactionsTest {
  private static final String PAGES =
      """
      import java.util.*;
      import org.springframework.data.jpa.repository.JpaRepository;
      import org.springframework.transaction.annotation.Transactional;
      import org.springframework.web.client.RestTemplate;
      class User {}
      interface Users extends JpaRepository<User, Long> { User findByName(String name); }
      class Found {
        Users users; RestTemplate rest;
        List<Object> each(List<Long> ids) {
          List<Object> found = new ArrayList<>();
          BEFORE
          LOOP
            found.add(CALL);
          }
          return found;
        }
      }
      class Page {
        Found found;
        @Transactional List<Object> page(List<Long> ids) { return found.each(ids); }
      }
      """;

  private static final String GIVEN_LOOP =
      "for (Long id : ids) { //\n found.add(users.findById(id)); }";

  private static final String GIVEN =
      """
      import java.util.*;
      import org.springframework.data.jpa.repository.JpaRepository;
      class User {}
      interface Users extends JpaRepository<User, Long> {}
      class Page extends Base {
        Users users; Object transactions; Object transactionalUsers; Object tracer;
        List<Object> NAME(List<Long> ids) {
          List<Object> found = new ArrayList<>();
          GIVEN
          return found;
        }
      }
      """;

  private final RuleTester rule = new RuleTester(new WaitInLoop());

  private static String page(String before, String call) {
    return PAGES.replace("BEFORE", before).replace("CALL", call);
  }

  private void finds(String before, String call) {
    rule.judges(page(before, call).replace("LOOP", "for (Long id : ids) { // finds: wait-in-loop"));
  }

  private void isSilentAbout(String before, String call) {
    rule.judges(page(before, call).replace("LOOP", "for (Long id : ids) {"));
  }

  @Nested
  class Speaks {
    @Test
    void ofAnotherServiceThatKnowsNothingOfIt() {
      finds("", "rest.getForObject(\"/users/\" + id, String.class)");
    }

    @Test
    void ofQueriesForWhichThereIsOneForAll() {
      finds("", "users.findById(id)");
    }
  }

  @Nested
  class IsSilent {
    @Test
    void aboutQueriesForWhichThereIsNone() {
      isSilentAbout("", "users.findByName(\"\" + id)");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "transactions.execute(() -> { LOOP }); ",
          "transactionalUsers.run(true, () -> { LOOP }); ",
          "inTransaction(() -> { LOOP }); ",
          "transactions.execute(new Work() { public void run() { LOOP } }); "
        })
    void aboutWhatIsGivenToATransaction(String call) {
      rule.judgesWithoutLibraries(
          GIVEN.replace("GIVEN", call.replace("LOOP", GIVEN_LOOP)).replace("NAME", "page"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pageFromTransaction", "findInTransaction"})
    void aboutMethodsThatSayThatTheyRunInOne(String name) {
      rule.judgesWithoutLibraries(GIVEN.replace("GIVEN", GIVEN_LOOP).replace("NAME", name));
    }

    @Test
    void butSpeaksOfWhatIsGivenToOthers() {
      rule.judgesWithoutLibraries(
          GIVEN
              .replace("GIVEN", "tracer.run(() -> { LOOP }); ".replace("LOOP", GIVEN_LOOP))
              .replace("{ //", "{ // finds: wait-in-loop")
              .replace("NAME", "page"));
    }

    @Test
    void whereSomethingHasBeenWritten() {
      isSilentAbout("users.save(new User());", "users.findById(id)");
    }
  }
}
