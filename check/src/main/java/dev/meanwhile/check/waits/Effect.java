package dev.meanwhile.check.waits;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a call does to the world.
 *
 * @param kind what it does
 * @param signals what says so, if it reads
 */
public record Effect(Kind kind, Set<Signal> signals) {
  /** What a call does. */
  public enum Kind {
    /** It only asks. */
    READ,
    /** It is not known; it counts as a write. */
    UNKNOWN,
    /** It changes something. */
    WRITE
  }

  /** What says that a call reads. Two of them agree, or it is a guess. */
  public enum Signal {
    /** The library method can only read. */
    API,
    /** The verb in the name of the method called. */
    NAME,
    /** The verb in the name of a method of the program around it. */
    WRAPPER,
    /** The text of the SQL. */
    SQL,
    /** The verb of HTTP. */
    VERB,
    /** A verb in the path of the request. */
    PATH,
    /** The user's own catalogue. */
    USER
  }

  /** A write. */
  public static final Effect WRITE = new Effect(Kind.WRITE, Set.of());

  /** Nobody knows. */
  public static final Effect UNKNOWN = new Effect(Kind.UNKNOWN, Set.of());

  /** A read, for these reasons. */
  public static Effect read(Signal first, Signal... more) {
    return new Effect(Kind.READ, EnumSet.of(first, more));
  }

  /** Whether it only asks, as far as anything says so. */
  public boolean isRead() {
    return kind == Kind.READ;
  }

  /** Whether two signals agree that it only asks. */
  public boolean isSureRead() {
    return isRead() && (signals.size() >= 2 || signals.contains(Signal.USER));
  }

  /** The effect of doing both. */
  public Effect and(Effect other) {
    if (kind == Kind.WRITE || other.kind == Kind.WRITE) {
      return WRITE;
    }
    if (!isRead() || !other.isRead()) {
      return UNKNOWN;
    }
    return signals.size() <= other.signals.size() ? this : other;
  }

  /** The same effect with one more thing that says it is a read. */
  public Effect agreedBy(Signal signal) {
    if (kind == Kind.WRITE) {
      return this;
    }
    var all = EnumSet.of(signal);
    all.addAll(signals);
    return new Effect(Kind.READ, all);
  }
}
