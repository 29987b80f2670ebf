package dev.meanwhile.cli.demo;

import java.time.Duration;

/**
 * One way to do it.
 *
 * @param name its name
 * @param isByHand whether it is plain Java, whose calls have to be recorded one by one
 * @param ideal the shortest time that its plan allows
 * @param body the code
 * @param isAllowedToFail whether a failure of it is part of the demo
 */
record Variant(String name, boolean isByHand, Duration ideal, Body body, boolean isAllowedToFail) {
  /** The code of a variant. */
  @FunctionalInterface
  interface Body {
    /** Makes the calls, and returns what the page, or the job, needs. */
    Object run(Calls calls) throws Exception;
  }

  static Variant byHand(Duration ideal, Body body) {
    return byHand("by-hand", ideal, body);
  }

  static Variant byHand(String name, Duration ideal, Body body) {
    return new Variant(name, true, ideal, body, false);
  }

  static Variant meanwhile(Duration ideal, Body body) {
    return meanwhile("meanwhile", ideal, body);
  }

  static Variant meanwhile(String name, Duration ideal, Body body) {
    return new Variant(name, false, ideal, body, false);
  }

  /** The same, but its failure is part of the demo. */
  Variant mayFail() {
    return new Variant(name, isByHand, ideal, body, true);
  }
}
