/**
 * Finds in Java source the waits that stack without need, and other mistakes with waits: {@link
 * dev.meanwhile.check.Checker}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.check;

import org.jspecify.annotations.NullMarked;
