package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Hedge;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The waits of the policies say what they are for. */
@ExtendWith(LeakGuard.class)
class ResilienceEventTest {
  private final VirtualTime time = VirtualTime.create();
  private final RecordedEvents events = new RecordedEvents();

  private void observe(Task<?, ?> work) throws Exception {
    events.during(() -> time.run(work));
  }

  private List<Long> began(WaitReason reason) {
    return events.of(WaitBegan.class).stream()
        .filter(wait -> wait.reason() == reason)
        .map(wait -> millis(wait))
        .toList();
  }

  private List<Long> ended(WaitEnd end) {
    return events.of(WaitEnded.class).stream()
        .filter(wait -> wait.end() == end)
        .map(wait -> millis(wait))
        .toList();
  }

  private static long millis(TaskEvent event) {
    return event.at() / 1_000_000;
  }

  @Nested
  class ABackOff {
    private final Retry retry = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

    @Test
    void isTheWaitBetweenTwoAttempts() throws Exception {
      Iterator<String> answers = List.of("busy", "busy", "a").iterator();

      observe(() -> retry.call(() -> answer(answers.next())));

      assertThat(events.story(events.root()))
          .containsExactly("BACKOFF", "TIMED_OUT", "BACKOFF", "TIMED_OUT");
      assertThat(began(WaitReason.BACKOFF)).containsExactly(0L, 100L);
      assertThat(ended(WaitEnd.TIMED_OUT)).containsExactly(100L, 200L);
    }

    @Test
    void endsWithTheCancelOfItsTask() throws Exception {
      observe(() -> race(() -> after(30, "b"), () -> retry.call(() -> answer("busy"))));

      assertThat(events.story(events.task("test/race[1]")))
          .containsSubsequence("BACKOFF", "told RACE_WON", "INTERRUPTED", "CANCELLED");
    }

    private static String answer(String answer) throws IOException {
      if (answer.equals("busy")) {
        throw new IOException("503");
      }
      return answer;
    }
  }

  @Nested
  class ARateLimit {
    private final RateLimit limit = RateLimit.strict(1, ofSeconds(1));

    @Test
    void isWaitedForUntilTheStartMayBe() throws Exception {
      observe(() -> {
        limit.acquire();
        limit.acquire();
        limit.acquire();
        return null;
      });

      assertThat(events.story(events.root()))
          .containsExactly("RATE", "TIMED_OUT", "RATE", "TIMED_OUT");
      assertThat(began(WaitReason.RATE)).containsExactly(0L, 1000L);
      assertThat(ended(WaitEnd.TIMED_OUT)).containsExactly(1000L, 2000L);
    }

    @Test
    void endsEarlyWhenSomebodyAheadLeaves() throws Exception {
      Task<String, RuntimeException> leaver = () -> race(() -> after(200, "left"), () -> start());
      Task<String, RuntimeException> behind = () -> after(100, "") + start();

      observe(() -> {
        limit.acquire();
        return all(leaver, behind, String::concat);
      });

      assertThat(events.story(events.task("test/all[1]")))
          .containsSubsequence("RATE", "RELEASED", "RATE", "TIMED_OUT", "OK");
      assertThat(ended(WaitEnd.RELEASED)).contains(200L);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    private String start() throws InterruptedException {
      return limit.call(() -> "started");
    }
  }

  @Nested
  class AHedge {
    private final Hedge hedge = Hedge.after(ofMillis(10)).hedges(2);

    private void call(Task<String, RuntimeException> task) throws Exception {
      observe(() -> hedge.call(repeatable(task)));
    }

    @Test
    void namesItsAttempts() throws Exception {
      call(() -> after(25, "a"));

      assertThat(events.of(TaskCreated.class))
          .extracting(TaskCreated::path, event -> millis(event))
          .containsExactly(
              tuple("test/primary", 0L), tuple("test/hedge 1", 10L), tuple("test/hedge 2", 20L));
      assertThat(began(WaitReason.DELAY)).containsExactly(0L, 10L);
      assertThat(events.story(events.task("test/hedge 2")))
          .containsSubsequence("started", "told RACE_WON", "CANCELLED");
    }

    @Test
    void ofANamedTaskNamesThemAfterIt() throws Exception {
      call(named("user", () -> after(15, "a")));

      assertThat(events.of(TaskCreated.class))
          .extracting(TaskCreated::name)
          .containsExactly("user", "user hedge 1");
    }
  }
}
