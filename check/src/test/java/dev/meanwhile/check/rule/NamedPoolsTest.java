package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link UnboundedFanOut} on pools that classes make that are missing. */
class NamedPoolsTest {
  private static final String JOBS =
      """
      // file: Jobs.java
      package org.house.jobs;
      import java.util.*;
      import java.util.concurrent.*;
      import org.house.core.Pools;
      class Jobs {
        private ExecutorService pool = MADE;
        ExecutorService getPool() { return pool; }
        void shut(Map<String, Runnable> all, ThreadFactory names) {
          ExecutorService own = OWN;
          for (Runnable one : all.values()) {MARKER
            RUNS.execute(one);
          }
        }
      }
      // file: Late.java
      package org.house.jobs;
      import java.util.*;
      class Late {
        void run(Jobs jobs, List<Runnable> all) {
          var pool = jobs == null ? null : jobs.getPool();
          for (Runnable one : all) {LATE
            pool.submit(one);
          }
        }
      }
      """;

  private final RuleTester rule = new RuleTester(new UnboundedFanOut());

  private static String own(String made, String marker) {
    return JOBS.replace("MADE", "Executors.newFixedThreadPool(4)")
        .replace("OWN", made)
        .replace("RUNS", "own")
        .replace("MARKER", marker)
        .replace("LATE", "");
  }

  @Nested
  class Speaks {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Pools.newTracedCachedThreadPool(names)",
          "Pools.createCachedPool(\"jobs\")",
          "Pools.newTracedFixedThreadPool(Integer.MAX_VALUE, names)",
          "Pools.newTracedFixedThreadPool(all.size(), names)",
          "new Pools.TracedThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new"
              + " SynchronousQueue<>(), names)"
        })
    void ofOnesThatGrow(String made) {
      rule.judgesWithoutLibraries(own(made, " // finds: unbounded-fan-out"));
    }

    @Test
    void whereAGetterGivesIt() {
      rule.judgesWithoutLibraries(
          JOBS.replace("MADE", "Pools.newTracedCachedThreadPool(null)")
              .replace("OWN", "null")
              .replace("RUNS", "pool")
              .replace("MARKER", " // finds: unbounded-fan-out")
              .replace("LATE", " // finds: unbounded-fan-out"));
    }
  }

  @Nested
  class IsSilent {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Pools.newTracedFixedThreadPool(8, names)",
          "Pools.newTracedFixedThreadPool(8, Integer.MAX_VALUE)",
          "Pools.newTracedThreadPool(names)",
          "Pools.cachedResults()",
          "new Pools.TracedThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new"
              + " SynchronousQueue<>(), names)"
        })
    void aboutOnesWithASize(String made) {
      rule.judgesWithoutLibraries(own(made, ""));
    }

    @Test
    void aboutOneOfManyThatAreWrapped() {
      rule.judgesWithoutLibraries(
          """
          import java.util.*;
          import java.util.concurrent.*;
          class Jobs {
            static ExecutorService traced(ExecutorService pool) { return new TracedPool(pool); }
            ExecutorService grows = traced(Executors.newCachedThreadPool());
            ExecutorService small = traced(Executors.newFixedThreadPool(4));
            void run(List<Runnable> all) {
              for (Runnable one : all) {
                small.submit(one);
              }
            }
          }
          """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--free >= 0", "running.size() < most"})
    void whereTheRoundCounts(String condition) {
      rule.judges(
          """
          import java.util.*;
          import java.util.concurrent.*;
          class Jobs {
            ExecutorService pool = Executors.newCachedThreadPool();
            void run(List<Runnable> all, int free, int most) {
              var running = new ArrayList<Future<?>>();
              var waiting = new ArrayList<Runnable>();
              for (Runnable one : all) {
                if (CONDITION) { running.add(pool.submit(one)); } else { waiting.add(one); }
              }
            }
          }
          """
              .replace("CONDITION", condition));
    }
  }
}
