package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.Sink;
import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** A resource that is released once, whatever happens to its use. */
public final class Loan {
  private Loan() {}

  /** Acquires a resource, uses it and releases it, on the calling thread. */
  public static <R extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      T using(
          Task<? extends R, ? extends X> acquire,
          Mapper<? super R, ? extends T, ? extends X> use,
          Sink<? super R, ? extends X> release)
          throws X, InterruptedException {
    Ambient.checkCancelled();
    return Runs.<T, X>inTask("using", () -> lend(acquire.run(), use, release));
  }

  private static <R extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      T lend(
          R resource, Mapper<? super R, T, ? extends X> use, Sink<? super R, ? extends X> release)
          throws X, InterruptedException {
    T result;
    try {
      Ambient.checkCancelled();
      result = use.map(resource);
    } catch (Throwable failure) {
      releaseAfter(failure, resource, release);
      throw failure;
    }
    try {
      Shield.<X>overHere(() -> release.accept(resource));
    } catch (Throwable failure) {
      DiscardingMapper.discard(use, result);
      throw failure;
    }
    return result;
  }

  private static <R extends @Nullable Object> void releaseAfter(
      Throwable failure, R resource, Sink<? super R, ?> release) {
    try {
      Shield.overHere(() -> release.accept(resource));
    } catch (Throwable second) {
      if (second instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      Suppression.add(failure, second);
    }
  }
}
