package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.Outcome;
import dev.meanwhile.Sink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers that pull from one source, each with a permit of the limit.
 *
 * <p>A worker is started only when it has its permit; it then pulls an element, asks for the next
 * worker, and works. So there are never more threads than permits or elements, and nothing is
 * pulled that no one works on. A worker keeps its permit from one element to the next, unless
 * another user of the limit waits: then it ends, and the map queues for a permit like everyone
 * else. Only its first worker may be turned away.
 */
public final class BoundedMap<A extends @Nullable Object, T extends @Nullable Object> {
  private static final Object NONE = new Object();

  private final TaskGroup group;
  private final Source<? extends A> source;
  private final PermitQueue limit;
  private final Demand permit;
  private final Mapper.Indexed<? super A, ? extends T, ?> mapper;
  private final Delivery<T> delivery;
  private final ContextSnapshot context = ContextSnapshot.capture();
  private final Turnstile turnstile = new Turnstile();
  private long pulled; // only inside the turnstile
  private volatile boolean exhausted; // written under this

  // Written under this.
  private boolean begun;
  private volatile int working;
  private volatile @Nullable Worker coming;

  private BoundedMap(
      TaskGroup group,
      Source<? extends A> source,
      PermitQueue limit,
      Mapper.Indexed<? super A, ? extends T, ?> mapper,
      Delivery<T> delivery) {
    this.group = group;
    this.source = source;
    this.limit = limit;
    this.permit = Demand.of(limit);
    this.mapper = mapper;
    this.delivery = delivery;
  }

  /** The results in the order of the source. */
  public static <A extends @Nullable Object, T extends @Nullable Object> List<T> map(
      String verb,
      Source<? extends A> source,
      PermitQueue limit,
      Mapper.Indexed<? super A, ? extends T, ?> mapper)
      throws InterruptedException {
    var results = new Results<T>(source.expected());
    Throwable failure = null;
    try (TaskGroup group = TaskGroup.open(verb, null, Rule.FAIL_FAST)) {
      group.settings(Permits.entered(Demand.of(limit), group, Site.here()));
      Delivery<T> delivery = (worker, index, result) -> results.put(index, result);
      var map = new BoundedMap<>(group, source, limit, mapper, delivery);
      map.grow();
      group.join();
      return results.list(map.pulled);
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      source.close(failure);
    }
  }

  /** The results as outcomes, in the order of the source. */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettled(
          Source<? extends A> source,
          PermitQueue limit,
          Mapper.Indexed<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    return map(
        "mapSettled",
        source,
        limit,
        (index, element) -> Gathering.outcome(() -> mapper.map(index, element)));
  }

  /** Hands each result to {@code sink}, on the calling thread, as it comes. */
  public static <A extends @Nullable Object, T extends @Nullable Object> void mapEach(
      Source<? extends A> source,
      PermitQueue limit,
      Mapper.Indexed<? super A, ? extends T, ?> mapper,
      Sink<? super T, ?> sink)
      throws InterruptedException {
    Throwable failure = null;
    try (TaskGroup group = TaskGroup.open("mapEach", null, Rule.FAIL_FAST)) {
      group.settings(Permits.entered(Demand.of(limit), group, Site.here()));
      var handover = new Handover<T>(group);
      Inline.run(
          group,
          group.settings(),
          () -> {
            new BoundedMap<>(group, source, limit, mapper, handover).grow();
            handover.handTo(sink);
            return null;
          },
          new Inline.Holder<@Nullable Void>());
      group.join();
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      source.close(failure);
    }
  }

  /**
   * Asks for one more worker, if the limit could admit one and the source may have an element for
   * it.
   */
  private void grow() {
    if (mayGrow()) {
      tryGrow();
    }
  }

  /** Asked without the lock for each element, and with it before a worker is made. */
  private boolean mayGrow() {
    return !exhausted && coming == null && working < limit.capacity();
  }

  private void tryGrow() {
    Worker worker;
    synchronized (this) {
      if (!mayGrow() || (working > 0 && limit.wouldReject())) {
        return;
      }
      worker = new Worker(group, this::work, !begun, this::isNeeded, context);
      coming = worker;
    }
    group.launch(worker, permit);
    if (exhausted) {
      worker.leaveQueue();
    }
  }

  private @Nullable Void work() throws Exception {
    Worker worker = (Worker) TaskNode.running();
    arrive();
    for (Object element = pull(worker); element != NONE; element = pull(worker)) {
      grow();
      map(worker, element);
      if (worker.givesWay()) {
        goOnWithout(worker);
        break;
      }
    }
    return null;
  }

  /** The worker has given way; the map queues again only if there is something left to do. */
  private void goOnWithout(Worker worker) throws InterruptedException {
    if (hasMore(worker)) {
      synchronized (this) {
        working--;
      }
      grow();
    }
  }

  private boolean hasMore(Worker worker) throws InterruptedException {
    turnstile.enter(worker);
    boolean more = false;
    try {
      more = !exhausted && source.hasNext();
      return more;
    } finally {
      turnstile.leave(worker);
      if (!more) {
        exhaust();
      }
    }
  }

  /** Whether the map cannot go on without the worker that gets no permit. */
  private synchronized boolean isNeeded() {
    coming = null;
    return working == 0 && !exhausted;
  }

  private synchronized void arrive() {
    begun = true;
    coming = null;
    working++;
  }

  /** The next element, or {@link #NONE}. A source that throws is exhausted. */
  private @Nullable Object pull(Worker worker) throws InterruptedException {
    worker.checkCancelled();
    turnstile.enter(worker);
    boolean more = false;
    try {
      worker.takes(pulled);
      if (!exhausted && source.hasNext()) {
        Object element = source.next();
        pulled++;
        more = true;
        return element;
      }
      return NONE;
    } finally {
      turnstile.leave(worker);
      if (!more) {
        exhaust();
      }
    }
  }

  private void exhaust() {
    Worker unneeded;
    synchronized (this) {
      exhausted = true;
      unneeded = coming;
    }
    if (unneeded != null) {
      unneeded.leaveQueue();
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the elements of an A source are As, nulls or not
  private void map(Worker worker, @Nullable Object element) throws Exception {
    long index = worker.index();
    T result =
        worker.perform(
            Item.taken(worker), Timing.begin(permit, worker), () -> mapper.map(index, (A) element));
    delivery.deliver(worker, index, result);
  }
}
