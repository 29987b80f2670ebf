package dev.meanwhile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.Chance;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the events of any run have in common, checked on random trees of tasks. */
@ExtendWith(LeakGuard.class)
class TaskTreeEventsTest {
  private static final int TREES_PER_SEED = 40;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  /** Runs {@code tree} on virtual time, and gives its events. */
  private static RecordedEvents eventsOf(RandomTree tree) {
    var events = new RecordedEvents();
    var _ = catchThrowable(() -> events.during(() -> VirtualTime.create().run(tree::run)));
    return events;
  }

  private interface Law {
    void check(RecordedEvents events);
  }

  private static void holdsForRandomTrees(long seed, Law law) {
    var random = Chance.seeded(seed);
    for (int number = 0; number < TREES_PER_SEED; number++) {
      RandomTree tree = RandomTree.wild(random);
      var events = eventsOf(tree);
      try {
        law.check(events);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", tree " + number + ": " + tree, e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTreeOfTheEventsIsTheTreeThatRan(long seed) {
    var random = Chance.seeded(seed);
    for (int number = 0; number < TREES_PER_SEED; number++) {
      RandomTree tree = RandomTree.calm(random);

      var events = eventsOf(tree);

      assertThat(drawn(events)).as("seed %d, tree %d", seed, number).isEqualTo(tree.toString());
      assertThat(events.of(TaskEnded.class)).allMatch(e -> e.ending() == Ending.OK);
      assertThat(events.only(RunEnded.class).ending()).isEqualTo(Ending.OK);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyTaskThatIsCreatedEndsExactlyOnce(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          var created = events.of(TaskCreated.class).stream().map(TaskCreated::task).toList();
          assertThat(created).doesNotHaveDuplicates();
          assertThat(events.of(TaskEnded.class))
              .extracting(TaskEnded::task)
              .containsExactlyInAnyOrderElementsOf(created);
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aTaskIsCreatedThenStartedThenEnded(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          Map<Long, TaskEvent> last = new HashMap<>();
          for (TaskEvent event : events.all()) {
            switch (event) {
              case TaskCreated e -> assertThat(last.put(e.task(), e)).isNull();
              case TaskStarted e ->
                  assertThat(last.put(e.task(), e)).isInstanceOf(TaskCreated.class);
              case TaskEnded e when e.ending() == Ending.OK || e.ending() == Ending.FAILED ->
                  assertThat(last.put(e.task(), e)).isInstanceOf(TaskStarted.class);
              case TaskEnded e ->
                  assertThat(last.put(e.task(), e))
                      .isInstanceOfAny(TaskCreated.class, TaskStarted.class);
              default -> {}
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyWaitThatBeginsEndsOnceForTheSameTask(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          Map<Long, Long> waiting = new HashMap<>();
          for (TaskEvent event : events.all()) {
            if (event instanceof WaitBegan e) {
              assertThat(waiting.put(e.waitId(), e.task())).isNull();
              assertThat(e.on()).doesNotContain(e.task());
            } else if (event instanceof WaitEnded e) {
              assertThat(waiting.remove(e.waitId())).isEqualTo(e.task());
            }
          }
          assertThat(waiting).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void timeNeverGoesBack(long seed) {
    holdsForRandomTrees(
        seed, events -> assertThat(events.all()).extracting(TaskEvent::at).isSorted());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRunBeginsFirstAndEndsLastAndEverythingIsOfIt(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          long run = events.only(RunBegan.class).run();
          assertThat(events.all()).allMatch(event -> event.run() == run);
          assertThat(events.all().getFirst()).isInstanceOf(RunBegan.class);
          assertThat(events.all().getLast()).isInstanceOf(RunEnded.class);
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aTaskLivesInsideItsScopeAndTheScopeInsideItsTask(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          Map<Long, Long> ownerOfScope = new HashMap<>();
          Map<Long, Long> scopeOfTask = new HashMap<>();
          for (TaskEvent event : events.all()) {
            switch (event) {
              case ScopeOpened e -> assertThat(ownerOfScope.put(e.scope(), e.task())).isNull();
              case TaskCreated e -> {
                assertThat(ownerOfScope).containsEntry(e.scope(), e.parent());
                scopeOfTask.put(e.task(), e.scope());
              }
              case TaskEnded e -> {
                assertThat(ownerOfScope).doesNotContainValue(e.task());
                scopeOfTask.remove(e.task());
              }
              case ScopeClosed e -> {
                assertThat(scopeOfTask).doesNotContainValue(e.scope());
                assertThat(ownerOfScope.remove(e.scope())).isEqualTo(e.task());
              }
              default -> {}
            }
          }
          assertThat(ownerOfScope).isEmpty();
          assertThat(scopeOfTask).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPathIsThePathOfTheParentAndTheName(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          Map<Long, String> paths = new HashMap<>();
          paths.put(events.root(), events.only(RunBegan.class).name());
          for (TaskCreated e : events.of(TaskCreated.class)) {
            assertThat(e.path()).isEqualTo(paths.get(e.parent()) + "/" + e.name());
            paths.put(e.task(), e.path());
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoeverWaitsForATaskGoesOnOnlyAfterItHasEnded(long seed) {
    holdsForRandomTrees(
        seed,
        events -> {
          Map<Long, WaitReason> reasons =
              events.of(WaitBegan.class).stream()
                  .collect(Collectors.toMap(WaitBegan::waitId, WaitBegan::reason));
          var ended = new java.util.HashSet<Long>();
          for (TaskEvent event : events.all()) {
            if (event instanceof TaskEnded e) {
              ended.add(e.task());
            } else if (event instanceof WaitEnded e
                && reasons.get(e.waitId()) == WaitReason.RESULT
                && e.releasedBy() != 0) {
              assertThat(ended).contains(e.releasedBy());
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCancelNamesAnotherTaskOrNobody(long seed) {
    holdsForRandomTrees(
        seed,
        events -> assertThat(events.of(CancelAsked.class)).noneMatch(e -> e.by() == e.task()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLimitIsNeverOverItsCapacity(long seed) {
    holdsForRandomTrees(
        seed,
        events ->
            assertThat(events.of(LimitChanged.class))
                .allMatch(e -> e.inUse() >= 0 && e.inUse() <= e.capacity() && e.waiting() >= 0));
  }

  /** The tree as the events tell it, in the words of {@link RandomTree#toString}. */
  private static String drawn(RecordedEvents events) {
    var scopes =
        events.of(ScopeOpened.class).stream().collect(Collectors.groupingBy(ScopeOpened::task));
    var tasks =
        events.of(TaskCreated.class).stream().collect(Collectors.groupingBy(TaskCreated::scope));
    return draw(events.root(), scopes, tasks);
  }

  private static String draw(
      long task, Map<Long, List<ScopeOpened>> scopes, Map<Long, List<TaskCreated>> tasks) {
    Function<ScopeOpened, String> drawScope =
        scope ->
            tasks.getOrDefault(scope.scope(), List.of()).stream()
                .sorted(Comparator.comparingLong(TaskCreated::index))
                .map(child -> draw(child.task(), scopes, tasks))
                .collect(Collectors.joining(", ", scope.verb() + "(", ")"));
    return Objects.requireNonNullElse(scopes.get(task), List.<ScopeOpened>of()).stream()
        .map(drawScope)
        .findFirst()
        .orElse("leaf");
  }
}
