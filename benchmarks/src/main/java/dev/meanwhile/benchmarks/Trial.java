package dev.meanwhile.benchmarks;

import java.util.Objects;

/**
 * A workload that is timed from outside, again and again, by JMH. A workload is an abstract
 * subclass that says what is to be done; a contender is a subclass of that which does it.
 */
public abstract class Trial implements AutoCloseable {
  /** Opens the contender of this class and checks that it does the work. */
  public static Trial open(String contender, Variant variant) throws Exception {
    var trial = Contenders.create(contender, Trial.class);
    try {
      trial.open(variant);
      trial.check();
      return trial;
    } catch (Exception | Error e) {
      trial.close();
      throw e;
    }
  }

  private void check() throws Exception {
    Object result = run();
    if (!Objects.deepEquals(result, expected())) {
      throw new IllegalStateException(
          getClass().getSimpleName() + " comes to " + result + " instead of " + expected());
    }
  }

  /** Makes ready, once. */
  protected abstract void open(Variant variant) throws Exception;

  /** Does all of the work once. */
  public abstract Object run() throws Exception;

  /** What {@link #run} returns if the work is done. */
  protected abstract Object expected();

  /** Ends what the contender keeps, such as its threads. */
  @Override
  public void close() throws Exception {}
}
