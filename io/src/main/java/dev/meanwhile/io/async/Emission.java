package dev.meanwhile.io.async;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Background;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber, and the task that reads a stream for it, as it asks. Guarded by its own lock,
 * under which nothing is called.
 */
final class Emission<T> implements Subscription {
  private final Subscriber<? super T> subscriber;
  private final Task<? extends Stream<? extends T>, ?> source;

  private long asked;
  private @Nullable IllegalArgumentException misuse;
  private boolean over;
  private boolean cancelled;
  private @Nullable Future<?> task;

  Emission(Subscriber<? super T> subscriber, Task<? extends Stream<? extends T>, ?> source) {
    this.subscriber = requireNonNull(subscriber, "subscriber");
    this.source = source;
  }

  void start(Background owner, String name) {
    subscriber.onSubscribe(this);
    try {
      if (!isOver()) {
        bind(owner.<@Nullable Void>future(name, this::run));
      }
    } catch (Misuse closed) {
      fail(closed);
    }
  }

  /** However the task fails, in the middle or before it has begun, the subscriber is told here. */
  private void bind(CompletableFuture<?> running) {
    var _ =
        running.whenComplete((_, failure) -> {
          if (failure != null) {
            fail(failure);
          }
        });
    if (!accepts(running)) {
      running.cancel(true);
    }
  }

  /** False if there has been a cancel before there was anything to cancel. */
  private synchronized boolean accepts(Future<?> running) {
    task = running;
    return !cancelled;
  }

  private void fail(Throwable failure) {
    if (end()) {
      subscriber.onError(failure);
    }
  }

  private @Nullable Void run() throws Exception {
    if (isAsked() && sendsAll() && end()) {
      subscriber.onComplete();
    }
    return null;
  }

  /** Sends elements as long as it is asked; says whether there are no more. */
  private boolean sendsAll() throws Exception {
    try (Stream<? extends T> elements = source.run()) {
      Iterator<? extends T> each = elements.iterator();
      do {
        if (!each.hasNext()) {
          return true;
        }
        subscriber.onNext(requireNonNull(each.next(), "element"));
      } while (isAsked());
      return false;
    }
  }

  /** Waits until one more element is asked for; false if none ever will be. */
  private synchronized boolean isAsked() throws InterruptedException {
    while (asked == 0 && misuse == null && !over) {
      wait();
    }
    if (over) {
      return false;
    }
    if (misuse != null) {
      throw misuse;
    }
    asked--;
    return true;
  }

  @Override
  public synchronized void request(long count) {
    if (count < 1) {
      misuse = new IllegalArgumentException(count + " elements asked for; allowed: 1 or more");
    } else {
      asked = asked > Long.MAX_VALUE - count ? Long.MAX_VALUE : asked + count;
    }
    notifyAll();
  }

  @Override
  public void cancel() {
    Future<?> running = cancelled();
    if (running != null) {
      running.cancel(true);
    }
  }

  /** Returns what there is to cancel. */
  private synchronized @Nullable Future<?> cancelled() {
    if (!end()) {
      return null;
    }
    cancelled = true;
    return task;
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** From now on the subscriber is told nothing more; true the first time. */
  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    notifyAll();
    return first;
  }
}
