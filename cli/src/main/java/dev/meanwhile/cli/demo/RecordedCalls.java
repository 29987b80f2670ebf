package dev.meanwhile.cli.demo;

import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reports calls that are made by hand as if they were tasks, so that plain Java shows on a
 * timeline, too. Nothing else about them changes: not their thread, not their failures.
 */
final class RecordedCalls implements Calls, Observer {
  /** Beyond the numbers that a run gives to tasks of its own. */
  private static final long FIRST_NUMBER = 1L << 32;

  private final Calls calls;
  private final Observer observer;
  private final Thread caller = Thread.currentThread();
  private final AtomicLong numbers = new AtomicLong(FIRST_NUMBER);
  private volatile long run;
  private volatile long callerTask;
  private volatile long began;

  /** Reports to {@code observer}, and is to be watched itself: so it learns which run it is in. */
  RecordedCalls(Calls calls, Observer observer) {
    this.calls = calls;
    this.observer = observer;
  }

  @Override
  public void on(TaskEvent event) {
    if (event instanceof RunBegan first) {
      began = System.nanoTime();
      run = first.run();
      callerTask = first.task();
    }
    observer.on(event);
  }

  @Override
  public String get(Endpoint endpoint) throws IOException, InterruptedException {
    return record(endpoint.name(), () -> calls.get(endpoint));
  }

  @Override
  public String get(Endpoint endpoint, Duration timeout) throws IOException, InterruptedException {
    return record(endpoint.name(), () -> calls.get(endpoint, timeout));
  }

  @Override
  public String get(Endpoint endpoint, int id) throws IOException, InterruptedException {
    return record(endpoint.name() + " " + id, () -> calls.get(endpoint, id));
  }

  @Override
  public String read(Query query) throws SQLException {
    return recordQuery(query.name(), () -> calls.read(query));
  }

  @Override
  public List<String> readAll(Query query, List<Integer> ids) throws SQLException {
    return recordQuery(query.name(), () -> calls.readAll(query, ids));
  }

  private <T> T recordQuery(String name, Task<T, SQLException> call) throws SQLException {
    try {
      return record(name, call);
    } catch (InterruptedException e) {
      throw new AssertionError("a query does not throw this", e);
    }
  }

  private <T, X extends Exception> T record(String name, Task<T, X> call)
      throws X, InterruptedException {
    long task = numbers.getAndIncrement();
    long wait = begin(task, name);
    Throwable thrown = null;
    try {
      return call.run();
    } catch (Throwable failure) {
      thrown = failure;
      throw failure;
    } finally {
      end(task, wait, thrown);
    }
  }

  private long begin(long task, String name) {
    observer.on(
        new TaskCreated(run, now(), task, callerTask, 0, name, name, task - FIRST_NUMBER, null));
    observer.on(new TaskStarted(run, now(), task, ""));
    if (Thread.currentThread() != caller) {
      return 0;
    }
    long wait = numbers.getAndIncrement();
    observer.on(new WaitBegan(run, now(), wait, callerTask, WaitReason.RESULT, List.of(task)));
    return wait;
  }

  private void end(long task, long wait, @Nullable Throwable thrown) {
    String error = thrown == null ? null : thrown.getClass().getName();
    String message = thrown == null ? null : thrown.getMessage();
    Ending ending = thrown == null ? Ending.OK : Ending.FAILED;
    observer.on(new TaskEnded(run, now(), task, ending, error, message));
    if (wait != 0) {
      observer.on(new WaitEnded(run, now(), wait, callerTask, WaitEnd.RELEASED, task));
    }
  }

  private long now() {
    return System.nanoTime() - began;
  }
}
