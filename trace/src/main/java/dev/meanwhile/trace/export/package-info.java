/**
 * Traces in the formats of other tools: each {@link dev.meanwhile.trace.export.TraceExport} writes
 * one format.
 *
 * <p>No parameter and no result may be {@code null} unless it is marked so.
 */
@NullMarked
package dev.meanwhile.trace.export;

import org.jspecify.annotations.NullMarked;
