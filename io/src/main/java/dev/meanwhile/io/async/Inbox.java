package dev.meanwhile.io.async;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Cancelled;
import dev.meanwhile.Outcome;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has sent and nobody has read yet. One thread reads; the publisher calls from any
 * other. What both touch is guarded by the lock of this object, under which nothing is called.
 */
final class Inbox<T> extends AbstractSpliterator<T> implements Subscriber<T> {
  private final Publisher<? extends T> publisher;
  private final int ahead;

  /** Elements, and an {@link End} after the last one. */
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

  private @Nullable Subscription subscription;
  private boolean ended;

  // Only the reader touches these.
  private boolean begun;
  private boolean over;
  private int read;

  private record End(@Nullable Throwable failure) {}

  Inbox(Publisher<? extends T> publisher, int ahead) {
    super(Long.MAX_VALUE, ORDERED | NONNULL);
    this.publisher = publisher;
    this.ahead = ahead;
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (over) {
      return false;
    }
    if (!begun) {
      begun = true;
      publisher.subscribe(this);
    }
    Object next = take();
    if (next instanceof End(Throwable failure)) {
      over = true;
      return failure != null && new Outcome.Failure<Boolean>(failure).orElseThrow();
    }
    askForMore();
    @SuppressWarnings("unchecked")
    T element = (T) next;
    action.accept(element);
    return true;
  }

  private Object take() {
    try {
      return arrived.take();
    } catch (InterruptedException told) {
      close();
      Thread.currentThread().interrupt();
      throw new Cancelled("interrupted while waiting for an element of " + publisher);
    }
  }

  /** Asks when half of what was asked for has been read, not for each element. */
  private void askForMore() {
    if (++read >= ahead - ahead / 2) {
      Subscription open = cancellable();
      if (open != null) {
        open.request(read);
      }
      read = 0;
    }
  }

  private synchronized @Nullable Subscription cancellable() {
    return ended ? null : subscription;
  }

  /** From now on nothing more arrives; for the reader to call. */
  void close() {
    over = true;
    Subscription open = end(null);
    arrived.clear();
    if (open != null) {
      open.cancel();
    }
  }

  /** Returns what there is to cancel. */
  private synchronized @Nullable Subscription end(@Nullable Throwable failure) {
    Subscription open = cancellable();
    if (!ended) {
      ended = true;
      arrived.add(new End(failure));
    }
    return open;
  }

  @Override
  public void onSubscribe(Subscription made) {
    requireNonNull(made, "subscription");
    if (accepts(made)) {
      made.request(ahead);
    } else {
      made.cancel();
    }
  }

  private synchronized boolean accepts(Subscription made) {
    if (ended || subscription != null) {
      return false;
    }
    subscription = made;
    return true;
  }

  @Override
  public void onNext(T element) {
    requireNonNull(element, "element");
    if (!put(element)) {
      Subscription open =
          end(
              new IllegalStateException(
                  publisher + " has sent more than the " + ahead + " elements it was asked for"));
      if (open != null) {
        open.cancel();
      }
    }
  }

  private synchronized boolean put(T element) {
    if (ended) {
      return true;
    }
    return arrived.size() < ahead && arrived.add(element);
  }

  @Override
  public void onError(Throwable failure) {
    end(requireNonNull(failure, "failure"));
  }

  @Override
  public void onComplete() {
    end(null);
  }
}
