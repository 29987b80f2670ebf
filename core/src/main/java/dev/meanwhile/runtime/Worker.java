package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of a map, or of a stage of a stream. */
final class Worker extends Runner {
  private static final AtomicLongFieldUpdater<Worker> ELEMENT =
      AtomicLongFieldUpdater.newUpdater(Worker.class, "element");

  private final boolean first;
  private final BooleanSupplier isNeeded;
  private volatile long element = -1; // by ELEMENT
  private volatile boolean idle;

  /**
   * Made by the map or stage that starts it.
   *
   * @param first whether it is turned away like any other task
   * @param isNeeded whether the verb must fail if the worker gets no permit; it is told by this
   *     call
   */
  Worker(
      TaskGroup group,
      Task<@Nullable Void, Exception> work,
      boolean first,
      BooleanSupplier isNeeded,
      ContextSnapshot context) {
    super(group, group.settings(), work, context);
    this.first = first;
    this.isNeeded = isNeeded;
  }

  /** A map that has begun is not turned away because it gave way to others. */
  boolean isFirst() {
    return first;
  }

  /** Gives its permit back, if the limit is to serve others now; it takes nothing more then. */
  boolean givesWay() {
    Lease held = lease;
    return held != null && held.giveWay(group());
  }

  /** Says whether it only looks for something to take. */
  void isIdle(boolean now) {
    idle = now;
  }

  /** None that is idle is a straggler: it has done what it was told. */
  @Override
  boolean isOver() {
    return idle || super.isOver();
  }

  /** Whether it holds its permit, as of a while ago. */
  boolean hasPermit() {
    Lease held = lease;
    return held != null && held.isHeld();
  }

  /** Gives its permit back, if it still holds it. */
  void giveBack() {
    Lease held = lease;
    if (held != null) {
      held.giveBack();
    }
  }

  /** Takes its permit again, if it is free and nobody waits for it. */
  boolean retakesPermit() {
    Lease given = lease;
    return given != null && given.tryTake();
  }

  @Override
  void refuse(Rejected why) {
    group().ended(this, null, isNeeded.getAsBoolean() ? why : null);
  }

  /** Says which element it asks for or works on. */
  void takes(long index) {
    ELEMENT.lazySet(this, index);
  }

  @Override
  long index() {
    return element;
  }

  @Override
  String title() {
    return group().verb() + (element < 0 ? "#" + super.index() : "[" + element + "]");
  }

  @Override
  String path() {
    return TaskPath.join(group().path(), title());
  }
}
