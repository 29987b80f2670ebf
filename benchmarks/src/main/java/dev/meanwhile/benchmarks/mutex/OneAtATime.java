package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;

/**
 * Contenders for a lock, of which each counts on under it, again and again. The count is a plain
 * field: it comes out right only if they were in it one at a time.
 */
public abstract class OneAtATime extends Trial {
  private int many;
  private int each;
  private int count;

  /** {@code many} tasks at once call {@link #countOn} {@code each} times, one task at a time. */
  protected abstract void race(int many, int each) throws Exception;

  protected final void countOn() {
    count++;
  }

  @Override
  protected final void open(Variant variant) {
    many = variant.number("contenders");
    each = variant.number("locks") / many;
  }

  @Override
  public final Object run() throws Exception {
    count = 0;
    race(many, each);
    return count;
  }

  @Override
  protected final Object expected() {
    return many * each;
  }
}
