package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * A source of pages gave a cursor that it had given before: to go on would fetch the same pages
 * again for ever. The message names the cursor.
 */
public final class RepeatedCursor extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object cursor;

  /** Made by the library. */
  public RepeatedCursor(Object cursor, @Nullable Object page) {
    super(
        "the page at cursor "
            + page
            + " names the cursor "
            + cursor
            + " as the next, which was fetched before",
        null);
    this.cursor = cursor;
  }

  /** The cursor; null in a copy that was serialized. */
  public @Nullable Object cursor() {
    return cursor;
  }
}
