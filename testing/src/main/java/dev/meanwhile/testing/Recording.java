package dev.meanwhile.testing;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that was run once, and what happened in it. {@link RunAssert} asserts about it.
 *
 * <pre>{@code
 * var run = Recording.of(() -> dashboard(api));
 * assertThat(run).ranTogether("user", "org").hasPeakInFlight(3).took(ofMillis(220));
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param <T> what the work returns
 */
public final class Recording<T extends @Nullable Object> {
  private static final Observer NOTHING = _ -> {};

  private final RunTrace trace;
  private final @Nullable T result;
  private final @Nullable Exception failure;

  private Recording(RunTrace trace, @Nullable T result, @Nullable Exception failure) {
    this.trace = trace;
    this.result = result;
    this.failure = failure;
  }

  /**
   * Runs {@code work} on the calling thread and on virtual time: its durations are exact.
   *
   * @throws InterruptedException if the work throws it; any other exception is kept as the {@link
   *     #failure}
   * @throws dev.meanwhile.Misuse if the calling thread runs a task already
   */
  public static <T extends @Nullable Object> Recording<T> of(Task<T, ?> work)
      throws InterruptedException {
    return of(VirtualTime.create(), work);
  }

  /** The same on the clock of {@code time}, which may be shared with other work. */
  public static <T extends @Nullable Object> Recording<T> of(VirtualTime time, Task<T, ?> work)
      throws InterruptedException {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(work, "work");
    return record(() -> time.run(work));
  }

  /** The same in real time, for work that waits for sockets and the like. */
  public static <T extends @Nullable Object> Recording<T> ofRealTime(Task<T, ?> work)
      throws InterruptedException {
    Objects.requireNonNull(work, "work");
    return record(() -> NOTHING.watch("test", work));
  }

  private static <T extends @Nullable Object> Recording<T> record(Task<T, ?> work)
      throws InterruptedException {
    var own = new OwnRun();
    T result = null;
    Exception failure = null;
    try (var _ = own.install()) {
      result = work.run();
    } catch (InterruptedException | Misuse e) {
      throw e;
    } catch (Exception e) {
      failure = e;
    }
    return new Recording<>(own.trace(), result, failure);
  }

  /** Keeps the events of the first run that begins on this thread: others may run beside it. */
  private static final class OwnRun implements Observer {
    private final Thread caller = Thread.currentThread();
    private final Recorder recorder = new Recorder();
    private volatile long run;

    @Override
    public void on(TaskEvent event) {
      if (run == 0 && event instanceof RunBegan began && Thread.currentThread() == caller) {
        run = began.run();
      }
      if (run != 0 && event.run() == run) {
        recorder.on(event);
      }
    }

    RunTrace trace() {
      return recorder.runs().getFirst();
    }
  }

  /**
   * What the work returned.
   *
   * @throws AssertionError if it failed, with the failure as its cause
   */
  @SuppressWarnings("NullAway") // the result is a T where there is no failure
  public T result() {
    if (failure != null) {
      throw new AssertionError("the work has no result, it threw " + failure, failure);
    }
    return result;
  }

  /** What the work threw, if it threw. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /** What was recorded. */
  public RunTrace trace() {
    return trace;
  }

  /** The same as rows of bars. */
  public Timeline timeline() {
    return Timeline.of(trace);
  }

  /** The timeline as text. */
  @Override
  public String toString() {
    return RunAssert.drawn(timeline());
  }
}
