package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit.Holder;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who holds the permits of a limit, since when, and where it is. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitSnapshotTest {
  private final VirtualTime time = VirtualTime.create();
  private final Limit limit = atMost(5).named("printer");

  private static String printing(int millis) throws InterruptedException {
    return after(millis, "printed");
  }

  private Limit.Snapshot whileTwoHoldAndOneWaits() throws InterruptedException {
    return time.run(() ->
        scope(s -> {
          s.start("slow", () -> limit.claim(2).call(() -> printing(100)));
          sleep(ofMillis(10));
          limit.claim(3).priority(7).start(s, () -> printing(100));
          limit.start(s, () -> printing(100));
          sleep(ofMillis(20));
          return limit.snapshot();
        }));
  }

  @Test
  void anUnusedOneShowsNobody() {
    assertThat(limit.snapshot())
        .isEqualTo(new Limit.Snapshot("limit \"printer\"", 5, 0, 0, false, List.of()));
  }

  @Test
  void itShowsTheHoldersTheEarliestFirst() throws Exception {
    Limit.Snapshot now = whileTwoHoldAndOneWaits();

    assertThat(now.limit()).isEqualTo("limit \"printer\"");
    assertThat(List.of(now.capacity(), now.inUse(), now.waiting())).containsExactly(5, 5, 1);
    assertThat(now.holders())
        .extracting(Holder::task)
        .containsExactly("test/slow", "test/scope[1]");
    assertThat(now.holders()).extracting(Holder::permits).containsExactly(2, 3);
    assertThat(now.holders()).extracting(Holder::age).containsExactly(ofMillis(30), ofMillis(20));
  }

  @Test
  void itShowsWhereTheyAreAndWhereTheyAsked() throws Exception {
    Holder call = whileTwoHoldAndOneWaits().holders().getFirst();

    assertThat(call.stack())
        .extracting(StackTraceElement::getClassName)
        .allMatch(type -> !type.startsWith("dev.meanwhile.runtime."))
        .doesNotContain("dev.meanwhile.Limit", "dev.meanwhile.Claim");
    assertThat(call.stack())
        .extracting(StackTraceElement::getMethodName)
        .contains("printing")
        .anyMatch(method -> method.startsWith("lambda$whileTwoHoldAndOneWaits"));
  }

  @Test
  void itShowsTheElementsOfAMap() throws Exception {
    var snapshots =
        time.run(() ->
            scope(s -> {
              s.start(() -> map(List.of(1, 2), limit, _ -> printing(10)));
              sleep(ofMillis(5));
              return limit.snapshot();
            }));

    assertThat(snapshots.holders())
        .extracting(Holder::task)
        .containsExactlyInAnyOrder("test/scope[0]/map[0]", "test/scope[0]/map[1]");
  }

  @Test
  void itShowsTheAgeOfCodeThatUsesNoVerbFromTheFirstLookOn() throws Exception {
    var clock = new EagerTime();

    List<Duration> ages =
        clock.run(() ->
            limit.call(() -> {
              clock.advance(ofMillis(5));
              Duration first = ageOfTheFirst();
              clock.advance(ofMillis(3));
              return List.of(first, ageOfTheFirst());
            }));

    assertThat(ages).containsExactly(Duration.ZERO, ofMillis(3));
  }

  @Test
  void itShowsThatAgeFromWhenSomebodyBeganToWaitIfThatWasBefore() throws Exception {
    var clock = new EagerTime();
    var wanted = new CountDownLatch(1);

    Duration age =
        clock.run(() ->
            scope(s -> {
              s.start(() -> {
                wanted.await();
                return limit.claim(5).call(() -> 1);
              });
              return limit.call(() -> {
                clock.advance(ofMillis(5));
                wanted.countDown();
                while (limit.waiting() == 0) {
                  Thread.yield();
                }
                clock.advance(ofMillis(7));
                return ageOfTheFirst();
              });
            }));

    assertThat(age).isEqualTo(ofMillis(7));
  }

  private Duration ageOfTheFirst() {
    return limit.snapshot().holders().getFirst().age();
  }

  @Test
  void itShowsTheThreadOfACallOutsideAnyTask() throws Exception {
    var open = new CountDownLatch(1);
    var outsider =
        Outsider.does(
            () ->
                limit.call(() -> {
                  open.await();
                  return "open";
                }),
            () -> limit.inUse() == 1);

    Holder holder = limit.snapshot().holders().getFirst();

    assertThat(holder.task()).isEqualTo("outsider");
    assertThat(holder.age()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(holder.stack()).isNotEmpty();
    open.countDown();
    assertThat(outsider.result()).isEqualTo("open");
  }
}
