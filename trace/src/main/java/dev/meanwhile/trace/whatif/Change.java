package dev.meanwhile.trace.whatif;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Something that could have been different about a run. A name may hold {@code *} for any text: a
 * change is for all tasks whose name fits. Immutable.
 */
public sealed interface Change {
  /** Tasks of one parent that ran one after the other only because the code says so. */
  record Independent(List<String> names) implements Change {
    /** Keeps a copy of the names, of which there must be one at least. */
    public Independent {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("independent names no task; allowed: one or more");
      }
    }
  }

  /** A limit of another size. */
  record Capacity(String limit, int permits) implements Change {
    /** Needs one permit at least. */
    public Capacity {
      Objects.requireNonNull(limit, "limit");
      if (permits < 1) {
        throw new IllegalArgumentException("permits is " + permits + "; allowed: 1 or more");
      }
    }
  }

  /** Work that takes a part of its time: what the tasks do, and all below them. */
  record Faster(String name, double times) implements Change {
    /** Twice as fast is 2; more than 0, and less than 1 is slower. */
    public Faster {
      Objects.requireNonNull(name, "name");
      if (!(times > 0) || Double.isInfinite(times)) {
        throw new IllegalArgumentException("times is " + times + "; allowed: any number above 0");
      }
    }
  }

  /** Tasks that take so long. */
  record Takes(String name, Duration time) implements Change {
    /** The time must not be negative. */
    public Takes {
      Objects.requireNonNull(name, "name");
      if (time.isNegative()) {
        throw new IllegalArgumentException("time is " + time + "; allowed: 0 or more");
      }
    }
  }

  /** Fewer attempts: the first ones of each call did not happen, as if a later one had been it. */
  record Retries(int most) implements Change {
    /** 0 or more. */
    public Retries {
      if (most < 0) {
        throw new IllegalArgumentException("most is " + most + "; allowed: 0 or more");
      }
    }
  }
}
