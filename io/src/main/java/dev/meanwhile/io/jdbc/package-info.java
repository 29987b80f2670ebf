/**
 * Database statements under a limit that fits the pool, cut off with their task: {@link
 * dev.meanwhile.io.jdbc.Database}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.io.jdbc;

import org.jspecify.annotations.NullMarked;
