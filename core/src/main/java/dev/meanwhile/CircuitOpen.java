package dev.meanwhile;

import dev.meanwhile.resilience.RetryAfter;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;

/**
 * A circuit breaker did not let the call through, because those before it failed. The message names
 * the breaker and says how long it will stay open.
 */
public final class CircuitOpen extends MeanwhileException implements RetryAfter {
  private static final long serialVersionUID = 1L;

  private final String breaker;
  private final Duration openFor;

  /**
   * Made by the library.
   *
   * @param state the state of the breaker, as the message says it
   * @param openFor how long it lets nothing through; zero while it waits for its probes, {@link
   *     Deadline#FOREVER} where only a person ends it
   */
  public CircuitOpen(String breaker, String state, Duration openFor) {
    super("circuit breaker \"" + breaker + "\" is " + state + until(openFor), null);
    this.breaker = breaker;
    this.openFor = openFor;
  }

  private static String until(Duration openFor) {
    if (openFor.isZero()) {
      return "";
    }
    return openFor.equals(Deadline.FOREVER)
        ? " until somebody closes it"
        : " for another " + Durations.text(openFor);
  }

  /** The name of the breaker. */
  public String breaker() {
    return breaker;
  }

  /**
   * How long it lets nothing through: zero while it waits for its probes, {@link Deadline#FOREVER}
   * where only a person ends it.
   */
  public Duration openFor() {
    return openFor;
  }

  /** The same: a retry that was told to repeat these waits for so long. */
  @Override
  public Duration retryAfter() {
    return openFor;
  }
}
