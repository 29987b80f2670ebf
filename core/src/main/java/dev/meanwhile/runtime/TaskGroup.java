package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that one verb call started, and the rule by which they end.
 *
 * <p>The group decides: a task that ends after the group was cancelled is cancelled, whatever it
 * returned or threw. The first task whose end settles the verb, by the {@link Rule}, decides it and
 * cancels the others. The caller leaves through {@link #join}, and only when all have ended, or
 * have ignored their cancel for longer than the grace. All state is guarded by the group's own
 * lock. Nothing is called under it but the waking of the caller.
 */
final class TaskGroup implements Cancellable, AutoCloseable {
  private final String verb;
  private final TaskNode owner;
  private final boolean ownsRun;
  private final String path;
  private final long id;

  private final Members members = new Members();
  private final Verdict verdict;
  private long forked;
  private final @Nullable Cancellable outer;
  private volatile boolean closed;
  private final CallerWait caller = new CallerWait(this);
  private Settings settings;

  /** The values that have come and nobody got yet. */
  final Discards discards = new Discards();

  private TaskGroup(String verb, Rule rule, TaskNode owner, String path, boolean ownsRun) {
    this.verb = verb;
    this.verdict = new Verdict(rule);
    this.owner = owner;
    this.path = path;
    this.ownsRun = ownsRun;
    this.id = run().nextId();
    this.settings = owner.settings();
    this.outer = owner.open();
    Events.scopeOpened(this);
  }

  /**
   * Opens a group below the task that the calling thread runs, or begins a run.
   *
   * @throws InterruptedException if the calling thread is interrupted, or its task is cancelled;
   *     nothing was opened
   */
  static TaskGroup open(String verb, @Nullable String name, Rule rule) throws InterruptedException {
    Ambient.checkCancelled();
    TaskNode current = TaskNode.current();
    return current == null
        ? of(Root.begin(verb, name), verb, rule)
        : below(current, verb, name, rule);
  }

  /** Opens a group below {@code owner}. */
  static TaskGroup below(TaskNode owner, String verb, @Nullable String name, Rule rule) {
    String path = name == null ? owner.path() : TaskPath.join(owner.path(), name);
    return new TaskGroup(verb, rule, owner, path, false).opened();
  }

  /** Opens a group below {@code owner}; the run of a root consists of it, and ends with it. */
  static TaskGroup of(TaskNode owner, String verb, Rule rule) {
    return new TaskGroup(verb, rule, owner, owner.path(), owner instanceof Root).opened();
  }

  /** Opens a group beside the others of a run, closed by {@code root} at its end. */
  static TaskGroup beside(Root root, String verb) {
    return new TaskGroup(verb, Rule.APART, root, root.path(), false);
  }

  private TaskGroup opened() {
    owner.open(this);
    return this;
  }

  /** Starts {@code task} on a thread of its own. */
  <T extends @Nullable Object, X extends Exception> Fork<T, X> fork(Task<T, X> task) {
    return launch(new Fork<>(this, NamedTask.of(task), task, null), null);
  }

  /**
   * Starts each of {@code tasks} on a thread of its own. All are members before the first one runs,
   * so that the caller, who starts the others, and the first to end do not meet at the lock.
   */
  List<Fork<?, ?>> fork(List<? extends Task<?, ?>> tasks) {
    var forks = new ArrayList<Fork<?, ?>>(tasks.size());
    for (Task<?, ?> task : tasks) {
      var fork = new Fork<>(this, NamedTask.of(task), task, null);
      fork.announce();
      forks.add(fork);
    }
    boolean refused;
    synchronized (this) {
      refused = verdict.cancelled() != null;
      forks.forEach(members::add);
    }
    for (Fork<?, ?> fork : forks) {
      begin(fork, refused || fork.cancelled() != null);
    }
    return forks;
  }

  /** Starts {@code fork}, once {@code limit} admits it; in a group that is cancelled, ends it. */
  <F extends Fork<?, ?>> F launch(F fork, @Nullable Demand limit) {
    fork.announce();
    boolean refused;
    boolean tooLate;
    synchronized (this) {
      tooLate = closed;
      refused = verdict.cancelled() != null;
      if (!tooLate) {
        members.add(fork);
      }
    }
    if (tooLate) {
      throw fork.turnedAway();
    }
    if (limit == null || refused) {
      begin(fork, refused);
    } else {
      Census.add(fork);
      ForkLease.request(limit, fork);
    }
    return fork;
  }

  private void begin(Fork<?, ?> fork, boolean refused) {
    Census.add(fork);
    if (refused) {
      run().rise();
      ended(fork, null, null);
    } else {
      fork.start();
    }
  }

  synchronized long nextIndex() {
    return forked++;
  }

  /** Adds the member that runs on the calling thread. */
  void add(Inline inline) {
    Cancel before;
    synchronized (this) {
      members.add(inline);
      before = verdict.cancelled();
    }
    if (before != null) {
      inline.cancel(before);
    }
  }

  /** Takes the end of a member, called once for each, on the thread that ends it. */
  void ended(Member member, @Nullable Object value, @Nullable Throwable thrown) {
    Cancel spread;
    synchronized (this) {
      spread = verdict.ended(member, thrown, run().timekeeper());
    }
    try {
      if (member instanceof Fork<?, ?> fork && fork.isVisible()) {
        Events.taskEnded(fork, fork.ending(), thrown);
      }
    } finally {
      settle(member, value, thrown, spread);
    }
  }

  /** Each step happens, whatever the others throw: a verb must not wait for ever. */
  private void settle(
      Member member, @Nullable Object value, @Nullable Throwable thrown, @Nullable Cancel spread) {
    try {
      member.settle(member.ending(), value, thrown);
    } finally {
      try {
        if (spread != null) {
          tell(spread);
        }
      } finally {
        leave(member);
        member.hasLeft();
      }
    }
  }

  private void leave(Member member) {
    Wait released;
    synchronized (this) {
      members.remove(member);
      Census.remove(member);
      StragglerList.remove(member);
      released = caller.changed(members.isEmpty());
    }
    CallerWait.release(released, member);
  }

  @Override
  public void cancel(Cancel why) {
    tryCancel(why);
  }

  /** Cancels all members, unless the group is over; says whether it did. */
  boolean tryCancel(Cancel why) {
    synchronized (this) {
      if (closed || !verdict.cancel(why, run().timekeeper().nanoTime())) {
        return false;
      }
    }
    tell(why);
    return true;
  }

  private void tell(Cancel why) {
    for (Member member : members()) {
      if (member != why.by()) {
        member.tell(why);
      }
    }
    caller.wake(why.by());
  }

  /** The members that have not ended, the oldest first. */
  synchronized List<Member> members() {
    return members.list();
  }

  /** Whether the code on the calling thread is the only member that has not ended. */
  synchronized boolean hasOnlyBody() {
    return members.count() <= 1;
  }

  /**
   * Waits until every member has ended, or the grace is over, closes the group, and throws what the
   * verb must throw: the failure that decided it, or what the cancel of the caller asks for.
   */
  void join() throws InterruptedException {
    boolean interrupted = awaitEnd();
    finish();
    Throwable thrown;
    boolean decided;
    synchronized (this) {
      thrown = verdict.thrown();
      decided = verdict.decided() != null;
    }
    if (interrupted && decided) {
      Thread.currentThread().interrupt();
    }
    if (!decided && (thrown instanceof InterruptedException || owner.cancelled() != null)) {
      Thread.interrupted(); // it has been heard
    }
    if (thrown != null) {
      throw Thrown.as(thrown);
    }
  }

  /** Returns whether the calling thread was interrupted meanwhile; its flag is clear then. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    while (true) {
      Wait wait;
      synchronized (this) {
        caller.over();
        if (members.isEmpty()) {
          closed = true;
          return interrupted;
        }
        wait = caller.forEnd(graceEnd());
      }
      switch (caller.await(wait)) {
        case RELEASED -> {}
        case INTERRUPTED -> interrupted = true;
        case TIMED_OUT -> {
          abandon();
          return interrupted;
        }
      }
    }
  }

  /** The lock is held. */
  private long graceEnd() {
    return verdict.cancelled() == null
        ? Timekeeper.NEVER
        : Timekeeper.after(verdict.reachedAt(), settings.graceNanos());
  }

  private void abandon() {
    List<Member> stragglers = listStragglers();
    List<Member> left;
    synchronized (this) {
      closed = true;
      stragglers.forEach(verdict::abandon);
      left = members.list();
    }
    left.forEach(Member::abandon);
  }

  /**
   * Lists as stragglers what keeps this group: its members, or the tasks below that they wait for.
   */
  List<Member> listStragglers() {
    long since;
    synchronized (this) {
      since = verdict.reachedAt();
    }
    return StragglerList.addAll(WaitGraph.leaves(this), since);
  }

  synchronized @Nullable Throwable thrown() {
    return verdict.thrown();
  }

  /**
   * Where the verb did not get to its join: cancels what it started and waits for it. Discards the
   * values that nobody got.
   */
  @Override
  public void close() {
    if (!closed) {
      cancel(Cancel.BODY_FAILED);
      boolean interrupted = awaitEnd();
      finish();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    discards.end();
  }

  /** Closes the group, and with it the run that consists of it. */
  void finish() {
    owner.open(outer);
    Events.scopeClosed(this);
    if (ownsRun) {
      ((Root) owner).end(verdict.ending());
    }
  }

  /** What its members were told; null as long as the verb is neither decided nor told to stop. */
  @Nullable Cancel cancelled() {
    return verdict.cancelled();
  }

  /** The member whose end settled the verb, or null. */
  synchronized @Nullable Member decided() {
    return verdict.decided();
  }

  /** Whether the verb has returned or thrown. */
  boolean isClosed() {
    return closed;
  }

  /** Where its caller waits. */
  CallerWait caller() {
    return caller;
  }

  TaskNode owner() {
    return owner;
  }

  Settings settings() {
    return settings;
  }

  /** Changes what its tasks inherit; before anything is started. */
  void settings(Settings other) {
    settings = other;
  }

  Run run() {
    return owner.run();
  }

  String verb() {
    return verb;
  }

  String path() {
    return path;
  }

  long id() {
    return id;
  }

  @Override
  public String toString() {
    return path.isEmpty() ? verb : "\"" + path + "\"";
  }
}
