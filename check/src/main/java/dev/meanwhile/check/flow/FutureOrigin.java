package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Basis;

/**
 * Where a result comes from that somebody waits for.
 *
 * @param kind what that says about the wait
 * @param what what it is, for people: {@code HttpClient.sendAsync}
 * @param basis how the types are known that say so
 */
public record FutureOrigin(Kind kind, String what, Basis basis) {
  /** What an origin says about the wait. */
  public enum Kind {
    /** It crosses a network, and nothing limits it. */
    REMOTE,
    /** Another process. */
    PROCESS,
    /** Another machine, as far as the names of missing classes say. */
    DISTANT,
    /** It has a limit of time. */
    LIMITED,
    /** The library has a limit by default. */
    LIMITED_BY_DEFAULT,
    /** It is complete when somebody asks. */
    COMPLETE,
    /** It is worked out in this process, as far as that can be seen. */
    NEARBY,
    /** Nothing is known. */
    UNKNOWN
  }

  static final FutureOrigin UNKNOWN = new FutureOrigin(Kind.UNKNOWN, "", Basis.UNKNOWN);

  /** Whether something outside of this process has to answer. */
  boolean isOutside() {
    return kind.compareTo(Kind.DISTANT) <= 0;
  }

  static FutureOrigin of(Kind kind) {
    return new FutureOrigin(kind, "", Basis.ATTRIBUTED);
  }
}
