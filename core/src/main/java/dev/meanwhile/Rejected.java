package dev.meanwhile;

/**
 * A limit did not let the call through: as many wait as may, it was waited for as long as may be,
 * or the limit was cleared. The work was not begun. The message names the limit and says how many
 * permits are in use and how many calls wait. A retry repeats it only if it is told to; a breaker
 * does not count it.
 */
public final class Rejected extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  private final String limit;
  private final int inUse;
  private final int waiting;

  /**
   * Made by the library.
   *
   * @param why the end of the sentence that begins with the name of the limit
   */
  public Rejected(String limit, String why, int inUse, int capacity, int waiting) {
    super(
        "the %s %s: %d of %d permits in use, %d waiting"
            .formatted(limit, why, inUse, capacity, waiting),
        null);
    this.limit = limit;
    this.inUse = inUse;
    this.waiting = waiting;
  }

  /** The name of the limit. */
  public String limit() {
    return limit;
  }

  /** How many permits were in use. */
  public int inUse() {
    return inUse;
  }

  /** How many calls waited, this one among them if it did. */
  public int waiting() {
    return waiting;
  }
}
