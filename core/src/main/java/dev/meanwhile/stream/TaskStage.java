package dev.meanwhile.stream;

import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Stage;
import dev.meanwhile.runtime.Stage.Origin;
import dev.meanwhile.runtime.Stage.Piece;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import java.util.stream.Gatherer.Integrator;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a stream whose elements are tasks. All methods are called by the stream, one at a
 * time.
 *
 * <p>A permit is never held while the source is asked: a source that fails does not tell this
 * stage, and the permit would be lost. What was read waits for its permit instead, and nothing more
 * is read meanwhile.
 */
abstract class TaskStage<A extends @Nullable Object, T extends @Nullable Object> {
  private final String verb;
  private final PermitQueue limit;
  private final Origin origin = new Origin();
  private @Nullable Stage stage;
  private boolean over;

  TaskStage(String verb, PermitQueue limit) {
    this.verb = verb;
    this.limit = limit;
  }

  static <A extends @Nullable Object, T extends @Nullable Object> Gatherer<A, ?, T> gatherer(
      Supplier<? extends TaskStage<A, T>> stages) {
    return Gatherer.ofSequential(
        stages::get,
        Integrator.<TaskStage<A, T>, A, T>ofGreedy(TaskStage::integrate),
        TaskStage::finish);
  }

  /** Takes one more element. */
  abstract void take(Stage open, A element);

  /** The task whose result goes on next, or null if there is none yet. */
  abstract @Nullable Piece<T> poll();

  /** Whether the source may be asked for another element. */
  abstract boolean hasRoom();

  /** Whether all results have gone on. */
  abstract boolean isEmpty();

  final int capacity() {
    return Math.max(1, limit.capacity());
  }

  private boolean integrate(A element, Downstream<? super T> downstream) {
    return Unchecked.get(() -> {
      Stage open = opened();
      try {
        open.check();
        take(open, element);
        return deliver(open, downstream, this::hasRoom);
      } catch (Throwable failure) {
        over = true;
        open.close(failure);
        throw failure;
      }
    });
  }

  private void finish(Downstream<? super T> downstream) {
    Stage open = stage;
    if (open == null || over) {
      return;
    }
    Unchecked.<@Nullable Void>get(() -> {
      try {
        if (deliver(open, downstream, this::isEmpty)) {
          open.drained();
        }
        return null;
      } catch (Throwable failure) {
        open.close(failure);
        throw failure;
      }
    });
  }

  private Stage opened() throws InterruptedException {
    Stage open = stage;
    if (open == null) {
      open = Stage.open(verb, origin, limit);
      stage = open;
    }
    return open;
  }

  /** Lets results go on until there is no need to wait; false if nobody wants more of them. */
  private boolean deliver(Stage open, Downstream<? super T> downstream, BooleanSupplier enough)
      throws InterruptedException {
    while (true) {
      int seen = open.changes();
      open.check();
      Piece<T> piece = poll();
      if (downstream.isRejecting()
          || (piece != null && !open.push(downstream::push, piece.result()))) {
        over = true;
        open.close();
        return false;
      }
      if (piece == null) {
        if (enough.getAsBoolean()) {
          return true;
        }
        open.awaitChange(seen);
      }
    }
  }
}
