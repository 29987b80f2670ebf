package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works on one piece after the other: on elements of a map, on steps of a plan.
 * Observers do not see it, only the pieces; it goes by the number and name of the latest.
 */
abstract class Runner extends Fork<@Nullable Void, Exception> {
  private volatile long pieceId;

  Runner(
      TaskGroup group,
      Settings settings,
      Task<@Nullable Void, Exception> work,
      ContextSnapshot context) {
    super(group, settings, null, work, null, context);
  }

  /** The name of the piece that it has taken. */
  abstract String title();

  /**
   * Works on the piece that it has taken.
   *
   * @param item the piece, where somebody watches
   * @param timing who wants to know how long it takes, if anybody does
   */
  final <T extends @Nullable Object> T perform(
      @Nullable Item item, @Nullable Timing timing, Task<T, ?> work) throws Exception {
    if (item != null) {
      item.start();
    }
    T result = null;
    Throwable thrown = null;
    try {
      result = context().call(work);
      return result;
    } catch (Throwable failure) {
      thrown = failure;
      throw failure;
    } finally {
      if (timing != null) {
        timing.end(result, thrown);
      }
      if (item == null) {
        partOver();
      } else {
        item.end(result, thrown);
      }
    }
  }

  /** Says by which number observers know the piece. */
  final void isKnownAs(long id) {
    pieceId = id;
  }

  /** None for the thread: each piece is timed. */
  @Override
  final @Nullable Timing timing() {
    return null;
  }

  @Override
  final boolean announces(Cancel why) {
    return false;
  }

  @Override
  final boolean isVisible() {
    return false;
  }

  @Override
  final long id() {
    return pieceId == 0 ? super.id() : pieceId;
  }
}
