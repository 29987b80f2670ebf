package dev.meanwhile.check.rule;

import org.junit.jupiter.api.Test;

/** Futures that code outside the program has begun, and what is chained to them. */
class StagesOfOthersTest {
  private final RuleTester rule = new RuleTester(new DroppedFuture());

  private void judges(String members) {
    rule.judges(
        """
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.function.*;
        import org.example.store.Locks;
        import org.example.store.Store;
        import org.example.store.Stores;

        class Sample {
          private final Store store = new Store();
          private final Locks locks = new Locks();
          private final System.Logger log = System.getLogger("sample");

        %s
        }
        """
            .formatted(members.indent(2)));
  }

  @Test
  void aStepLosesTheFailureOfWhatItFollows() {
    judges(
        """
        CompletableFuture<String> answer(String id) {
          var answer = new CompletableFuture<String>();
          store.find(id).thenAccept(found -> answer.complete(found.name())); // finds: dropped-future
          return answer;
        }

        void tell(String id, Consumer<String> listener) {
          store.loadAsync(id) // finds: dropped-future
              .thenApply(found -> found.name())
              .thenAccept(listener);
        }
        """);
  }

  @Test
  void aVariableMayHoldItUntilThen() {
    judges(
        """
        void tell(String id, boolean isNew, Consumer<String> listener) {
          CompletableFuture<String> name;
          if (isNew) {
            name = store.create(id);
          } else {
            name = store.find(id);
          }
          name.thenAccept(listener); // finds: dropped-future
        }

        CompletableFuture<String> both(String id, Consumer<String> listener) {
          CompletableFuture<String> name = store.find(id);
          name.thenAccept(listener); // silent: the caller gets the failure
          return name;
        }
        """);
  }

  @Test
  void aMethodMayPassOnWhatALibraryGives() {
    judges(
        """
        void leave(String id) {
          release(id); // finds: dropped-future
        }

        private CompletableFuture<Void> release(String id) {
          var lock = locks.remove(id);
          return lock == null ? CompletableFuture.completedFuture(null) : lock.release();
        }

        void leaveLoudly(String id) {
          releaseLoudly(id); // silent: the method logs the failure
        }

        private CompletableFuture<Void> releaseLoudly(String id) {
          return locks.find(id).release()
              .whenComplete((_, e) -> log.log(System.Logger.Level.INFO, id, e));
        }
        """);
  }

  @Test
  void whatIsComposedBehindAHandlerMayFailAgain() {
    judges(
        """
        void move(String id) {
          store.find(id) // finds: dropped-future
              .exceptionally(e -> null)
              .thenCompose(found -> store.createAsync(found));
          store.find(id)
              .exceptionally(e -> null)
              .thenAccept(found -> log.log(System.Logger.Level.INFO, id)); // silent: it is handled
        }
        """);
  }

  @Test
  void aMessageByFutureTellsOfItsEndThereOnly() {
    judges(
        """
        void ping(org.eclipse.jetty.websocket.api.Session session, String text) {
          session.getRemote().sendStringByFuture(text); // finds: dropped-future
        }
        """);
  }

  @Test
  void aRequestToTheCloudTellsOfItsEndThereOnly() {
    judges(
        """
        private software.amazon.awssdk.services.sqs.SqsAsyncClient queue;

        void delete(String url) {
          queue.deleteQueue(request -> request.queueUrl(url)); // finds: dropped-future
          queue.deleteQueue(request -> request.queueUrl(url)).join(); // silent: joined
        }
        """);
  }

  @Test
  void aSchedulerOfAnotherPartIsKnownByWhatItIsGiven() {
    judges(
        """
        void begin(org.example.Timers timers) {
          timers.getScheduledExecutor() // finds: dropped-future
              .scheduleAtFixedRate(this::check, 1, 1, TimeUnit.SECONDS);
        }

        private void check() {
          if (Math.random() > 2) {
            throw new IllegalStateException("more than two");
          }
        }
        """);
  }

  @Test
  void anEndOrWhatOthersHaveBegunIsNoLoss() {
    judges(
        """
        void follow(List<CompletableFuture<String>> parts, Runnable next) throws Exception {
          store.closeFuture().thenRun(next); // silent: it tells of the end
          store.onClose().thenRun(next); // silent: it tells of the end
          store.getReady().thenRun(next); // silent: begun elsewhere
          Stores.waitForAll(parts).thenRun(next); // silent: the parts are somebody else's
          store.find("a").thenAccept(found -> next.run()).get(5, TimeUnit.SECONDS); // silent: joined
          store.find("a").thenAccept(found -> next.run()).join(); // silent: joined
        }
        """);
  }
}
