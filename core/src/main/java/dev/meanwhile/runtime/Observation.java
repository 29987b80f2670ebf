package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import java.lang.System.Logger.Level;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who watches: the observers of the whole process, and those that a task brought for itself. */
public final class Observation {
  private static final CopyOnWriteArrayList<Observer> INSTALLED = new CopyOnWriteArrayList<>();

  static {
    Startup.run();
  }

  private Observation() {}

  /** The observers of the process as one, or null where there is none. */
  static @Nullable Observer installed() {
    Observer all = null;
    for (Observer observer : INSTALLED) {
      all = all == null ? observer : new Both(all, observer);
    }
    return all;
  }

  /** How many observers watch the whole process. */
  public static int installedCount() {
    return INSTALLED.size();
  }

  /** Adds an observer for runs that begin from now on. */
  public static Observer.Registration install(Observer observer) {
    Contained contained = new Contained(observer);
    INSTALLED.add(contained);
    return () -> {
      contained.closed = true;
      INSTALLED.remove(contained);
    };
  }

  /** Runs {@code work} on the calling thread, watched. */
  public static <T extends @Nullable Object, X extends Exception> T watch(
      Observer observer, String name, Task<T, X> work) throws X, InterruptedException {
    Observer contained = new Contained(observer);
    TaskNode current = TaskNode.current();
    if (current != null) {
      Observer before = current.settings().observer();
      Observer both = before == null ? contained : new Both(before, contained);
      return Frame.call(current, current.settings().withObserver(both), work);
    }
    Settings settings = Ambient.settings();
    Observer before = settings.observer();
    return Runs.call(
        name,
        settings.withObserver(before == null ? contained : new Both(before, contained)),
        work);
  }

  private record Both(Observer first, Observer second) implements Observer {
    @Override
    public void on(TaskEvent event) {
      first.on(event);
      second.on(event);
    }
  }

  /** Keeps what an observer throws away from the tasks. */
  private static final class Contained implements Observer {
    private final Observer observer;
    private volatile boolean reported;
    private volatile boolean closed;

    private Contained(Observer observer) {
      this.observer = observer;
    }

    @Override
    public void on(TaskEvent event) {
      if (closed) {
        return;
      }
      try {
        observer.on(event);
      } catch (Throwable failure) {
        report(event, failure);
      }
    }

    private void report(TaskEvent event, Throwable failure) {
      if (!reported) {
        reported = true;
        System.getLogger("dev.meanwhile")
            .log(
                Level.WARNING,
                "an observer failed on " + event + "; its further failures are not reported",
                failure);
      }
    }
  }
}
