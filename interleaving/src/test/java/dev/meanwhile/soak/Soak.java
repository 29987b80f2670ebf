package dev.meanwhile.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Many threads that use something very often, and now and then change it or interrupt each other.
 * At the end nothing may be left of it.
 */
final class Soak {
  private static final long USUAL_USES = Long.getLong("soak.uses", 10_000_000);
  private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("soak.seconds", 10));
  private static final Duration UNTIL_THEY_HANG = Duration.ofSeconds(20);
  private static final int USERS = 16;
  private static final int USES_PER_CHANGE = 50;

  private final Subject subject;
  private final List<Thread> users = new ArrayList<>();
  private final AtomicLong usesLeft;
  private final AtomicLong uses = new AtomicLong();
  private final AtomicLong interrupted = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch usersLeft = new CountDownLatch(USERS);

  private Soak(Subject subject, long most) {
    this.subject = subject;
    this.usesLeft = new AtomicLong(most);
  }

  /** What is used. It says what else than an interrupt may end a use, and handles that itself. */
  interface Subject {
    /** Uses it once. */
    void use(RandomGenerator random) throws InterruptedException;

    /** Changes it, while others use it. */
    void change(RandomGenerator random);

    /** Throws if anything is left, now that nobody uses it any more. */
    void checkNothingIsLeft() throws InterruptedException;
  }

  /**
   * What was done.
   *
   * @param interrupted how many of the uses an interrupt ended
   */
  record Report(long uses, long interrupted) {}

  /** Uses {@code subject} ten million times, or for as long as a test may take. */
  static Report of(Subject subject) throws InterruptedException {
    return of(subject, USUAL_USES);
  }

  /** Uses {@code subject} so many times, or for as long as a test may take. */
  static Report of(Subject subject, long most) throws InterruptedException {
    return new Soak(subject, most).run();
  }

  private Report run() throws InterruptedException {
    for (int i = 0; i < USERS; i++) {
      var random = new SplittableRandom(i);
      users.add(Thread.ofVirtual().name("user-" + i).unstarted(() -> useUntilTheEnd(random)));
    }
    users.forEach(Thread::start);
    if (!haveEndedWithin(LONGEST)) {
      usesLeft.set(0);
      checkNobodyHangs();
    }
    if (failure.get() != null) {
      throw new AssertionError("a use failed", failure.get());
    }
    subject.checkNothingIsLeft();
    return new Report(uses.get(), interrupted.get());
  }

  private void checkNobodyHangs() throws InterruptedException {
    if (!haveEndedWithin(UNTIL_THEY_HANG)) {
      long hanging = usersLeft.getCount();
      users.forEach(Thread::interrupt);
      throw new AssertionError(hanging + " of " + USERS + " users hang");
    }
  }

  private boolean haveEndedWithin(Duration time) throws InterruptedException {
    return usersLeft.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void useUntilTheEnd(RandomGenerator random) {
    try {
      while (usesLeft.getAndDecrement() > 0 && failure.get() == null) {
        use(random);
        if (random.nextInt(USES_PER_CHANGE) == 0) {
          disturb(random);
        }
      }
    } catch (Throwable failed) {
      failure.compareAndSet(null, failed);
    } finally {
      usersLeft.countDown();
    }
  }

  private void use(RandomGenerator random) {
    uses.incrementAndGet();
    try {
      subject.use(random);
    } catch (InterruptedException expected) {
      interrupted.incrementAndGet();
    }
  }

  private void disturb(RandomGenerator random) {
    if (random.nextBoolean()) {
      subject.change(random);
    } else {
      users.get(random.nextInt(USERS)).interrupt();
    }
  }
}
