package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CpuOnVirtualThreadsTest {
  private final RuleTester rule = new RuleTester(new CpuOnVirtualThreads());

  @Nested
  class Speaks {
    @Test
    void ofTasksThatComputeForLong() {
      rule.judges(
          """
          import java.security.KeyPairGenerator;
          import java.util.concurrent.*;

          class Products {
            private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

            private long product(long[][] a, long[][] b) {
              long sum = 0;
              for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < b.length; j++) {
                  sum += a[i][j] * b[j][i];
                }
              }
              return sum;
            }

            Future<Long> ofTheField(long[][] a, long[][] b) {
              return tasks.submit(() -> product(a, b)); // finds: cpu-on-virtual-threads
            }

            void ofAThread(KeyPairGenerator keys) {
              Thread.ofVirtual().start(() -> keys.generateKeyPair()); // finds: cpu-on-virtual-threads
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheTaskWaitsOrIsShortOrRunsElsewhere() {
      rule.judges(
          """
          import java.security.KeyPairGenerator;
          import java.util.List;
          import java.util.concurrent.*;
          import org.springframework.web.client.RestTemplate;

          class Products {
            private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
            private final ExecutorService pool = Executors.newFixedThreadPool(2);
            RestTemplate rest;

            void waits(List<String> uris, KeyPairGenerator keys) {
              tasks.submit(() -> {
                keys.generateKeyPair();
                return rest.getForObject(uris.getFirst(), String.class);
              });
            }

            void isShort(List<String> names) {
              tasks.submit(() -> names.stream().mapToInt(String::length).sum());
            }

            void elsewhere(KeyPairGenerator keys) {
              pool.submit(() -> keys.generateKeyPair());
            }
          }
          """);
    }
  }
}
