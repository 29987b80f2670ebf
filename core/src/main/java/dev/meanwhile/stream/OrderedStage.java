package dev.meanwhile.stream;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Stage;
import dev.meanwhile.runtime.Stage.Piece;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results in the order of the source. */
final class OrderedStage<A extends @Nullable Object, T extends @Nullable Object>
    extends TaskStage<A, T> {
  private final Function<? super A, Task<T, ?>> tasks;
  private final ArrayDeque<Piece<T>> pieces = new ArrayDeque<>();

  OrderedStage(String verb, PermitQueue limit, Function<? super A, Task<T, ?>> tasks) {
    super(verb, limit);
    this.tasks = tasks;
  }

  @Override
  void take(Stage open, A element) {
    pieces.add(open.start(tasks.apply(element)));
  }

  @Override
  @Nullable Piece<T> poll() {
    Piece<T> first = pieces.peek();
    if (first == null || !first.isDone()) {
      return null;
    }
    return pieces.remove();
  }

  @Override
  boolean hasRoom() {
    Piece<T> last = pieces.peekLast();
    return last == null || (last.hasBegun() && pieces.size() < capacity());
  }

  @Override
  boolean isEmpty() {
    return pieces.isEmpty();
  }
}
