package dev.meanwhile.stream;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Piece;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Results in the order of the source. */
final class OrderedStage<A extends @Nullable Object, T extends @Nullable Object>
    extends TaskStage<A, T> {
  private final ArrayDeque<Piece<A, T>> inHand = new ArrayDeque<>(); // of the stream's thread

  OrderedStage(String verb, PermitQueue limit, Mapper<? super A, ? extends T, ?> mapper) {
    super(verb, limit, mapper);
  }

  @Override
  boolean take(Piece<A, T> piece) {
    inHand.add(piece);
    return true;
  }

  @Override
  @Nullable Piece<A, T> poll() {
    return hasResult() ? inHand.remove() : null;
  }

  @Override
  boolean hasResult() {
    Piece<A, T> first = inHand.peek();
    return first != null && first.isDone();
  }

  @Override
  boolean hasRoom() {
    return inHand.size() < capacity();
  }

  @Override
  boolean isEmpty() {
    return inHand.isEmpty();
  }

  @Override
  @Nullable Piece<A, T> awaited() {
    return inHand.peek();
  }
}
