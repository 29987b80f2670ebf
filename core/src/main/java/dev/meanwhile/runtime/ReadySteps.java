package dev.meanwhile.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The steps of a run that are ready and not taken, the oldest first; and how many threads are on
 * their way to them.
 *
 * <p>None of them waits for a thread that is at work: whoever leaves some here, adding or taking,
 * starts a thread unless one is on its way. A thread that comes starts two more, if there are as
 * many steps for them; so the threads double with each that had to come. Where those at work are
 * done with the steps before the next one comes, no more are started.
 *
 * <p>Each step is added once, so there is a place for each, and none is used twice. A place is
 * claimed, then filled. Who finds it empty in between leaves it to the one who fills it, and who
 * asks for a thread after that.
 */
final class ReadySteps {
  /** No step; steps are numbered from 1. */
  static final int NONE = 0;

  private static final int MORE = 2;
  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle TAKEN = field("taken");
  private static final VarHandle ADDED = field("added");
  private static final VarHandle COMING = field("coming");

  private final int[] places;
  private volatile int taken;
  private volatile int added;
  private volatile int coming;

  /** For as many steps as can ever be added. */
  ReadySteps(int most) {
    places = new int[most];
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(ReadySteps.class, name, int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Adds a step. Who has added asks for {@link #lacking} threads. */
  void add(int step) {
    int place = (int) ADDED.getAndAdd(this, 1);
    PLACE.setVolatile(places, place, step);
  }

  /** The oldest step, or {@link #NONE}. Who has taken it asks for {@link #lacking} threads. */
  int take() {
    int place = taken;
    while (place < places.length) {
      int step = (int) PLACE.getVolatile(places, place);
      if (step == NONE || TAKEN.compareAndSet(this, place, place + 1)) {
        return step;
      }
      place = taken;
    }
    return NONE;
  }

  /** The same for a thread that has come. It asks for {@link #lackingMore} threads. */
  int takeFirst() {
    COMING.getAndAdd(this, -1);
    return take();
  }

  /** How many threads must be started so that one is on its way; they count from now on. */
  int lacking() {
    return coming == 0 ? call(1) : 0;
  }

  /** The same for a thread that has come. */
  int lackingMore() {
    return call(MORE);
  }

  private int call(int most) {
    while (true) {
      int known = coming;
      int lacking = Math.min(most, added - taken - known);
      if (lacking <= 0) {
        return 0;
      }
      if (COMING.compareAndSet(this, known, known + lacking)) {
        return lacking;
      }
    }
  }
}
