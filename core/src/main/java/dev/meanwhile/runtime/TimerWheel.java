package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Alarms by their time: a hierarchical timing wheel (Varghese and Lauck, "Hashed and Hierarchical
 * Timing Wheels", 1987). To add one and to take one out take the same few steps, whatever is in it.
 *
 * <p>A slot of the first level is a tick of about a millisecond; one of each further level is as
 * long as all 64 of the level below. An alarm is in the lowest level in whose round both it and the
 * present are, and moves down as time comes nearer. Its time is exact all the same: {@link #next}
 * tells it.
 *
 * <p>Guarded by its owner. Times are of one clock, and zero or more.
 */
final class TimerWheel {
  private static final int TICK_BITS = 20;
  private static final int LEVEL_BITS = 6;
  private static final int SLOTS = 1 << LEVEL_BITS;
  private static final int LEVELS = Math.ceilDiv(Long.SIZE - 1 - TICK_BITS, LEVEL_BITS);

  private final @Nullable Entry[] first = new Entry[LEVELS * SLOTS];
  private final long[] occupied = new long[LEVELS]; // a bit for each slot
  private int size;
  private long tick; // the present: everything before it was taken

  /** An alarm. */
  static class Entry {
    private long at;
    private int slot = -1;
    private @Nullable Entry before;
    private @Nullable Entry after;

    /** Its time; not while it is in a wheel. */
    final void at(long time) {
      at = time;
    }

    final long at() {
      return at;
    }

    /** The next of those that were taken together. */
    final @Nullable Entry after() {
      return after;
    }
  }

  /** Puts {@code entry} in, at {@code now}. */
  void add(Entry entry, long now) {
    if (size == 0) {
      tick = Math.max(tick, now >>> TICK_BITS);
    }
    size++;
    put(entry);
  }

  private void put(Entry entry) {
    long at = Math.max(tick, entry.at >>> TICK_BITS);
    long differing = at ^ tick;
    int level =
        differing == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(differing)) / LEVEL_BITS;
    int place = (int) (at >>> (level * LEVEL_BITS)) & (SLOTS - 1);
    int slot = level * SLOTS + place;
    Entry behind = first[slot];
    entry.slot = slot;
    entry.before = null;
    entry.after = behind;
    if (behind != null) {
      behind.before = entry;
    }
    first[slot] = entry;
    occupied[level] |= 1L << place;
  }

  /** Takes {@code entry} out; false if it is not in. */
  boolean remove(Entry entry) {
    if (entry.slot < 0) {
      return false;
    }
    Entry before = entry.before;
    Entry after = entry.after;
    if (after != null) {
      after.before = before;
    }
    if (before != null) {
      before.after = after;
    } else {
      first[entry.slot] = after;
      if (after == null) {
        occupied[entry.slot / SLOTS] &= ~(1L << entry.slot);
      }
    }
    taken(entry);
    return true;
  }

  private void taken(Entry entry) {
    entry.slot = -1;
    entry.before = null;
    entry.after = null;
    size--;
  }

  /**
   * When something is to be done next: an alarm rings, or some move down. {@link Timekeeper#NEVER}
   * if it is empty.
   */
  long next() {
    if (size == 0) {
      return Timekeeper.NEVER;
    }
    int level = lowest();
    int place = Long.numberOfTrailingZeros(occupied[level]);
    return level == 0 ? earliest(first[place]) : start(level, place) << TICK_BITS;
  }

  /** The lowest level that has something: what comes first is in it. */
  private int lowest() {
    int level = 0;
    while (occupied[level] == 0) {
      level++;
    }
    return level;
  }

  private static long earliest(@Nullable Entry chain) {
    long at = Timekeeper.NEVER;
    for (Entry entry = chain; entry != null; entry = entry.after) {
      at = Math.min(at, entry.at);
    }
    return at;
  }

  /** The first tick of a slot that lies in the present round of its level. */
  private long start(int level, int place) {
    int shift = level * LEVEL_BITS;
    long round = tick >>> (shift + LEVEL_BITS);
    return (round << LEVEL_BITS | place) << shift;
  }

  /** Takes out, in a chain, one behind the other, what is due by {@code now}, in no order. */
  @Nullable Entry take(long now) {
    Entry due = null;
    for (long next = next(); next <= now; next = next()) {
      int level = lowest();
      int place = Long.numberOfTrailingZeros(occupied[level]);
      tick = Math.max(tick, start(level, place));
      if (level == 0) {
        due = takeDue(place, now, due);
      } else {
        moveDown(level, place);
      }
    }
    if (size == 0) {
      tick = Math.max(tick, now >>> TICK_BITS);
    }
    return due;
  }

  private @Nullable Entry takeDue(int place, long now, @Nullable Entry due) {
    Entry chain = due;
    Entry following;
    for (Entry entry = first[place]; entry != null; entry = following) {
      following = entry.after;
      if (entry.at <= now) {
        remove(entry);
        entry.after = chain;
        chain = entry;
      }
    }
    return chain;
  }

  private void moveDown(int level, int place) {
    Entry chain = first[level * SLOTS + place];
    first[level * SLOTS + place] = null;
    occupied[level] &= ~(1L << place);
    Entry following;
    for (Entry entry = chain; entry != null; entry = following) {
      following = entry.after;
      put(entry);
    }
  }
}
