package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a map. Observers do not see it, only the elements that it works on; it goes by the
 * number and name of the latest.
 */
final class Worker extends Fork<@Nullable Void, Exception> {
  private final boolean first;
  private final BooleanSupplier isNeeded;
  private volatile long element = -1;
  private volatile long elementId;

  /**
   * Made by the map that starts it.
   *
   * @param first whether the map has not begun yet
   * @param isNeeded whether the map must fail if the worker gets no permit; it is told by this call
   */
  Worker(
      TaskGroup group,
      Task<@Nullable Void, Exception> work,
      boolean first,
      BooleanSupplier isNeeded,
      ContextSnapshot context) {
    super(group, group.settings(), null, work, null, context);
    this.first = first;
    this.isNeeded = isNeeded;
  }

  /** A map that has begun is not turned away because it gave way to others. */
  boolean isFirst() {
    return first;
  }

  @Override
  void refuse(Rejected why) {
    group().ended(this, null, isNeeded.getAsBoolean() ? why : null);
  }

  /** None for the worker: the map times each element. */
  @Override
  @Nullable Timing timing() {
    return null;
  }

  /** Says which element it asks for or works on. */
  void takes(long index) {
    element = index;
  }

  /** Says by which number observers know the element. */
  void isKnownAs(long id) {
    elementId = id;
  }

  @Override
  boolean announces(Cancel why) {
    return false;
  }

  @Override
  boolean isVisible() {
    return false;
  }

  @Override
  long id() {
    return elementId == 0 ? super.id() : elementId;
  }

  @Override
  long index() {
    return element;
  }

  @Override
  String path() {
    String name = element < 0 ? "#" + super.index() : "[" + element + "]";
    return TaskPath.join(group().path(), group().verb() + name);
  }
}
