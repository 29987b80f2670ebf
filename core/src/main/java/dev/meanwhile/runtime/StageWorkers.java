package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.runtime.Stage.Origin;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a stage, which take what its stream has read. One is started when it has its
 * permit, and goes on from element to element, unless another user of the limit waits. It holds no
 * permit while there is nothing to take, and soon ends then.
 *
 * <p>Nothing that was read is forgotten: who adds an element calls a worker, unless one is on its
 * way or looks for more at this moment; and who ceases to look, looks once again afterwards. So
 * there are more threads only where there is more than the present ones take.
 */
public final class StageWorkers<A extends @Nullable Object, T extends @Nullable Object> {
  /** Where elements take longer, threads do not look for a sign of each other before they park. */
  private static final long QUICK_NANOS = 50_000;

  private static final Object ANYTHING = new Object();
  private static final Object A_RESULT = new Object();

  private final Stage stage;
  private final TaskGroup group;
  private final Demand permit;
  private final Mapper<? super A, ? extends T, ?> mapper;
  private final Course<A, T> course;
  private final ConcurrentLinkedQueue<Piece<A, T>> read = new ConcurrentLinkedQueue<>();
  private final Patience waiting = new Patience(); // of the stream
  private final Patience idling = new Patience(); // of the workers

  /** How many are on their way or look for an element. */
  private final AtomicInteger seeking = new AtomicInteger();

  /** How many have come and not decided to end. */
  private final AtomicInteger present = new AtomicInteger();

  /** What the thread of the stream waits for while it is parked: a piece, or one of the above. */
  private volatile @Nullable Object asleepFor;

  private volatile @Nullable Worker coming;
  private volatile boolean quick;
  private volatile boolean over;

  /** What becomes of elements when they have ended; called by the workers. */
  public interface Course<A extends @Nullable Object, T extends @Nullable Object> {
    /** The element that may begin now that {@code ended} has ended, or null. */
    @Nullable Piece<A, T> next(Piece<A, T> ended);

    /** The result of {@code piece} is there, and its permit free or in use by another. */
    void done(Piece<A, T> piece);
  }

  private StageWorkers(
      Stage stage, Demand permit, Mapper<? super A, ? extends T, ?> mapper, Course<A, T> course) {
    this.stage = stage;
    this.group = stage.group();
    this.permit = permit;
    this.mapper = mapper;
    this.course = course;
  }

  /**
   * Opens a stage, and starts nothing yet.
   *
   * @throws InterruptedException if the thread is interrupted, or the task told to stop
   */
  public static <A extends @Nullable Object, T extends @Nullable Object> StageWorkers<A, T> open(
      String verb,
      Origin origin,
      PermitQueue limit,
      Mapper<? super A, ? extends T, ?> mapper,
      Course<A, T> course)
      throws InterruptedException {
    Demand permit = Demand.of(limit);
    return new StageWorkers<>(Stage.open(verb, origin, permit), permit, mapper, course);
  }

  /** Adds an element that may begin. */
  public void add(Piece<A, T> piece) {
    read.add(piece);
    if (seeking.get() == 0) {
      call();
    }
  }

  /** Whether an element waits for a permit that others hold. */
  public boolean isHeldUp() {
    Worker called = coming;
    return called != null && !called.hasPermit() && !read.isEmpty();
  }

  /** All elements have gone on, and there will be no more. */
  public void drained() throws InterruptedException {
    over = true;
    dismissNeedless();
    stage.drained();
  }

  /** The stage that they belong to. */
  public Stage stage() {
    return stage;
  }

  /**
   * Waits until {@code come} says so, or the stage has failed; the thread of the stream.
   *
   * @param forRoom whether the source may be asked as soon as no element is held up
   * @param awaited whose end brings it else, or null if that of any does
   */
  public void await(boolean forRoom, @Nullable Piece<A, T> awaited, BooleanSupplier come) {
    if (quick && waiting.sees(() -> come.getAsBoolean() || stage.isOver())) {
      return;
    }
    int seen = group.caller().changes();
    asleepFor = forRoom ? ANYTHING : awaited == null ? A_RESULT : awaited;
    if (!come.getAsBoolean()) {
      stage.awaitChange(seen);
    }
    asleepFor = null;
  }

