package dev.meanwhile.check.waits;

import dev.meanwhile.check.rule.RuleTester;
import dev.meanwhile.check.rule.WaitInLoop;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  /** From most methods the way is too long, from one it is not: whichever is followed first. */
  @Test
  void theShortestWayFromATransactionCounts() {
    var code =
        new StringBuilder(
            """
            import java.util.*;
            import org.springframework.data.jpa.repository.JpaRepository;
            import org.springframework.transaction.annotation.Transactional;
            interface Texts extends JpaRepository<String, Long> { String findByName(String name); }
            class Pages {
              Texts texts;
              void load(List<String> ids, List<String> found) {
                for (String id : ids) { found.add(texts.findByName(id)); }
              }
              void near(List<String> ids) { load(ids, new ArrayList<>()); }
              @Transactional void close(List<String> ids) { near(ids); }
            """);
    for (int i = 0; i < 40; i++) {
      code.append(
          """
            @Transactional void far%1$d(List<String> ids) { one%1$d(ids); }
            void one%1$d(List<String> ids) { two%1$d(ids); }
            void two%1$d(List<String> ids) { three%1$d(ids); }
            void three%1$d(List<String> ids) { near(ids); }
          """
              .formatted(i));
    }
    new RuleTester(new WaitInLoop()).judges(code + "}\n");
  }
}
