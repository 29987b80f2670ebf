package dev.meanwhile;

import static dev.meanwhile.Meanwhile.sleep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What the tasks of these tests do, and how to look at what they threw. */
final class Tasks {
  private Tasks() {}

  /** Sleeps, by the clock of the run, then returns {@code value}. */
  static <T> T after(int millis, T value) throws InterruptedException {
    sleep(Duration.ofMillis(millis));
    return value;
  }

  /** Sleeps, by the clock of the run, then throws {@code failure}. */
  static <T, X extends Exception> T failAfter(int millis, X failure)
      throws X, InterruptedException {
    sleep(Duration.ofMillis(millis));
    throw failure;
  }

  /** Sleeps, by the clock of the run, then throws {@code failure}. */
  static <T> T failAfter(int millis, Error failure) throws InterruptedException {
    sleep(Duration.ofMillis(millis));
    throw failure;
  }

  /** Throws {@code failure}. */
  static <T, X extends Exception> T fail(X failure) throws X {
    throw failure;
  }

  /** Throws {@code failure}. */
  static <T> T fail(Error failure) {
    throw failure;
  }

  /** Blocks in a wait that is none of ours, until interrupted. */
  static <T> T untilInterrupted() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new AssertionError("the latch has no key");
  }

  /** Waits, by the clock of the run, until the deadline comes. */
  static <T> T untilTheDeadline() throws InterruptedException {
    while (true) {
      sleep(Deadline.remaining());
    }
  }

  /** Computes until {@code flag} is set, and heeds its interrupt. */
  static void spinUntil(AtomicBoolean flag) throws InterruptedException {
    while (!flag.get()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.onSpinWait();
    }
  }

  /** Sleeps, by the clock of the run, until something ends it. */
  static <T> T forEver() throws InterruptedException {
    sleep(Deadline.FOREVER);
    throw new AssertionError("for ever is over");
  }

  /** Waits for {@code latch} and swallows every interrupt. */
  static void ignoringInterrupts(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException ignored) {
        // This is what the tests need it for.
      }
    }
  }

  /** Waits until {@code thread} has ended, and swallows every interrupt. */
  static void ignoringInterrupts(Thread thread) {
    while (true) {
      try {
        thread.join();
        return;
      } catch (InterruptedException ignored) {
        // This is what the tests need it for.
      }
    }
  }

  /** A list that gives {@code first}, then throws {@code failure} instead of another. */
  static <K> Collection<K> listThatBreaks(K first, RuntimeException failure) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<K> iterator() {
        return Stream.concat(Stream.of(first), Stream.of(failure).map(Tasks::<K>raise)).iterator();
      }

      @Override
      public int size() {
        return 2;
      }
    };
  }

  private static <K> K raise(RuntimeException failure) {
    throw failure;
  }

  /** The suppressed exceptions that are failures, without our marks. */
  static List<Throwable> suppressedFailures(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(suppressed -> !(suppressed instanceof TaskTrace))
        .toList();
  }

  /** What a log would show. */
  static String printed(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
