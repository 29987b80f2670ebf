package dev.meanwhile.stream;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list, and the cursor of the next.
 *
 * @param items any number, also none
 * @param next the cursor of the page after this one, or null if this is the last
 * @param <T> the type of the items
 * @param <C> the type of the cursors: a token, an offset, a link; equal ones name the same page
 */
public record Page<T extends @Nullable Object, C>(List<T> items, @Nullable C next) {
  /** Refuses null items; an empty page has an empty list. */
  public Page {
    requireNonNull(items, "items");
  }

  /** A page after which there is no other. */
  public static <T extends @Nullable Object, C> Page<T, C> last(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * A page of a list that is asked for by offset and size. One with fewer items than were asked for
   * is the last.
   *
   * @param offset the place of the first item, 0 or more
   * @param size how many items were asked for, 1 or more
   */
  public static <T extends @Nullable Object> Page<T, Long> slice(
      List<T> items, long offset, int size) {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "the offset of a page is " + offset + "; allowed: 0 to " + Long.MAX_VALUE);
    }
    if (size < 1) {
      throw new IllegalArgumentException(
          "the size of a page is " + size + "; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Page<>(items, items.size() < size ? null : offset + items.size());
  }

  /**
   * A page of an HTTP answer whose {@code Link} header names the next one (RFC 8288): {@code Link:
   * </orders?page=3>; rel="next"}. Without such a link it is the last.
   *
   * @param request what was asked for; the link may be relative to it
   * @param links the values of all {@code Link} headers, which may be none
   */
  public static <T extends @Nullable Object> Page<T, URI> linked(
      List<T> items, URI request, List<String> links) {
    return new Page<>(items, LinkHeader.next(request, links));
  }
}
