package dev.meanwhile.stream;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Piece;
import dev.meanwhile.runtime.Stage.Origin;
import dev.meanwhile.runtime.StageWorkers;
import dev.meanwhile.runtime.StageWorkers.Course;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import java.util.stream.Gatherer.Integrator;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a stream whose elements are tasks. What is not public is called by the stream, one at
 * a time.
 *
 * <p>A permit is never held while the source is asked: a source that fails does not tell this
 * stage, and the permit would be lost. What was read waits for its permit instead, and nothing more
 * is read meanwhile.
 */
abstract class TaskStage<A extends @Nullable Object, T extends @Nullable Object>
    implements Course<A, T> {
  private final String verb;
  private final PermitQueue limit;
  private final Mapper<? super A, ? extends T, ?> mapper;
  private final Origin origin = new Origin();
  private final BooleanSupplier mayRead = this::mayRead;
  private final BooleanSupplier isEmpty = this::isEmpty;
  private @Nullable StageWorkers<A, T> workers;
  private long taken;
  private boolean over;

  TaskStage(String verb, PermitQueue limit, Mapper<? super A, ? extends T, ?> mapper) {
    this.verb = verb;
    this.limit = limit;
    this.mapper = mapper;
  }

  static <A extends @Nullable Object, T extends @Nullable Object> Gatherer<A, ?, T> gatherer(
      Supplier<? extends TaskStage<A, T>> stages) {
    return Gatherer.ofSequential(
        stages::get,
        Integrator.<TaskStage<A, T>, A, T>ofGreedy(TaskStage::integrate),
        TaskStage::finish);
  }

  /** What {@code element} has in common with those that must not run beside it, or null. */
  @Nullable Object key(A element) {
    return null;
  }

  /** Takes one more element; says whether it may begin. */
  abstract boolean take(Piece<A, T> piece);

  /** The element whose result goes on next, or null if there is none yet. */
  abstract @Nullable Piece<A, T> poll();

  /** Whether {@link #poll} has one. */
  abstract boolean hasResult();

  /** Whether there is room for another element. */
  abstract boolean hasRoom();

  /** Whether all results have gone on. */
  abstract boolean isEmpty();

  /** The only element whose result can go on next, or null if any may. */
  @Nullable Piece<A, T> awaited() {
    return null;
  }

  @Override
  public @Nullable Piece<A, T> next(Piece<A, T> ended) {
    return null;
  }

  @Override
  public void done(Piece<A, T> piece) {}

  final int capacity() {
    return Math.max(1, limit.capacity());
  }

  private boolean integrate(A element, Downstream<? super T> downstream) {
    return Unchecked.get(() -> {
      StageWorkers<A, T> open = opened();
      try {
        open.stage().check();
        var piece = new Piece<A, T>(taken++, element, key(element));
        if (take(piece)) {
          open.add(piece);
        }
        return deliver(open, downstream, mayRead);
      } catch (Throwable failure) {
        over = true;
        open.stage().close(failure);
        throw failure;
      }
    });
  }

  private void finish(Downstream<? super T> downstream) {
    StageWorkers<A, T> open = workers;
    if (open == null || over) {
      return;
    }
    Unchecked.<@Nullable Void>get(() -> {
      try {
        if (deliver(open, downstream, isEmpty)) {
          open.drained();
        }
        return null;
      } catch (Throwable failure) {
        open.stage().close(failure);
        throw failure;
      }
    });
  }

  private StageWorkers<A, T> opened() throws InterruptedException {
    StageWorkers<A, T> open = workers;
    if (open == null) {
      open = StageWorkers.open(verb, origin, limit, mapper, this);
      workers = open;
    }
    return open;
  }

  /** Lets results go on until there is no need to wait; false if nobody wants more of them. */
  private boolean deliver(
      StageWorkers<A, T> open, Downstream<? super T> downstream, BooleanSupplier enough)
      throws InterruptedException {
    while (true) {
      open.stage().check();
      Piece<A, T> piece = poll();
      if (downstream.isRejecting()
          || (piece != null && !open.stage().push(downstream::push, piece.result()))) {
        over = true;
        open.stage().close();
        return false;
      }
      if (piece == null) {
        if (enough.getAsBoolean()) {
          return true;
        }
        open.await(
            enough == mayRead && hasRoom(), awaited(), () -> hasResult() || enough.getAsBoolean());
      }
    }
  }

  private boolean mayRead() {
    StageWorkers<A, T> open = workers;
    return hasRoom() && (open == null || !open.isHeldUp());
  }
}