  /** Wakes the thread of the stream, if it waits for what has happened. */
  private void stir(Worker by, boolean result, Piece<A, T> piece) {
    Object asleep = asleepFor;
    if (asleep != null
        && (asleep == ANYTHING || (result && (asleep == A_RESULT || asleep == piece)))) {
      asleepFor = null;
      group.caller().poke(by);
    }
  }

  /** Starts a worker as soon as it has its permit, unless another one is on its way. */
  private void call() {
    if (stage.isOver() || !seeking.compareAndSet(0, 1)) {
      return;
    }
    var worker = new Worker(group, this::work, true, this::isNeeded, stage.context());
    coming = worker;
    group.launch(worker, permit);
    if (over) {
      worker.leaveQueue();
    }
  }

  /** Sends a worker away that waits for a permit, but has nothing to take. */
  private void dismissNeedless() {
    Worker called = coming;
    if (called != null && read.isEmpty() && called.leaveQueue()) {
      coming = null;
      ceaseToSeek();
    }
  }

  /** Whether the stage cannot go on without the worker that gets no permit. */
  private boolean isNeeded() {
    coming = null;
    seeking.decrementAndGet();
    return present.get() == 0 && !read.isEmpty();
  }

  private @Nullable Void work() throws Exception {
    Worker worker = (Worker) TaskNode.running();
    present.incrementAndGet();
    coming = null;
    do {
      takeAll(worker);
    } while (seeks(worker));
    return null;
  }

  /** Works as long as there is something to take; begins with a permit, and ends without. */
  private void takeAll(Worker worker) throws Exception {
    Piece<A, T> piece = read.poll();
    ceaseToSeek();
    if (piece == null) {
      worker.giveBack();
      return;
    }
    long since = nanoTime();
    long taken = 0;
    while (piece != null) {
      taken++;
      piece = perform(worker, piece);
    }
    quick = nanoTime() - since < taken * QUICK_NANOS;
  }

  private long nanoTime() {
    return group.run().timekeeper().nanoTime();
  }

  /** Returns what the worker has taken next, with its permit, or null. */
  private @Nullable Piece<A, T> perform(Worker worker, Piece<A, T> piece) throws Exception {
    stir(worker, false, piece);
    worker.takes(piece.index());
    Object value =
        worker.perform(Item.taken(worker), Timing.begin(permit, worker), () -> result(piece));
    Piece<A, T> successor = course.next(piece);
    if (successor != null) {
      read.add(successor);
    }
    Piece<A, T> next = goesOn(worker) ? read.poll() : null;
    if (next == null) {
      dismissNeedless();
      worker.giveBack();
    }
    worker.isIdle(next == null);
    piece.end(value);
    course.done(piece);
    stir(worker, true, piece);
    return next;
  }

  /**
   * Whether it may take another element; an interrupt that is none of ours was for the last one.
   */
  private boolean goesOn(Worker worker) {
    Thread.interrupted();
    return !stage.isOver() && !worker.givesWay();
  }

  private @Nullable Object result(Piece<A, T> piece) throws Exception {
    return mapper instanceof DiscardingMapper<?, ?, ?>
        ? group.discards.keep(piece.map(mapper), value -> DiscardingMapper.discard(mapper, value))
        : piece.map(mapper);
  }

  /**
   * Looks for another element; if there is one, returns with a permit, as one of those who seek.
   */
  private boolean seeks(Worker worker) {
    seeking.incrementAndGet();
    if (quick
        && idling.sees(() -> isOver() || !read.isEmpty())
        && !isOver()
        && worker.retakesPermit()) {
      worker.isIdle(false);
      return true;
    }
    present.decrementAndGet();
    ceaseToSeek();
    return false;
  }

  private boolean isOver() {
    return over || stage.isOver();
  }

  /** Who added an element up to now may have relied on this worker. */
  private void ceaseToSeek() {
    if (seeking.decrementAndGet() == 0 && !read.isEmpty()) {
      call();
    }
  }
}
