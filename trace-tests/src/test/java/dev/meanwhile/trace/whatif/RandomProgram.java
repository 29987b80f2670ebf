package dev.meanwhile.trace.whatif;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.resilience.Retry.attempts;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Later;
import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.plan.Plan;
import dev.meanwhile.resilience.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Programs of all verbs, as a seed has it: the same seed, the same program. */
final class RandomProgram {
  private static final int SHAPES = 12;

  private final Random random;
  private final Limit shared;

  RandomProgram(long seed) {
    random = new Random(seed);
    shared = atMost(1 + random.nextInt(3)).named("shared");
  }

  /** A program at most so many verbs deep. It is chosen here, and only runs later. */
  Task<Object, Exception> program(int depth) {
    int shape = depth == 0 ? 0 : random.nextInt(SHAPES);
    return switch (shape) {
      case 0 -> pause();
      case 1 -> inOrder(programs(depth));
      case 2 -> together(programs(depth));
      case 3 -> settled(programs(depth));
      case 4 -> raced(programs(depth));
      case 5 -> mapped(atMost(1 + random.nextInt(4)), pauses());
      case 6 -> mapped(shared, pauses());
      case 7 -> limited(program(depth - 1));
      case 8 -> handedOn(program(depth - 1), program(depth - 1), pause());
      case 9 -> retried(1 + random.nextInt(3), program(depth - 1));
      case 10 -> planned(pause(), pause(), pause());
      default -> inTime(1 + random.nextInt(60), program(depth - 1));
    };
  }

  private List<Task<Object, Exception>> programs(int depth) {
    return IntStream.range(0, 2 + random.nextInt(3)).mapToObj(_ -> program(depth - 1)).toList();
  }

  private List<Task<Object, Exception>> pauses() {
    return IntStream.range(0, random.nextInt(9)).mapToObj(_ -> pause()).toList();
  }

  private Task<Object, Exception> pause() {
    int millis = 1 + random.nextInt(40);
    return () -> {
      sleep(ofMillis(millis));
      return millis;
    };
  }

  private static Task<Object, Exception> inOrder(List<Task<Object, Exception>> programs) {
    return () -> {
      for (Task<Object, Exception> program : programs) {
        all(List.of(named("step", program)));
      }
      return "in order";
    };
  }

  private static Task<Object, Exception> together(List<Task<Object, Exception>> programs) {
    return () -> all(programs);
  }

  private static Task<Object, Exception> settled(List<Task<Object, Exception>> programs) {
    Task<Object, Exception> bad =
        () -> {
          sleep(ofMillis(5));
          throw new IllegalStateException("bad");
        };
    return () -> settle(programs.getFirst(), bad, List::of);
  }

  private Task<Object, Exception> raced(List<Task<Object, Exception>> programs) {
    return switch (random.nextInt(3)) {
      case 0 -> () -> race(programs);
      case 1 -> () -> any(programs);
      default -> () -> hedge(ofMillis(7), programs.get(0), programs.get(1));
    };
  }

  private static Task<Object, Exception> mapped(Limit limit, List<Task<Object, Exception>> tasks) {
    return () -> map(tasks, limit, Task::run);
  }

  /** A limit that is held already may not be asked for again, so that only pauses hold it. */
  private Task<Object, Exception> limited(Task<Object, Exception> program) {
    Task<Object, Exception> inside = pause();
    return () -> all(named("limited", () -> shared.call(inside)), program, List::of);
  }

  private static Task<Object, Exception> handedOn(
      Task<Object, Exception> a, Task<Object, Exception> b, Task<Object, Exception> c) {
    return () ->
        scope(scope -> {
          Later<Object, Exception> first = scope.start("first", a);
          Later<Object, Exception> second =
              scope.start(
                  "second",
                  () -> {
                    c.run();
                    return List.of(first.get(), b.run());
                  });
          return new ArrayList<>(List.of(second.get(), first.get()));
        });
  }

  private static Task<Object, Exception> retried(int failures, Task<Object, Exception> program) {
    return () -> {
      var calls = new AtomicInteger();
      return retry(
          attempts(failures + 1).backoff(Backoff.fixed(ofMillis(3))),
          () -> {
            Object value = program.run();
            if (calls.incrementAndGet() <= failures) {
              throw new IllegalStateException("busy");
            }
            return value;
          });
    };
  }

  private static Task<Object, Exception> planned(
      Task<Object, Exception> a, Task<Object, Exception> b, Task<Object, Exception> c) {
    var plan =
        Plan.<Integer, Object, Exception>checked(
            "plan",
            (steps, in) -> {
              var one = steps.step("a", in, _ -> a.run());
              var two = steps.step("b", in, _ -> b.run());
              return steps.step("c", one, two, (_, _) -> c.run());
            });
    return () -> plan.run(1);
  }

  private static Task<Object, Exception> inTime(int millis, Task<Object, Exception> program) {
    return () -> withinOr(ofMillis(millis), program, () -> "too late");
  }
}
