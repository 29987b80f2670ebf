package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A call that does nothing, with policies around it that let it through. */
public abstract class GuardedCall extends Trial {
  /** Total calls of a retry. */
  protected static final int ATTEMPTS = 3;

  /** How many outcomes a breaker looks at; it opens when half of them have failed. */
  protected static final int WINDOW = 100;

  /** How many calls may run at once. */
  protected static final int AT_ONCE = 64;

  /** Far more starts in a second than there are. */
  protected static final int PER_SECOND = 500_000_000;

  /** Far longer than the call takes. */
  protected static final Duration LIMIT = Duration.ofSeconds(10);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Callable<Integer> guarded = () -> 1;
  private int calls;

  /** What is put around the call. */
  protected enum Guard {
    /** Another attempt after a failure. */
    RETRY,
    /** No calls while most of them fail. */
    BREAKER,
    /** So many starts in a second. */
    RATE,
    /** So many at once. */
    LIMIT,
    /** An end to the call. */
    TIMEOUT,
    /** A timeout around a retry around a breaker around a limit around a rate. */
    STACK
  }

  /** Puts {@code guard} around {@code call}. */
  protected abstract Callable<Integer> guard(Guard guard, Callable<Integer> call);

  @Override
  protected final void open(Variant variant) {
    calls = variant.number("calls");
    Callable<Integer> call = () -> 1;
    if (variant.is("fails", "first")) {
      call = new EveryOtherFails();
    }
    guarded = guard(Guard.valueOf(variant.word("policy").toUpperCase(Locale.ROOT)), call);
  }

  @Override
  public final Object run() throws Exception {
    return callers.submit(this::sumOfCalls).get();
  }

  private Integer sumOfCalls() throws Exception {
    int sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += guarded.call();
    }
    return sum;
  }

  @Override
  protected final Object expected() {
    return calls;
  }

  @Override
  public void close() {
    callers.close();
  }

  private static final class EveryOtherFails implements Callable<Integer> {
    private final Failure failure = new Failure();
    private boolean fails = true;

    @Override
    public Integer call() throws Exception {
      boolean failsNow = fails;
      fails = !fails;
      if (failsNow) {
        throw failure;
      }
      return 1;
    }
  }

  /** What a call throws that fails. */
  protected static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private Failure() {
      super("on purpose", null, false, false);
    }
  }
}
