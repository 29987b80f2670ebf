package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Stage;
import dev.meanwhile.runtime.Stage.Piece;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results as they come; elements with equal keys one after the other. The task that ends an element
 * asks for the permit of the next one with its key, behind those of other keys.
 */
final class KeyedStage<A extends @Nullable Object, T extends @Nullable Object>
    extends TaskStage<A, T> {
  private final int waiting;
  private final Function<? super A, ?> keyOf;
  private final Function<? super A, Task<T, ?>> tasks;
  private final Map<Object, ArrayDeque<Holder<A>>> queues = new HashMap<>(); // guarded by itself
  private final ConcurrentLinkedQueue<Piece<T>> done = new ConcurrentLinkedQueue<>();
  private @Nullable Piece<?> latest;
  private int inHand;

  KeyedStage(
      String verb,
      PermitQueue limit,
      int waiting,
      Function<? super A, ?> keyOf,
      Function<? super A, Task<T, ?>> tasks) {
    super(verb, limit);
    this.waiting = waiting;
    this.keyOf = keyOf;
    this.tasks = tasks;
  }

  private record Holder<A extends @Nullable Object>(A element) {}

  @Override
  void take(Stage open, A element) {
    inHand++;
    Object key = requireNonNull(keyOf.apply(element), "the key of an element");
    synchronized (queues) {
      ArrayDeque<Holder<A>> queue = queues.get(key);
      if (queue != null) {
        queue.add(new Holder<>(element));
        return;
      }
      queues.put(key, new ArrayDeque<>(0));
    }
    latest = start(open, key, element);
  }

  private Piece<T> start(Stage open, Object key, A element) {
    return open.start(
        tasks.apply(element),
        piece -> {
          done.add(piece);
          startNext(open, key);
        });
  }

  private void startNext(Stage open, Object key) {
    Holder<A> next;
    synchronized (queues) {
      ArrayDeque<Holder<A>> queue = queues.get(key);
      next = queue == null ? null : queue.poll();
      if (next == null) {
        queues.remove(key);
      }
    }
    if (next != null) {
      start(open, key, next.element);
    }
  }

  @Override
  @Nullable Piece<T> poll() {
    Piece<T> piece = done.poll();
    inHand -= piece == null ? 0 : 1;
    return piece;
  }

  @Override
  boolean hasRoom() {
    return (latest == null || latest.hasBegun()) && inHand < (long) capacity() + waiting;
  }

  @Override
  boolean isEmpty() {
    return inHand == 0;
  }
}
