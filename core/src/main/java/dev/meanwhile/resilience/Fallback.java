package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A task that tries one source after the other until one answers. Immutable.
 *
 * {@snippet file="Fallbacks.java" region="fallback"}
 *
 * <p><b>Order.</b> As given; the next is asked when the one before has failed. <b>Failure.</b> If
 * all fail, what the last one threw is thrown as itself, with what the others threw suppressed, in
 * order. <b>Interrupt.</b> An interrupt or a cancellation, also one that comes out of a source as
 * another exception, ends it; so do an {@link Error}, a {@link Misuse}, and {@link
 * DeadlineExceeded} of a deadline around it. <b>Threads.</b> All run on the calling thread.
 * <b>Memory.</b> The failures.
 *
 * <p><b>Pitfall.</b> A source that is hardly ever asked is hardly ever tested, and it gets the
 * whole load on the worst day.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception
 */
public final class Fallback<T extends @Nullable Object, X extends Exception> implements Task<T, X> {
  private final List<Task<? extends T, ? extends X>> sources;
  private final Predicate<? super Exception> condition;

  private Fallback(
      List<Task<? extends T, ? extends X>> sources, Predicate<? super Exception> condition) {
    this.sources = sources;
    this.condition = condition;
  }

  /** Asks {@code first}, and the others in their order when those before have failed. */
  @SafeVarargs
  public static <T extends @Nullable Object, X extends Exception> Fallback<T, X> of(
      Task<? extends T, ? extends X> first, Task<? extends T, ? extends X>... others) {
    var sources = new ArrayList<Task<? extends T, ? extends X>>();
    sources.add(requireNonNull(first, "first"));
    for (Task<? extends T, ? extends X> other : others) {
      sources.add(requireNonNull(other, "other"));
    }
    return new Fallback<>(sources, failure -> true);
  }

  /** Goes on to the next only after failures that {@code failure} accepts; after any by default. */
  public Fallback<T, X> onFailure(Predicate<? super Exception> failure) {
    return new Fallback<>(sources, requireNonNull(failure, "failure"));
  }

  @Override
  public T run() throws X, InterruptedException {
    var failures = new ArrayList<Exception>(0);
    for (Task<? extends T, ? extends X> source : sources.subList(0, sources.size() - 1)) {
      try {
        return source.run();
      } catch (Exception failure) {
        boolean ends = FinalFailures.contains(failure) || !goesOn(failure, failures);
        if (ends) {
          suppress(failures, failure);
          throw failure;
        }
        failures.add(failure);
        stopIfCancelled(failures);
      }
    }
    try {
      return sources.getLast().run();
    } catch (Exception failure) {
      suppress(failures, failure);
      throw failure;
    }
  }

  /** A condition that throws ends it; the failures are not lost. */
  private boolean goesOn(Exception failure, List<Exception> before) {
    try {
      return condition.test(failure);
    } catch (RuntimeException broken) {
      suppress(before, broken);
      Suppression.add(broken, failure);
      throw broken;
    }
  }

  private static void stopIfCancelled(List<Exception> failures) throws InterruptedException {
    try {
      Ambient.checkCancelled();
    } catch (InterruptedException | RuntimeException stop) {
      suppress(failures, stop);
      throw stop;
    }
  }

  private static void suppress(List<Exception> failures, Exception primary) {
    failures.forEach(failure -> Suppression.add(primary, failure));
  }
}
