package dev.meanwhile.runtime;

import dev.meanwhile.Sink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of one verb call that have come and were not handed out yet. What is left when the
 * call ends goes to its hook, in the order in which it came; so does what comes later, at once.
 * Guarded by its own lock; no hook runs under it.
 */
final class Discards {
  private @Nullable Set<Parcel<?>> kept;
  private boolean over;

  /** Gives {@code value} to a hook, whose failure is contained; a null is nothing to care for. */
  static <T extends @Nullable Object> void tell(Sink<? super T, ?> hook, T value) {
    if (value != null) {
      CleanUp.run("the hook for a discarded value", () -> hook.accept(value));
    }
  }

  /** Keeps a value until it is handed out. */
  <T extends @Nullable Object> Parcel<T> keep(T value, Consumer<? super T> hook) {
    var parcel = new Parcel<T>(this, value, hook);
    if (!add(parcel)) {
      parcel.discard();
    }
    return parcel;
  }

  /** All values that have come are handed out. */
  void handOutAll() {
    left().forEach(Parcel::handOut);
  }

  private synchronized boolean add(Parcel<?> parcel) {
    if (kept == null) {
      kept = new LinkedHashSet<>();
    }
    return !over && kept.add(parcel);
  }

  private synchronized void forget(Parcel<?> parcel) {
    if (kept != null) {
      kept.remove(parcel);
    }
  }

  /** The call has ended. */
  void end() {
    List<Parcel<?>> left;
    synchronized (this) {
      over = true;
      left = left();
    }
    left.forEach(Parcel::discard);
  }

  private synchronized List<Parcel<?>> left() {
    return kept == null ? List.of() : List.copyOf(kept);
  }

  /** A value on its way. */
  static final class Parcel<T extends @Nullable Object> {
    private enum State {
      KEPT,
      HANDED_OUT,
      DISCARDED
    }

    private final Discards of;
    private final T value;
    private final Consumer<? super T> hook;
    private State state = State.KEPT;

    private Parcel(Discards of, T value, Consumer<? super T> hook) {
      this.of = of;
      this.value = value;
      this.hook = hook;
    }

    T value() {
      return value;
    }

    /** Somebody gets it; false if it was discarded. */
    boolean handOut() {
      State before = become(State.HANDED_OUT);
      if (before == State.KEPT) {
        of.forget(this);
      }
      return before != State.DISCARDED;
    }

    private void discard() {
      if (become(State.DISCARDED) == State.KEPT) {
        of.forget(this);
        hook.accept(value);
      }
    }

    /** Decides what becomes of it, once; returns what was decided before. */
    private synchronized State become(State wanted) {
      State before = state;
      if (before == State.KEPT) {
        state = wanted;
      }
      return before;
    }
  }
}
