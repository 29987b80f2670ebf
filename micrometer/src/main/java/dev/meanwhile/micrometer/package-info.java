/**
 * Tasks, waits and limits as meters of Micrometer: {@link dev.meanwhile.micrometer.TaskMetrics}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.micrometer;

import org.jspecify.annotations.NullMarked;
