package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryWithoutBackoffTest {
  private final RuleTester rule = new RuleTester(new RetryWithoutBackoff());

  @Nested
  class Speaks {
    @Test
    void ofAttemptsWithoutAPauseOrWithoutAnEnd() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;

            String threeTimesAtOnce(String uri) {
              RuntimeException last = null;
              for (int i = 0; i < 3; i++) {
                try {
                  return rest.getForObject(uri, String.class); // finds: retry-without-backoff
                } catch (RuntimeException e) {
                  last = e;
                }
              }
              throw last;
            }

            String forEver(String uri) throws InterruptedException {
              while (true) {
                try {
                  return rest.getForObject(uri, String.class); // finds: retry-without-backoff
                } catch (RuntimeException e) {
                  Thread.sleep(100);
                }
              }
            }

            String untilDone(String uri) {
              String price = null;
              boolean done = false;
              while (!done) {
                try {
                  price = rest.getForObject(uri, String.class); // finds: retry-without-backoff
                  done = true;
                } catch (RuntimeException e) {
                  System.out.println(e);
                }
              }
              return price;
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void withAPauseAndAnEnd() {
      rule.judges(
          """
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;

            String counted(String uri) throws InterruptedException {
              RuntimeException last = null;
              for (int i = 0; i < 3; i++) {
                try {
                  return rest.getForObject(uri, String.class);
                } catch (RuntimeException e) {
                  last = e;
                  Thread.sleep(100L << i);
                }
              }
              throw last;
            }

            String untilTheDeadline(String uri, long deadline) throws InterruptedException {
              while (true) {
                try {
                  return rest.getForObject(uri, String.class);
                } catch (RuntimeException e) {
                  if (System.nanoTime() > deadline) {
                    throw e;
                  }
                  Thread.sleep(100);
                }
              }
            }
          }
          """);
    }

    @Test
    void ifEachAttemptIsAnotherRequestOrNoneIsRepeated() {
      rule.judges(
          """
          import java.util.List;
          import org.springframework.web.client.RestTemplate;

          class Prices {
            RestTemplate rest;

            String ofAnyHost(List<String> hosts) {
              for (int i = 0; i < hosts.size(); i++) {
                String host = hosts.get(i);
                try {
                  return rest.getForObject("http://" + host, String.class);
                } catch (RuntimeException e) {
                  System.out.println(e);
                }
              }
              return null;
            }

            void ofEach(List<String> uris) {
              for (String uri : uris) {
                try {
                  rest.getForObject(uri, String.class);
                } catch (RuntimeException e) {
                  System.out.println(e);
                }
              }
            }

            void poll(String uri) throws InterruptedException {
              while (true) {
                try {
                  System.out.println(rest.getForObject(uri, String.class));
                } catch (RuntimeException e) {
                  System.out.println(e);
                }
                Thread.sleep(1000);
              }
            }

            String givesUp(String uri) {
              while (true) {
                try {
                  return rest.getForObject(uri, String.class);
                } catch (RuntimeException e) {
                  throw new IllegalStateException(e);
                }
              }
            }
          }
          """);
    }
  }
}
