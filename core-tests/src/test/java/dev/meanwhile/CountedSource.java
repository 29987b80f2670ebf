package dev.meanwhile;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A source that counts how many elements were pulled, how many threads asked it at once, and how
 * often it was closed.
 */
final class CountedSource<A> implements Iterator<A>, AutoCloseable {
  private final Iterator<A> elements;
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger mostAsking = new AtomicInteger();
  private final AtomicInteger pulled = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  CountedSource(Iterator<A> elements) {
    this.elements = elements;
  }

  static CountedSource<Integer> endless() {
    return new CountedSource<>(Stream.iterate(0, i -> i + 1).iterator());
  }

  static CountedSource<Integer> of(int count) {
    return new CountedSource<>(Stream.iterate(0, i -> i + 1).limit(count).iterator());
  }

  @Override
  public boolean hasNext() {
    return alone(elements::hasNext);
  }

  @Override
  public A next() {
    A element = alone(elements::next);
    pulled.incrementAndGet();
    return element;
  }

  private <T> T alone(java.util.function.Supplier<T> ask) {
    mostAsking.accumulateAndGet(asking.incrementAndGet(), Math::max);
    try {
      Thread.yield();
      return ask.get();
    } finally {
      asking.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  /** How many elements were pulled. */
  int pulled() {
    return pulled.get();
  }

  /** How often it was closed. */
  int closed() {
    return closed.get();
  }

  /** The most threads that ever asked it at the same time. */
  int mostAsking() {
    return mostAsking.get();
  }
}
