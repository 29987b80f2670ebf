package dev.meanwhile.runtime;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the events, where somebody watches. */
final class Events {
  static final int MOST_TARGETS = 64;

  private Events() {}

  static void runBegan(Root root, String name) {
    Observer observer = root.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.RunBegan(root.run().number(), 0, root.id(), name, Instant.now()));
    }
  }

  static void runEnded(Root root, Ending ending) {
    Observer observer = root.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.RunEnded(number(root), now(root), root.id(), ending));
    }
  }

  static void scopeOpened(TaskGroup group) {
    TaskNode owner = group.owner();
    Observer observer = owner.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.ScopeOpened(
              number(owner), now(owner), group.id(), owner.id(), group.verb()));
    }
  }

  static void scopeClosed(TaskGroup group) {
    TaskNode owner = group.owner();
    Observer observer = owner.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.ScopeClosed(number(owner), now(owner), group.id(), owner.id()));
    }
  }

  static void taskCreated(
      TaskNode task, TaskGroup group, String name, long index, @Nullable StackTraceElement site) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      long owner = group.owner().id();
      observer.on(
          new TaskEvent.TaskCreated(
              number(task),
              now(task),
              task.id(),
              owner,
              starter(task, owner),
              group.id(),
              name,
              task.path(),
              index,
              Site.text(site)));
    }
  }

  /** The task that runs here; a worker of a map, known as its element, only takes that up. */
  private static long starter(TaskNode task, long owner) {
    TaskNode current = task.run().current();
    return current == null || current.id() == task.id() ? owner : current.id();
  }

  static void taskStarted(TaskNode task) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.TaskStarted(
              number(task), now(task), task.id(), Thread.currentThread().getName()));
    }
  }

  static void taskEnded(TaskNode task, Ending ending, @Nullable Throwable thrown) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.TaskEnded(
              number(task), now(task), task.id(), ending, classOf(thrown), messageOf(thrown)));
    }
  }

  private static @Nullable String classOf(@Nullable Throwable thrown) {
    return thrown == null ? null : thrown.getClass().getName();
  }

  /** A message that cannot be built must not decide how the task ends. */
  private static @Nullable String messageOf(@Nullable Throwable thrown) {
    try {
      return thrown == null ? null : thrown.getMessage();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  static void waitBegan(TaskNode task, Wait wait) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.WaitBegan(
              number(task),
              now(task),
              wait.id(task.run()),
              task.id(),
              wait.reason(),
              targets(task.run(), wait.on())));
    }
  }

  /** Tasks of another run have other numbers. */
  private static List<Long> targets(Run run, @Nullable Object on) {
    return switch (on) {
      case TaskNode task when task.run() == run -> List.of(task.id());
      case TaskGroup group when group.run() == run -> visible(group.members());
      case null, default -> List.of();
    };
  }

  private static List<Long> visible(List<Member> members) {
    var ids = new ArrayList<Long>(Math.min(members.size(), MOST_TARGETS));
    for (Member member : members) {
      if (member instanceof Fork<?, ?> fork && fork.isVisible() && ids.size() < MOST_TARGETS) {
        ids.add(member.id());
      }
    }
    return Collections.unmodifiableList(ids);
  }

  static void waitEnded(TaskNode task, Wait wait, WaitEnd end) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      TaskNode by = end == WaitEnd.RELEASED ? wait.releaser() : null;
      observer.on(
          new TaskEvent.WaitEnded(
              number(task),
              now(task),
              wait.id(task.run()),
              task.id(),
              end,
              by == null ? 0 : by.id()));
    }
  }

  static void attemptBegan(TaskNode task, long call, int number) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.AttemptBegan(number(task), now(task), task.id(), call, number));
    }
  }

  static void attemptEnded(
      TaskNode task,
      long call,
      int number,
      Ending ending,
      @Nullable Throwable thrown,
      @Nullable Long delay) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.AttemptEnded(
              number(task),
              now(task),
              task.id(),
              call,
              number,
              ending,
              classOf(thrown),
              messageOf(thrown),
              delay));
    }
  }

  static void batchDeparted(BatchFork<?> batch, String loader, Departure departure) {
    Observer observer = batch.settings().observer();
    if (observer != null) {
      observer.on(
          new TaskEvent.BatchDeparted(
              number(batch),
              now(batch),
              batch.id(),
              loader,
              batch.loads().size(),
              departure.members(),
              departure.cause()));
    }
  }

  static void valueRead(TaskNode reader, long task) {
    Observer observer = reader.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.ValueRead(number(reader), now(reader), reader.id(), task));
    }
  }

  static void cancelAsked(TaskNode task, Cancel why) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      TaskNode by = why.by();
      observer.on(
          new TaskEvent.CancelAsked(
              number(task), now(task), task.id(), why.reason(), by == null ? 0 : by.id()));
    }
  }

  static void deadlineSet(TaskNode task, long nanos) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.DeadlineSet(number(task), now(task), task.id(), nanos));
    }
  }

  static void deadlinePassed(TaskNode task) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.DeadlinePassed(number(task), now(task), task.id()));
    }
  }

  static void limitChanged(TaskNode task, PermitQueue limit) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(limit.event(number(task), now(task), task.id()));
    }
  }

  static void stragglerFound(TaskNode task) {
    Observer observer = task.settings().observer();
    if (observer != null) {
      observer.on(new TaskEvent.StragglerFound(number(task), now(task), task.id()));
    }
  }

  private static long number(TaskNode task) {
    return task.run().number();
  }

  private static long now(TaskNode task) {
    return task.run().elapsed();
  }
}
