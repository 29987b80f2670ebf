package dev.meanwhile.io.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * A page of rows.
 *
 * @param rows in the order of the query
 * @param next where the next page begins; empty behind the last one
 */
public record Page<T, C>(List<T> rows, Optional<C> next) {
  /** Copies the list. */
  public Page {
    rows = List.copyOf(rows);
  }
}
