package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.sleep;

import dev.meanwhile.CancelSignal;
import dev.meanwhile.Cancellation;
import dev.meanwhile.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of the driver by a task. No interrupt reaches it: on a virtual thread that would close
 * the socket, and the database would go on with the statement. A cancel of the task cancels the
 * statement instead.
 *
 * <p>Drivers forget the cancel of a statement that they do not execute at that moment. So it is
 * repeated until the call is over; whoever ends the call waits for a cancel that is on its way, so
 * that it cannot hit the next statement.
 */
final class DriverCall {
  private static final int LONGEST_TIMEOUT = Integer.MAX_VALUE / 1000; // drivers count milliseconds
  private static final long LONGEST_PAUSE = 100;

  private final Thread thread = Thread.currentThread();
  private final Resort resort;
  private final int secondsLeft = secondsLeft();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Cancel cancel;

  private DriverCall(Resort resort) {
    this.resort = resort;
  }

  /** What is called. */
  @FunctionalInterface
  interface Step<R extends @Nullable Object> {
    R run(DriverCall call) throws SQLException;
  }

  /** Ends what the driver does at this moment, or does nothing. */
  @FunctionalInterface
  interface Cancel {
    void run() throws SQLException;
  }

  /**
   * What ends a call at last that does not heed the cancel.
   *
   * @param patience in milliseconds
   */
  record Resort(long patience, Cancel action) {}

  /**
   * Does {@code step}.
   *
   * @throws InterruptedException if the calling task was told to stop, with the failure of the step
   *     suppressed; a deadline that passed is thrown as itself
   */
  static <R extends @Nullable Object> R make(Resort resort, Step<R> step)
      throws SQLException, InterruptedException {
    CancelSignal signal = Cancellation.current();
    var call = new DriverCall(resort);
    try (var _ = signal.onCancel(call::cancel)) {
      return call.run(step);
    } catch (SQLException failure) {
      stopIfTold(failure);
      throw failure;
    }
  }

  private <R extends @Nullable Object> R run(Step<R> step)
      throws SQLException, InterruptedException {
    try {
      stopIfTold(null);
      return shield(Deadline.FOREVER, () -> step.run(this));
    } finally {
      over.countDown();
    }
  }

  /** A wait point throws what a task that was told to stop has to throw. */
  static void stopIfTold(@Nullable SQLException failure) throws InterruptedException {
    boolean told = Cancellation.current().isCancelled() || Thread.currentThread().isInterrupted();
    if (told || Deadline.remaining().isZero()) {
      try {
        sleep(Duration.ZERO);
      } catch (InterruptedException | RuntimeException stop) {
        if (failure != null) {
          stop.addSuppressed(failure);
        }
        throw stop;
      }
    }
  }

  /** Runs on a thread of its own, or here where it came before the call. */
  private void cancel() throws SQLException, InterruptedException {
    if (Thread.currentThread() == thread) {
      return;
    }
    long pause = 1;
    for (long waited = 0; waited < resort.patience; waited += pause) {
      tryCancel();
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      if (over.await(pause, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    resort.action.run();
  }

  private void tryCancel() {
    Cancel current = cancel;
    if (current != null) {
      try {
        current.run();
      } catch (SQLException cannot) {
        // Then only the last resort is left.
      }
    }
  }

  /** From now on, a cancel does this. */
  void onCancel(@Nullable Cancel action) {
    cancel = action;
  }

  /** Prepares a statement, and closes it when it has been used. */
  <R extends @Nullable Object> R prepared(
      Connection connection, String sql, List<? extends @Nullable Object> params, Use<R> use)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, params);
      return execute(statement, () -> use.of(statement));
    }
  }

  static void bind(PreparedStatement statement, List<? extends @Nullable Object> params)
      throws SQLException {
    for (int i = 0; i < params.size(); i++) {
      statement.setObject(i + 1, params.get(i));
    }
  }

  /** Executes a statement, which a cancel ends, and the time that the deadline leaves. */
  <R extends @Nullable Object> R execute(Statement statement, Execution<R> execution)
      throws SQLException {
    int own = secondsLeft == 0 ? 0 : statement.getQueryTimeout();
    boolean shortened = secondsLeft > 0 && (own == 0 || own > secondsLeft);
    if (shortened) {
      statement.setQueryTimeout(secondsLeft);
    }
    onCancel(statement::cancel);
    try {
      return execution.run();
    } finally {
      onCancel(null);
      if (shortened) {
        restoreTimeout(statement, own);
      }
    }
  }

  /** For H2, the timeout belongs to the connection: the next statement would inherit it. */
  private static void restoreTimeout(Statement statement, int own) {
    try {
      statement.setQueryTimeout(own);
    } catch (SQLException broken) {
      // Then nobody executes anything there any more.
    }
  }

  private static int secondsLeft() {
    Duration left = Deadline.remaining();
    return left.compareTo(Duration.ofSeconds(LONGEST_TIMEOUT)) > 0
        ? 0
        : Math.toIntExact(left.plusNanos(999_999_999).toSeconds());
  }

  /** What is done with a prepared statement. */
  @FunctionalInterface
  interface Use<R extends @Nullable Object> {
    R of(PreparedStatement statement) throws SQLException;
  }

  /** The execution of a statement. */
  @FunctionalInterface
  interface Execution<R extends @Nullable Object> {
    R run() throws SQLException;
  }
}
