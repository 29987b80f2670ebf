package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Piece;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results as they come; elements with equal keys one after the other: when one has ended, the next
 * with its key may begin, behind those of other keys.
 */
final class KeyedStage<A extends @Nullable Object, T extends @Nullable Object>
    extends UnorderedStage<A, T> {
  private final int waiting;
  private final Function<? super A, ?> keyOf;
  private final Map<Object, Queue<Piece<A, T>>> queues = new HashMap<>(); // guarded by itself

  KeyedStage(
      String verb,
      PermitQueue limit,
      int waiting,
      Function<? super A, ?> keyOf,
      Mapper<? super A, ? extends T, ?> mapper) {
    super(verb, limit, mapper);
    this.waiting = waiting;
    this.keyOf = keyOf;
  }

  @Override
  Object key(A element) {
    return requireNonNull(keyOf.apply(element), "the key of an element");
  }

  @Override
  boolean take(Piece<A, T> piece) {
    super.take(piece);
    synchronized (queues) {
      Queue<Piece<A, T>> queue = queues.get(piece.key());
      if (queue != null) {
        queue.add(piece);
        return false;
      }
      queues.put(piece.key(), new ArrayDeque<>(0));
      return true;
    }
  }

  @Override
  public @Nullable Piece<A, T> next(Piece<A, T> ended) {
    synchronized (queues) {
      Queue<Piece<A, T>> queue = queues.get(ended.key());
      Piece<A, T> next = queue == null ? null : queue.poll();
      if (next == null) {
        queues.remove(ended.key());
      }
      return next;
    }
  }

  @Override
  long most() {
    return super.most() + waiting;
  }
}
