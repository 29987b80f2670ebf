package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SequentialJoinsTest {
  private final RuleTester rule = new RuleTester(new SequentialJoins());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
  }

  @Nested
  class Speaks {
    @Test
    void ofAStreamThatStartsAndJoins() {
      judges(
          """
          List<String> all(List<String> ids) {
            return ids.stream()
                .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool)) // finds: sequential-joins-of-started-later
                .map(CompletableFuture::join)
                .toList();
          }
          """);
    }

    @Test
    void ofALoopThatStartsAndJoins() {
      judges(
          """
          List<String> all(List<String> ids) throws Exception {
            List<String> loaded = new ArrayList<>();
            for (String id : ids) {
              loaded.add(pool.submit(() -> load(id)).get()); // finds: sequential-joins-of-started-later
            }
            for (String id : ids) {
              Future<String> one = pool.submit(() -> load(id)); // finds: sequential-joins-of-started-later
              loaded.add(one.get());
            }
            return loaded;
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifAllAreStartedFirst() {
      judges(
          """
          List<String> all(List<String> ids) {
            List<CompletableFuture<String>> started =
                ids.stream().map(id -> CompletableFuture.supplyAsync(() -> load(id), pool)).toList();
            List<String> sorted =
                ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(() -> load(id), pool))
                    .sorted(Comparator.comparing(Object::hashCode))
                    .map(CompletableFuture::join)
                    .toList();
            return started.stream().map(CompletableFuture::join).toList();
          }
          """);
    }

    @Test
    void ifTheNextNeedsTheOneBefore() {
      judges(
          """
          List<String> all(List<String> ids) throws Exception {
            List<String> loaded = new ArrayList<>();
            for (String id : ids) {
              loaded.add(pool.submit(() -> load(id + loaded.size())).get());
            }
            return loaded;
          }
          """);
    }

    @Test
    void ifItIsThereForItsTimeLimit() {
      judges(
          """
          List<String> all(List<String> ids) throws Exception {
            List<String> loaded = new ArrayList<>();
            for (String id : ids) {
              loaded.add(pool.submit(() -> load(id)).get(1, TimeUnit.SECONDS));
            }
            return loaded;
          }
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          """
          List<String> all(List<String> ids) throws Exception {
            List<String> loaded = new ArrayList<>();
            for (String id : ids) {
              // meanwhile: ignore sequential-joins-of-started-later because the service asks for it
              loaded.add(pool.submit(() -> load(id)).get());
            }
            return loaded;
          }
          """);
    }
  }
}
