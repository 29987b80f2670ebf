package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.MoreFailures;
import dev.meanwhile.Stalled;
import dev.meanwhile.StillRunning;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a group threw. One of them leaves the verb, or what the caller's cancel asks
 * for; the others are suppressed on it, in the order of the tasks. Guarded by the group's lock.
 */
final class Failures {
  private static final int MOST_KEPT = 32;

  private List<Member> thrown = List.of(); // another one as soon as something is in it
  private List<String> stragglers = List.of(); // the same
  private int more;

  void add(Member member) {
    if (member.failure() == null) {
      return;
    }
    if (thrown.isEmpty()) {
      thrown = new ArrayList<>();
    }
    if (thrown.size() < MOST_KEPT) {
      thrown.add(member);
    } else {
      more++;
    }
  }

  /** Adds what a cancelled member threw, unless that is only the echo of its interrupt. */
  void addLate(Member member) {
    Throwable late = member.failure();
    if (late != null && isEcho(late)) {
      keepStragglers(late);
    } else {
      add(member);
    }
  }

  /** What a verb inside of the member has left behind is named by the verbs around it, too. */
  private void keepStragglers(Throwable echo) {
    for (Throwable note : echo.getSuppressed()) {
      if (note instanceof StillRunning running) {
        running.tasks().forEach(this::addStraggler);
      }
    }
  }

  void addStraggler(Member member) {
    addStraggler(member.path());
  }

  private void addStraggler(String path) {
    if (stragglers.isEmpty()) {
      stragglers = new ArrayList<>();
    }
    stragglers.add(path);
  }

  private static boolean isEcho(@Nullable Throwable late) {
    return late instanceof InterruptedException
        || late instanceof ClosedByInterruptException
        || (late instanceof UncheckedIOException && isEcho(late.getCause()))
        || late instanceof Cancelled
        || late instanceof DeadlineExceeded
        || late instanceof Stalled;
  }

  /** The failure of {@code member}, with the others on it. */
  Throwable compose(Member member) {
    Throwable primary = member.failure();
    if (primary == null) {
      throw new AssertionError(member + " decided the verb without a failure");
    }
    suppressOthers(primary);
    if (member instanceof Fork<?, ?> fork) {
      markAwaited(fork, primary);
    }
    return primary;
  }

  /** {@code primary}, with all failures on it. */
  Throwable compose(Throwable primary) {
    suppressOthers(primary);
    return primary;
  }

  private void suppressOthers(Throwable primary) {
    List<Member> inOrder = new ArrayList<>(thrown);
    inOrder.sort(Comparator.comparingLong(Member::index));
    for (Member member : inOrder) {
      Throwable failure = member.failure();
      if (failure != null) {
        Suppression.add(primary, failure);
      }
    }
    if (more > 0) {
      Suppression.add(primary, new MoreFailures(more));
    }
    if (!stragglers.isEmpty()) {
      Suppression.add(primary, new StillRunning(stragglers));
    }
  }

  /**
   * Adds to {@code failure}, once for each task it passes, where the task was started and where it
   * is being awaited.
   */
  static void markAwaited(Fork<?, ?> fork, Throwable failure) {
    if (fork.ending() == Ending.FAILED && fork.markOnce()) {
      StackTraceElement started = fork.site();
      Suppression.add(
          failure,
          new TaskTrace(fork.path(), started == null ? null : started.toString(), Site.trace()));
    }
  }
}
