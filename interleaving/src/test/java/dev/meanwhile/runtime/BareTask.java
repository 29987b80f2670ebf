package dev.meanwhile.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** A task of a {@link CheckedRun}, on whatever thread says that it begins. */
public final class BareTask extends TaskNode {
  private final AtomicInteger rings = new AtomicInteger();
  private final Doorbell bell = Doorbell.of(null);
  private volatile boolean over;

  BareTask(Run run) {
    super(null, new Settings(run, null, Settings.DEFAULT_GRACE, null, null));
  }

  /** The calling thread runs it from now on. */
  public void begin() {
    enter(this);
  }

  /** Its code has ended. */
  public void end() {
    over = true;
    enter(null);
    run().rest();
  }

  /** Cancels it. */
  public void stop() {
    cancel(Cancel.INTERRUPTED);
  }

  /** How often its thread was to be interrupted. */
  int rings() {
    return rings.get();
  }

  /** Whether it runs, or is about to: it has not ended, and does not wait for what is to come. */
  boolean isAwake() {
    Wait wait = waiting();
    return !over && (wait == null || wait.isOver());
  }

  @Override
  void ring() {
    rings.incrementAndGet();
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  long id() {
    return 0;
  }

  @Override
  String path() {
    return "bare";
  }

  @Override
  Thread thread() {
    return Thread.currentThread();
  }
}
