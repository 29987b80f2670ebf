package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LostCatchTest {
  private final RuleTester rule = new RuleTester(new LostCatch());

  private void judges(String members) {
    rule.judges(SampleTasks.with(members));
  }

  @Nested
  class Speaks {
    @Test
    void ofAHandlerThatLogsOrFallsBack() {
      judges(
          """
          CompletableFuture<String> logged(String id) {
            try {
              return later(id); // finds: lost-catch
            } catch (Exception e) {
              log.log(System.Logger.Level.ERROR, "not loaded", e);
              throw e;
            }
          }

          CompletableFuture<String> fallback(String id) {
            try {
              CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> load(id), pool);
              return found; // finds: lost-catch
            } catch (CompletionException e) {
              return CompletableFuture.completedFuture("none");
            }
          }
          """);
    }

    @Test
    void ofAFutureWithStepsBehindIt() {
      judges(
          """
          CompletableFuture<String> steps(String id) {
            try {
              return later(id).thenApply(String::trim); // finds: lost-catch
            } catch (RuntimeException e) {
              return CompletableFuture.completedFuture("none");
            }
          }
          """);
    }
  }

  @Nested
  class IsSilent {
    @Test
    void ifTheHandlerMakesAFailedFuture() {
      judges(
          """
          CompletableFuture<String> failed(String id) {
            try {
              return later(id);
            } catch (Exception e) {
              return CompletableFuture.failedFuture(e);
            }
          }
          """);
    }

    @Test
    void ifTheHandlerIsForWhatComesBefore() {
      judges(
          """
          CompletableFuture<String> read(Path file) {
            try {
              String id = Files.readString(file);
              return later(id);
            } catch (java.io.IOException e) {
              return CompletableFuture.completedFuture("none");
            }
          }
          """);
    }

    @Test
    void ifTheFutureHasAHandlerOrIsJoinedOrIsComplete() {
      judges(
          """
          CompletableFuture<String> handled(String id) {
            try {
              return later(id).exceptionally(e -> "none");
            } catch (Exception e) {
              log.log(System.Logger.Level.ERROR, "not started", e);
              return CompletableFuture.completedFuture("none");
            }
          }

          String joined(String id) {
            try {
              return later(id).join();
            } catch (CompletionException e) {
              return "none";
            }
          }

          CompletableFuture<String> complete(String id) {
            try {
              return CompletableFuture.completedFuture(load(id));
            } catch (Exception e) {
              return CompletableFuture.completedFuture("none");
            }
          }
          """);
    }

    @Test
    void ifTheSourceSaysSo() {
      judges(
          """
          CompletableFuture<String> fallback(String id) {
            try {
              // meanwhile: ignore lost-catch because only a full queue is meant
              return later(id);
            } catch (Exception e) {
              return CompletableFuture.completedFuture("none");
            }
          }
          """);
    }
  }
}
