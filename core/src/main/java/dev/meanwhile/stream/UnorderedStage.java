package dev.meanwhile.stream;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Piece;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Results as they come. */
class UnorderedStage<A extends @Nullable Object, T extends @Nullable Object>
    extends TaskStage<A, T> {
  private final ConcurrentLinkedQueue<Piece<A, T>> done = new ConcurrentLinkedQueue<>();
  private int inHand; // of the stream's thread

  UnorderedStage(String verb, PermitQueue limit, Mapper<? super A, ? extends T, ?> mapper) {
    super(verb, limit, mapper);
  }

  @Override
  boolean take(Piece<A, T> piece) {
    inHand++;
    return true;
  }

  @Override
  public void done(Piece<A, T> piece) {
    done.add(piece);
  }

  @Override
  @Nullable Piece<A, T> poll() {
    Piece<A, T> piece = done.poll();
    inHand -= piece == null ? 0 : 1;
    return piece;
  }

  @Override
  boolean hasResult() {
    return !done.isEmpty();
  }

  @Override
  boolean hasRoom() {
    return inHand < most();
  }

  /** How many elements it may have in hand. */
  long most() {
    return capacity();
  }

  @Override
  boolean isEmpty() {
    return inHand == 0;
  }
}
