package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LostUpdateTest {
  private final RuleTester rule = new RuleTester(new LostUpdate());

  @Nested
  class Speaks {
    @Test
    void ofAFieldThatIsReadBeforeAWaitAndWrittenAfterIt() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Visits {
            RestTemplate rest;
            private volatile int sum;
            private static int all;

            void inOneExpression(String uri) {
              sum = sum + rest.getForObject(uri, Integer.class); // finds: lost-update
            }

            void compound(String uri) {
              all += rest.getForObject(uri, Integer.class); // finds: lost-update
            }

            void throughALocal(String uri) {
              int before = sum;
              int more = rest.getForObject(uri, Integer.class);
              sum = before + more; // finds: lost-update
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheReadComesAfterTheWaitOrALockIsHeld() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Visits {
            RestTemplate rest;
            private volatile int sum;

            void waitsFirst(String uri) {
              int more = rest.getForObject(uri, Integer.class);
              sum = sum + more;
            }

            void locked(String uri) {
              synchronized (this) {
                sum = sum + rest.getForObject(uri, Integer.class);
              }
            }

            int cached(String uri) {
              int now = sum;
              if (now == 0) {
                sum = now = rest.getForObject(uri, Integer.class);
              }
              return now;
            }

            void replaced(String uri) {
              int before = sum;
              System.out.println(before);
              sum = rest.getForObject(uri, Integer.class);
            }
          }
          """);
    }

    @Test
    void ifNothingSaysThatThreadsShareTheObject() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Report {
            RestTemplate rest;
            private int sum;

            void add(String uri) {
              sum += rest.getForObject(uri, Integer.class);
            }
          }
          """);
    }
  }
}
