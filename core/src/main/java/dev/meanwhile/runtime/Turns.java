package dev.meanwhile.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the tasks with one key, and who is next. Guarded by the lock of the
 * background.
 */
final class Turns {
  private final Map<Object, Turn> turns = new HashMap<>();

  private static final class Turn {
    private BackgroundTask current;
    private @Nullable BackgroundTask next;

    private Turn(BackgroundTask current) {
      this.current = current;
    }
  }

  /** The task whose turn it is, or null. */
  @Nullable BackgroundTask current(Object key) {
    Turn turn = turns.get(key);
    return turn == null ? null : turn.current;
  }

  /** Whether there is a task that was not told to stop. */
  boolean isTaken(Object key) {
    Turn turn = turns.get(key);
    return turn != null && (turn.next != null || turn.current.cancelled() == null);
  }

  /**
   * Gives {@code task} its turn, or makes it the next, where there is none yet.
   *
   * @return the task whose end it must wait for, or null
   */
  @Nullable BackgroundTask enter(Object key, BackgroundTask task) {
    Turn turn = turns.get(key);
    if (turn == null) {
      turns.put(key, new Turn(task));
      return null;
    }
    turn.next = task;
    return turn.current;
  }

  /** Takes the next one out, if there is one. */
  @Nullable BackgroundTask removeNext(Object key) {
    Turn turn = turns.get(key);
    if (turn == null) {
      return null;
    }
    BackgroundTask next = turn.next;
    turn.next = null;
    return next;
  }

  /** Takes out all that are next. */
  List<BackgroundTask> removeNext() {
    var all = new ArrayList<BackgroundTask>();
    for (Turn turn : turns.values()) {
      if (turn.next != null) {
        all.add(turn.next);
        turn.next = null;
      }
    }
    return all;
  }

  /** Ends the turn of {@code task}, if it had come; returns the task whose turn it is now. */
  @Nullable BackgroundTask leave(Object key, BackgroundTask task) {
    Turn turn = turns.get(key);
    if (turn == null || turn.current != task) {
      return null;
    }
    BackgroundTask next = turn.next;
    if (next == null) {
      turns.remove(key);
    } else {
      turn.current = next;
      turn.next = null;
    }
    return next;
  }
}
