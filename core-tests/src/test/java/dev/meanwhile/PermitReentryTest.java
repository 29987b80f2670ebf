package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who holds a permit and asks again is told so, with both places in the code, and never waits. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class PermitReentryTest {
  private static final VirtualTime TIME = VirtualTime.create();
  private static final Limit LIMIT = atMost(3).named("the limit");
  private static final Limit OTHER = atMost(3);
  private static final Mutex MUTEX = Mutex.named("the mutex");
  private static final KeyedLimit<String> TENANTS = Limit.perKey(2);
  private static final KeyedMutex<String> ACCOUNTS = Mutex.perKey();
  private static final Serial<String> EVENTS = Serial.perKey();

  /** Takes a permit, and does the other thing inside. */
  @FunctionalInterface
  private interface Way {
    Object take(Task<Object, RuntimeException> inside) throws InterruptedException;
  }

  private static Object call(Task<Object, RuntimeException> inside) throws InterruptedException {
    return LIMIT.call(inside);
  }

  private static Object claimSeveral(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return OTHER.claim(2).and(LIMIT).call(inside);
  }

  private static Object start(Task<Object, RuntimeException> inside) throws InterruptedException {
    return scope(s -> LIMIT.start(s, () -> inside.run()).get());
  }

  private static Object startSeveral(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return scope(s -> LIMIT.claim(2).and(OTHER).start(s, () -> inside.run()).get());
  }

  private static Object map1(Task<Object, RuntimeException> inside) throws InterruptedException {
    return map(List.of(1), LIMIT, _ -> inside.run());
  }

  private static Object mapEach1(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    mapEach(List.of(1), LIMIT, _ -> inside.run(), _ -> {});
    return "handed over";
  }

  private static Object mapSettled1(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return mapSettled(List.of(1), LIMIT, _ -> inside.run()).getFirst().orElseThrow();
  }

  private static Object lock(Task<Object, RuntimeException> inside) throws InterruptedException {
    return MUTEX.withLock(inside);
  }

  private static Object lockInTime(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return MUTEX.withLock(ofSeconds(1), inside);
  }

  private static Object lockTheKey(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return ACCOUNTS.withLock("ada", inside);
  }

  private static Object callTheKey(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return TENANTS.call("ada", inside);
  }

  private static Object inTurn(Task<Object, RuntimeException> inside) throws InterruptedException {
    return EVENTS.call("ada", inside);
  }

  private static Object startInTurn(Task<Object, RuntimeException> inside)
      throws InterruptedException {
    return scope(s -> EVENTS.start(s, "ada", () -> inside.run()).get());
  }

  private static Map<String, Way> ways() {
    return new TreeMap<>(
        Map.of(
            "call", PermitReentryTest::call,
            "claimSeveral", PermitReentryTest::claimSeveral,
            "start", PermitReentryTest::start,
            "startSeveral", PermitReentryTest::startSeveral,
            "map1", PermitReentryTest::map1,
            "mapEach1", PermitReentryTest::mapEach1,
            "mapSettled1", PermitReentryTest::mapSettled1));
  }

  private static Map<String, Way> paths() {
    return new TreeMap<>(
        Map.of(
            "straight", Task::run,
            "a task below", inside -> all(inside, () -> 1, (a, _) -> a),
            "a task of a scope", inside -> scope(s -> s.start(() -> inside.run()).get()),
            "a deadline", inside -> within(ofSeconds(10), inside),
            "another limit", inside -> atMost(1).call(inside),
            "a map of another limit", inside -> map(List.of(1), atMost(1), _ -> inside.run()),
            "another mutex", inside -> Mutex.create().withLock(inside)));
  }

  private static Stream<Arguments> combinations() {
    return ways().keySet().stream()
        .flatMap(outer ->
            ways().keySet().stream()
                .flatMap(inner ->
                    paths().keySet().stream().map(path -> Arguments.of(outer, path, inner))));
  }

  private static void assertNamesBothPlaces(Throwable refusal, String outer, String inner) {
    assertThat(refusal).isInstanceOf(Misuse.class);
    assertThat(refusal.getMessage())
        .matches(
            Pattern.compile(
                ".* at "
                    + place(inner)
                    + " inside of work that holds one, asked for at "
                    + place(outer)
                    + ":.*"));
  }

  private static String place(String method) {
    return "\\S*PermitReentryTest[\\w$]*\\.(lambda\\$)?"
        + method
        + "(\\$\\d+)?"
        + "\\(PermitReentryTest\\.java:\\d+\\)";
  }

  private static Throwable refusalOf(Task<?, ?> work) {
    return catchThrowable(() -> TIME.run(work));
  }

  @ParameterizedTest(name = "{2} in {0} through {1}")
  @MethodSource("combinations")
  void isRefusedWithBothPlaces(String outer, String path, String inner) {
    Throwable refusal =
        refusalOf(() ->
            ways()
                .get(outer)
                .take(() -> paths().get(path).take(() -> ways().get(inner).take(() -> "never"))));

    assertNamesBothPlaces(refusal, outer, inner);
    assertUnused(LIMIT, OTHER);
  }

  @Nested
  class OfWhatIsTakenOneAtATime {
    @Test
    void ofAMutex() {
      assertNamesBothPlaces(refusalOf(() -> lock(() -> lock(() -> 1))), "lock", "lock");
      assertNamesBothPlaces(refusalOf(() -> lockInTime(() -> lock(() -> 1))), "lockInTime", "lock");
      assertNamesBothPlaces(
          refusalOf(() -> lock(() -> all(() -> lockInTime(() -> 1), () -> 2, List::of))),
          "lock",
          "lockInTime");
      assertThat(MUTEX.isLocked()).isFalse();
    }

    @Test
    void ofOneKey() throws Exception {
      assertNamesBothPlaces(
          refusalOf(() -> lockTheKey(() -> lockTheKey(() -> 1))), "lockTheKey", "lockTheKey");
      assertNamesBothPlaces(
          refusalOf(() -> callTheKey(() -> callTheKey(() -> 1))), "callTheKey", "callTheKey");
      assertNamesBothPlaces(refusalOf(() -> inTurn(() -> inTurn(() -> 1))), "inTurn", "inTurn");
      assertNamesBothPlaces(
          refusalOf(() -> startInTurn(() -> inTurn(() -> 1))), "startInTurn", "inTurn");
      assertNamesBothPlaces(
          refusalOf(() -> inTurn(() -> startInTurn(() -> 1))), "inTurn", "startInTurn");
      assertThat(ACCOUNTS.keys() + TENANTS.keys() + EVENTS.keys()).isZero();
    }

    @Test
    void ofOneKeyAndNotOfAnother() throws Exception {
      Object inside =
          TIME.run(() ->
              lockTheKey(() ->
                  ACCOUNTS.withLock(
                      "bob", () -> callTheKey(() -> TENANTS.call("bob", () -> "inside")))));

      assertThat(inside).isEqualTo("inside");
    }

    @Test
    void ofTheTotalOfTwoKeys() {
      KeyedLimit<String> shared = TENANTS.total(LIMIT);

      Throwable refusal =
          refusalOf(() -> shared.call("ada", () -> shared.call("bob", () -> "never")));

      assertThat(refusal)
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("asks the limit \"the limit\" for a permit");
      assertUnused(LIMIT);
    }
  }

  @Nested
  class FindsTheRightOuterCall {
    private static Object second(Task<Object, RuntimeException> inside)
        throws InterruptedException {
      return OTHER.call(inside);
    }

    @Test
    void ofSeveralOnOneThread() {
      assertNamesBothPlaces(
          refusalOf(() -> lock(() -> call(() -> second(() -> call(() -> 1))))), "call", "call");
      assertNamesBothPlaces(
          refusalOf(() -> call(() -> lock(() -> second(() -> lock(() -> 1))))), "lock", "lock");
      assertNamesBothPlaces(
          refusalOf(() -> second(() -> call(() -> second(() -> 1)))), "second", "second");
    }

    @Test
    void ofSeveralOnTwoThreads() {
      assertNamesBothPlaces(
          refusalOf(() ->
              lock(() -> call(() -> all(() -> second(() -> lock(() -> 1)), () -> 2, List::of)))),
          "lock",
          "lock");
    }

    @Test
    void outsideAnyTask() {
      assertNamesBothPlaces(catchThrowable(() -> call(() -> call(() -> 1))), "call", "call");
    }

    @Test
    void alsoDeepDown() {
      Way deep = PermitReentryTest.FindsTheRightOuterCall::deep;

      assertNamesBothPlaces(
          catchThrowable(
              () -> lock(() -> deep.take(() -> call(() -> second(() -> call(() -> 1)))))),
          "call",
          "call");
    }

    @Test
    void orSaysThatItIsUnknown() {
      Throwable refusal =
          catchThrowable(() ->
              lock(() -> deep(() -> call(() -> all(() -> call(() -> 1), () -> 2, List::of)))));

      assertThat(refusal)
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("asked for at an unknown place");
    }

    /** Deeper than the stack trace of another thread shows. */
    private static Object deep(Task<Object, RuntimeException> inside) throws InterruptedException {
      return deep(3_000, inside);
    }

    private static Object deep(int levels, Task<Object, RuntimeException> inside)
        throws InterruptedException {
      return levels == 0 ? inside.run() : deep(levels - 1, inside);
    }
  }

  @Nested
  class IsNot {
    @Test
    void anotherLimitOfTheSameSize() throws Exception {
      assertThat(TIME.run(() -> LIMIT.call(() -> atMost(3).call(() -> "inside"))))
          .isEqualTo("inside");
    }

    @Test
    void whatComesAfterwards() throws Exception {
      TIME.run(() -> {
        assertThatThrownBy(() -> call(() -> call(() -> 1))).isInstanceOf(Misuse.class);
        assertThat(call(() -> "again")).isEqualTo("again");
        return null;
      });
    }

    @Test
    void aTaskStartedFromInsideOnAScopeAround() throws Exception {
      Object started =
          TIME.run(() -> scope(s -> call(() -> LIMIT.start(s, () -> call2())).equals(s)));

      assertThat(started).isEqualTo(false);
      assertUnused(LIMIT);
    }

    private static String call2() {
      return "started, and not waited for";
    }
  }
}
