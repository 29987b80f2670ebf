package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Mapper;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Misuse;
import dev.meanwhile.Outcome;
import dev.meanwhile.Sink;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.runtime.DiscardingMapper;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.LimitAccess;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Integrator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stages for {@link Stream#gather} that wait: each maps its elements by tasks, within a limit, or
 * groups or slows them down. Import them statically.
 *
 * {@snippet file="Streaming.java" region="streams"}
 *
 * <p>All have in common:
 *
 * <ul>
 *   <li><b>Lazy.</b> Nothing happens before the terminal operation asks. A stage asks its source
 *       for the next element as long as it has fewer in hand than the limit has permits, and none
 *       of them waits for a permit that others hold; so an endless source needs memory for what is
 *       in flight. It holds no permit for an element that it does not have yet.
 *   <li><b>Failure.</b> The first failure ends the stage at once: it cancels what is in flight,
 *       waits for it, and leaves the terminal operation as itself, with the failures of siblings
 *       suppressed on it. A {@link Stream} cannot declare checked exceptions, so the compiler does
 *       not see them; {@link #forEach} declares them.
 *   <li><b>Nothing is left behind</b> when the stream ends, when a later stage has enough of it or
 *       fails, when the thread is interrupted, or a deadline passes: what is in flight is told to
 *       stop and waited for. Stages of ours end with the stage of ours, or the {@link Pages},
 *       before them. If the source is somebody else's and fails, or an {@link Stream#iterator} is
 *       dropped in the middle, nobody is told. What is in flight then ends with the task around it:
 *       with {@link #forEach}, {@link Meanwhile#scope} or any other verb. Outside of all of them it
 *       goes on to its own end.
 *   <li><b>Interrupt.</b> Ends the stream with {@link InterruptedException}.
 *   <li><b>Threads.</b> The stages run on the thread of the terminal operation; in a parallel
 *       stream the functions given here run as they do in any other, and the elements pass one at a
 *       time. Elements are mapped on virtual threads that go on from one to the next; a
 *       thread-local that one sets, another may find.
 * </ul>
 */
public final class Streams {
  private Streams() {}

  /**
   * Maps every element by a task of its own, at most {@code limit} at a time.
   *
   * <p><b>Order.</b> That of the source. <b>Failure, interrupt, threads.</b> See {@link Streams}.
   * <b>Memory.</b> As many elements as the limit has permits, in flight or waiting for a slower one
   * before them; one more waits for its permit where others use the limit, too.
   *
   * @param limit taken before the task of an element starts
   * @return a gatherer that may be used any number of times
   */
  public static <A extends @Nullable Object, T extends @Nullable Object> Gatherer<A, ?, T> mapping(
      Limit limit, Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(mapper, "mapper");
    return ordered("mapping", limit, mapper);
  }

  private static <A extends @Nullable Object, T extends @Nullable Object> Gatherer<A, ?, T> ordered(
      String verb, Limit limit, Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(limit, "limit");
    return TaskStage.gatherer(
        () -> new OrderedStage<A, T>(verb, LimitAccess.permitsOf(limit), mapper));
  }

  /**
   * {@link #mapping}, but each result goes on as soon as it is there, so that a slow one holds up
   * no other.
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      Gatherer<A, ?, T> mappingUnordered(Limit limit, Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(limit, "limit");
    requireNonNull(mapper, "mapper");
    return TaskStage.gatherer(
        () -> new UnorderedStage<A, T>("mappingUnordered", LimitAccess.permitsOf(limit), mapper));
  }

  /** {@link #mapping} to outcomes: a failure of the mapper is one, and stops nothing. */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      Gatherer<A, ?, Outcome<T>> mappingSettled(
          Limit limit, Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(mapper, "mapper");
    Mapper<A, Outcome<T>, Exception> settled =
        element -> Meanwhile.outcome(DiscardingMapper.<A, T>task(mapper, element));
    return ordered(
        "mappingSettled", limit, DiscardingMapper.like(mapper, settled, Streams::success));
  }

  private static @Nullable Object success(Outcome<?> outcome) {
    return outcome instanceof Outcome.Success<?>(Object value) ? value : null;
  }

  /**
   * {@link #mapping}, with a time limit for each element, which counts from when it has its permit.
   *
   * @param each zero or more; {@link DeadlineExceeded} where it passes
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      Gatherer<A, ?, T> mappingWithin(
          Duration each, Limit limit, Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(mapper, "mapper");
    Durations.notNegative("the time for each element", each);
    Mapper<A, T, Exception> limited =
        element -> Meanwhile.within(each, DiscardingMapper.<A, T>task(mapper, element));
    return ordered("mappingWithin", limit, DiscardingMapper.like(mapper, limited, value -> value));
  }

  /**
   * Maps elements of different keys at once, and those of one key one after the other.
   *
   * <p><b>Order.</b> For each key that of the source; between keys as the results come. <b>Failure,
   * interrupt, threads.</b> See {@link Streams}. <b>Memory.</b> As many elements as the limit has
   * permits, and {@code waiting} more. While so many of one key wait for their turn, no other is
   * read: the stream goes on as fast as that key, and never stands still.
   *
   * @param waiting how many elements may be read ahead and wait for those of their key, 0 or more
   * @param key called on the thread of the stream; never null
   */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      Gatherer<A, ?, T> mappingPerKey(
          Limit limit,
          int waiting,
          Function<? super A, ?> key,
          Mapper<? super A, ? extends T, ?> mapper) {
    requireNonNull(limit, "limit");
    requireNonNull(key, "key");
    requireNonNull(mapper, "mapper");
    if (waiting < 0) {
      throw new IllegalArgumentException(
          waiting + " elements waiting for their key; allowed: 0 to " + Integer.MAX_VALUE);
    }
    return TaskStage.gatherer(() ->
        new KeyedStage<A, T>("mappingPerKey", LimitAccess.permitsOf(limit), waiting, key, mapper));
  }

  /**
   * Groups elements: a batch goes on when it has {@code size} elements, or when {@code maxDelay}
   * has passed since its first one came.
   *
   * <p><b>Pitfall.</b> A stage of a stream runs only when an element comes. While the source gives
   * none, a batch that is due waits for the next element, which begins the next batch, or for the
   * end.
   *
   * @param size 1 or more
   * @param maxDelay zero or more
   * @return lists that cannot be changed, none of them empty; the elements may be null
   */
  public static <A extends @Nullable Object> Gatherer<A, ?, List<A>> batching(
      int size, Duration maxDelay) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "batches of " + size + "; allowed: 1 to " + Integer.MAX_VALUE);
    }
    Durations.notNegative("the delay of a batch", maxDelay);
    return Gatherer.ofSequential(
        () -> new Batch<A>(size, maxDelay),
        Integrator.<Batch<A>, A, List<A>>ofGreedy(Batch::integrate),
        Batch::finish);
  }

  /** Lets elements pass no faster than {@code rate} allows; the thread of the stream waits. */
  public static <A extends @Nullable Object> Gatherer<A, ?, A> throttling(RateLimit rate) {
    requireNonNull(rate, "rate");
    return Gatherer.ofSequential(
        Integrator.ofGreedy((_, element, downstream) -> {
          Unchecked.<@Nullable Void>get(() -> {
            rate.acquire();
            return null;
          });
          return downstream.push(element);
        }));
  }

  /**
   * Hands every element to {@code sink}, in the order of the stream, and closes the stream. It is a
   * scope: what the stages have in flight ends with it, however it ends. For another terminal
   * operation, wrap it in one: {@code scope(_ -> stream.toList())}.
   *
   * <p><b>Failure.</b> What a stage or the sink throws is thrown as itself. The compiler knows the
   * exceptions of the sink only; name those of the stages: {@code Streams.<Row,
   * IOException>forEach(rows, sink)}. <b>Interrupt.</b> See {@link Meanwhile}. <b>Threads.</b> The
   * sink runs on the calling thread. <b>Memory.</b> That of the stages.
   *
   * @throws X what the sink or a stage threw
   * @throws InterruptedException if the calling thread was interrupted
   * @throws Misuse if a stage needs a permit of a limit that the calling task holds
   */
  public static <T extends @Nullable Object, X extends Exception> void forEach(
      Stream<? extends T> stream, Sink<? super T, ? extends X> sink)
      throws X, InterruptedException {
    requireNonNull(sink, "sink");
    try (stream) {
      Meanwhile.<@Nullable Void, X>scope(_ -> {
        stream.sequential().forEachOrdered(element -> give(sink, element));
        return null;
      });
    }
  }

  private static <T extends @Nullable Object> void give(Sink<? super T, ?> sink, T element) {
    Unchecked.<@Nullable Void>get(() -> {
      sink.accept(element);
      return null;
    });
  }
}
