/**
 * Tasks as spans of OpenTelemetry: {@link dev.meanwhile.otel.TaskTelemetry}.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.otel;

import org.jspecify.annotations.NullMarked;
